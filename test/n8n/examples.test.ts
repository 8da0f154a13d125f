/** The examples in a running n8n: imported, recognized, and executed up to the services, which are not reachable in tests. */
import { checkAgent } from './examples/agent.checks';
import { checkImport, checkKnown } from './examples/import.checks';
import { checkMail } from './examples/mail.checks';
import { checkPlays } from './examples/play.checks';
import { checkQuestions } from './examples/questions.checks';
import { checkReport } from './examples/report.checks';
import { FORMATS, ExampleServer } from './examples/exampleServer';
import { installN8n } from './install/install';

const INSTALL_TIMEOUT_MS = 1_800_000;

let server: ExampleServer;

beforeAll(async () => {
	server = await ExampleServer.start(await installN8n());
}, INSTALL_TIMEOUT_MS);

afterAll(async () => {
	await server?.clear();
});

checkKnown(() => server.n8n);
checkImport(() => server);

describe.each(FORMATS)('with responses in %s', (format) => {
	checkPlays(() => server, format);
	checkMail(() => server, format);
	checkReport(() => server, format);
	checkAgent(() => server, format);
	// The formats only differ in the decoder.
	if (format === 'json') checkQuestions(() => server, format);
});
