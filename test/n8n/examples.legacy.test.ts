/** The examples use only what the oldest supported n8n has, and the node works there as a tool. */
import { checkAgent } from './examples/agent.checks';
import { ExampleServer } from './examples/exampleServer';
import { checkKnown } from './examples/import.checks';
import { installN8n } from './install/install';
import { LEGACY } from './install/lines';

/** n8n 1 has data tables, but no step that creates one. */
const MISSING = {
	'data-table': [
		'Create table if needed: tableName',
		'Create table if needed: options.createIfNotExists',
	],
};

let server: ExampleServer;

beforeAll(async () => {
	server = await ExampleServer.start(await installN8n(LEGACY));
}, 1_800_000);

afterAll(async () => {
	await server?.clear();
});

checkKnown(() => server.n8n, MISSING);
checkAgent(() => server, 'json');
