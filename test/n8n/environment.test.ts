/** n8n installs the package when it starts, as the notes for administrators say. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INodeTypeDescription } from 'n8n-workflow';
import { packPackage, ROOT } from '../support/package';
import type { N8n } from './install/install';
import { installN8n } from './install/install';
import { Instance } from './instance';
import { Proxy } from './services/proxy';
import { Registry } from './services/registry';
import { INSTANT_TYPE, NODE_TYPE, TRIGGER_TYPE } from './workflows';

const INSTALL_TIMEOUT_MS = 1_800_000;

const folder = mkdtempSync(join(tmpdir(), 'environment-'));
let found: N8n;
let registry: Registry;
let proxy: Proxy;
const instances: Instance[] = [];

beforeAll(async () => {
	found = await installN8n();
	registry = new Registry(await packPackage(folder));
	proxy = await Proxy.start(registry);
}, INSTALL_TIMEOUT_MS);

afterEach(async () => {
	for (const one of instances.splice(0)) await one.stop();
});

afterAll(async () => {
	await proxy?.stop();
	rmSync(folder, { recursive: true, force: true });
});

/** The settings of the document, with these values in place of the example's. */
function documented(version: string, checksum: string): Record<string, string> {
	const text = readFileSync(join(ROOT, 'docs/administration.md'), 'utf8');
	const [, block] = /```env\n([\s\S]*?)```/.exec(text) ?? [];
	const settings = block.trim().replace('sha512-…', checksum).replace('0.1.0', version);
	return Object.fromEntries(
		settings.split('\n').map((line): [string, string] => {
			const at = line.indexOf('=');
			return [line.slice(0, at), line.slice(at + 1)];
		}),
	);
}

/** Starts n8n without the package, and with unverified packages turned off as in n8n 3. */
async function startWith(checksum: string, more: Record<string, string> = {}): Promise<Instance> {
	const settings = documented(registry.version, checksum);
	const env = { ...settings, ...proxy.env, N8N_UNVERIFIED_PACKAGES_ENABLED: 'false', ...more };
	const instance = await Instance.start({ n8n: found, withoutPackage: true, env });
	instances.push(instance);
	return instance;
}

/** The package's nodes that n8n offers. */
async function offered({ rest }: Instance): Promise<string[]> {
	const { text } = await rest.file('/types/nodes.json');
	const names = (JSON.parse(text) as INodeTypeDescription[]).map(({ name }) => name);
	return [NODE_TYPE, TRIGGER_TYPE, INSTANT_TYPE].filter((name) => names.includes(name));
}

test('with the checksum of the tarball, n8n has all nodes, also after a restart', async () => {
	const instance = await startWith(registry.checksum);
	expect(await offered(instance)).toHaveLength(3);
	await instance.kill();
	const second = await instance.again();
	instances.splice(0, 1, second);
	expect(await offered(second)).toHaveLength(3);
});

test('with another checksum, n8n starts without the package and says so in its log', async () => {
	const instance = await startWith(registry.checksum.replace(/.{4}==$/, 'AAAA=='));
	expect(await offered(instance)).toEqual([]);
	expect(instance.log).toMatch(/Failed to install community package .*checksum/i);
});

test('in a new container, whose database has the package and whose folder has not, n8n installs it again', async () => {
	const instance = await startWith(registry.checksum, {
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_REINSTALL_MISSING_PACKAGES: 'true',
	});
	await instance.kill();
	rmSync(join(instance.home.folder, '.n8n/nodes'), { recursive: true });
	const second = await instance.again();
	instances.splice(0, 1, second);
	expect(await offered(second)).toHaveLength(3);
});
