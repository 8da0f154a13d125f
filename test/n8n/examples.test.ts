/** The examples in a started n8n: imported, known to it, and executed up to the services that are not reached from here. */
import { checkAgent } from './examples/agent.checks';
import { checkImport, checkKnown } from './examples/import.checks';
import { checkPlays } from './examples/play.checks';
import { FORMATS, Stage } from './examples/stage';
import { installN8n } from './install/install';

const INSTALL_TIMEOUT_MS = 1_800_000;

let stage: Stage;

beforeAll(async () => {
	stage = await Stage.set(await installN8n());
}, INSTALL_TIMEOUT_MS);

afterAll(async () => {
	await stage?.clear();
});

checkKnown(() => stage.n8n);
checkImport(() => stage);

describe.each(FORMATS)('with answers in %s', (format) => {
	checkPlays(() => stage, format);
	checkAgent(() => stage, format);
});
