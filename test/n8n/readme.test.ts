/** Every command in the documents does what it says there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator } from '../simulator/server';
import { basicEnv } from '../support/environment';
import { installN8n } from './install/install';
import { PACKAGE_NAME, ROOT } from '../support/package';
import { commandBlocks, ShellSession } from './readme/shellSession';
import { Program } from './running/program';

const TIMEOUT_MS = 600_000;
const [tryIt, ownAccount] = commandBlocks('README.md');
const [development] = commandBlocks('CONTRIBUTING.md');
const [commandLine, inDocker] = commandBlocks('docs/administration.md');

let session: ShellSession;

beforeAll(async () => {
	await installN8n();
	session = await ShellSession.open();
}, 1_800_000);

afterAll(() => session?.remove());

const inHome = (...path: string[]) => join(session.home, ...path);

/** The nodes folder contains only this package, and n8n finds its nodes. */
function expectInstalled(home: string): void {
	const modules = join(home, '.n8n/nodes/node_modules');
	expect(readdirSync(modules).filter((name) => !name.startsWith('.'))).toEqual([PACKAGE_NAME]);
	const { n8n } = JSON.parse(readFileSync(join(modules, PACKAGE_NAME, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	for (const file of [...n8n.nodes, ...n8n.credentials]) {
		expect(existsSync(join(modules, PACKAGE_NAME, file))).toBe(true);
	}
}

test('there are no others', () => {
	const documents = readdirSync(join(ROOT, 'docs'))
		.filter((file) => file.endsWith('.md'))
		.map((file) => `docs/${file}`);
	const blocks = ['README.md', ...documents].flatMap(commandBlocks);
	expect(blocks.sort()).toEqual([tryIt, ownAccount, commandLine, inDocker].sort());
});

test(
	'trying it shows rows and writes a file',
	async () => {
		const said = await session.run(tryIt);
		expect(said).toMatch(/Written: out\/module-results\.csv, [\d,]+ rows/);
		const csv = readFileSync(inHome(PACKAGE_NAME, 'out/module-results.csv'), 'utf8');
		expect(csv).toMatch(/^"?userName/);
	},
	TIMEOUT_MS,
);

test(
	'the same command reads a real account',
	async () => {
		const simulator = await startSimulator({ rows: 120 });
		const { url, clientId, clientSecret } = simulator;
		const values = [clientId, clientSecret];
		const commands = ownAccount.map((line) =>
			line.replace(/…/g, () => values.shift() ?? '').replace(/https:\S+/, url),
		);
		const said = await session.run(commands, PACKAGE_NAME);
		await simulator.close();
		expect(said).toContain(`the account of your key at ${url}`);
	},
	TIMEOUT_MS,
);

test('from the command line: n8n finds the package and nothing else', async () => {
	await session.run(commandLine);
	expectInstalled(session.home);
});

test('in Docker: the same in the container, after a restart', async () => {
	await session.run(inDocker);
	expectInstalled(inHome('container'));
	expect(readFileSync(inHome('docker.log'), 'utf8')).toMatch(/^docker restart n8n$/m);
});

describe('development', () => {
	/** CI starts with `npm test`, and the first test is `npm start`. */
	const elsewhere = ['npm start', 'npm test'];

	test('npm test is what CI runs', () => {
		expect(readFileSync(join(ROOT, '.ci/run'), 'utf8')).toMatch(/^npm test$/m);
		expect(development).toEqual(expect.arrayContaining(elsewhere));
	});

	test.each(development.filter((line) => !elsewhere.includes(line)))(
		'%s',
		async (line) => {
			if (line === 'npm run n8n') return await expectServing();
			const said = await session.run([line], PACKAGE_NAME);
			expect(said).toMatch(line.includes('simulator') ? /--rows/ : /Finished 'build'|^$/);
		},
		TIMEOUT_MS,
	);
});

/** n8n with the account starts, and stops when it is asked to. */
async function expectServing(): Promise<void> {
	const program = await Program.start({
		command: 'npm',
		args: ['run', 'n8n'],
		env: basicEnv(),
		ready: /Ctrl-C ends all of it/,
		readyTimeoutMs: TIMEOUT_MS / 2,
		stopSignal: 'SIGINT',
	});
	const address = /n8n [\d.]+\s+(http:\S+)/.exec(program.log)?.[1] ?? '';
	expect((await fetch(`${address}/healthz`)).status).toBe(200);
	await program.stop();
	expect(program.log).toContain('Stopping …');
}
