/** The examples use only what the oldest supported n8n has. */
import { checkKnown } from './examples/import.checks';
import { installN8n } from './install/install';
import { LEGACY } from './install/lines';
import { Instance } from './instance';

let n8n: Instance;

beforeAll(async () => {
	n8n = await Instance.start({ n8n: await installN8n(LEGACY) });
}, 1_800_000);

afterAll(async () => {
	await n8n?.stop();
});

checkKnown(() => n8n);
