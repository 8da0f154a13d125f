/** The example for new hires in the oldest supported n8n: its branches end in one report there, too. */
import { ChangesServer } from './examples/changesServer';
import { checkNewHires } from './examples/newHires.checks';
import { LEGACY } from './install/lines';

let server: ChangesServer;

beforeAll(async () => {
	server = await ChangesServer.start(LEGACY);
}, 1_800_000);

afterAll(async () => {
	await server?.clear();
});

checkNewHires(() => server, 'json');
