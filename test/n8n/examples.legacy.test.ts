/** The examples use only what the oldest supported n8n has, and the node works there as a tool. */
import { checkAgent } from './examples/agent.checks';
import { ExampleServer } from './examples/exampleServer';
import { checkKnown } from './examples/import.checks';
import { installN8n } from './install/install';
import { LEGACY } from './install/lines';

let server: ExampleServer;

beforeAll(async () => {
	server = await ExampleServer.start(await installN8n(LEGACY));
}, 1_800_000);

afterAll(async () => {
	await server?.clear();
});

checkKnown(() => server.n8n);
checkAgent(() => server, 'json');
