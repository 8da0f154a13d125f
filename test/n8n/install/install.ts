/**
 * Brings n8n from the npm registry into a cache folder outside the checkout, with a Node of its own.
 * It is built in a folder beside its place and moved there when it works, so what lies in the
 * place is whole; when it stops working, it is built again.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { basicEnv } from '../../support/environment';
import type { Line } from './lines';
import { CURRENT, nodePackage } from './lines';
import { withLock } from './lock';
import { withProgress } from './progress';
import { run, runOrThrow } from '../../support/run';

/** An n8n that can be run: `command` with `args` before other arguments. */
export interface N8n {
	version: string;
	command: string;
	args: readonly string[];
	env: Readonly<Record<string, string>>;
}

const STAMP = 'installed.json';
const LOG = 'install.log';
const ANSWER_TIMEOUT_MS = 120_000;

/** The folder of installed versions of n8n, or N8N_CACHE. */
export function cacheFolder(): string {
	const { N8N_CACHE, XDG_CACHE_HOME } = process.env;
	const cache = XDG_CACHE_HOME ? XDG_CACHE_HOME : join(homedir(), '.cache');
	return N8N_CACHE ? N8N_CACHE : join(cache, 'n8n-nodes-ispring-learn');
}

/** The n8n of this line, installed first if it is missing or broken. With N8N_BIN, that n8n instead. */
export async function installN8n(line: Line = CURRENT): Promise<N8n> {
	const { N8N_BIN } = process.env;
	if (N8N_BIN && line === CURRENT) return await installedElsewhere(N8N_BIN);

	const cache = cacheFolder();
	const place = join(cache, `n8n-${line.n8n}`);
	mkdirSync(cache, { recursive: true });
	return await withLock(
		`${place}.lock`,
		async () => {
			const found = n8nIn(place, line);
			if (existsSync(join(place, STAMP)) && (await works(found, line))) return found;
			if (existsSync(place)) say(`n8n in ${place} does not answer: installing it again`);
			await build(place, line);
			return found;
		},
		() => say(`Another process installs n8n ${line.n8n}: waiting for it`),
	);
}

function say(text: string): void {
	process.stderr.write(`${text}\n`);
}

async function installedElsewhere(command: string): Promise<N8n> {
	const { code, stdout } = await run(command, ['--version'], { env: basicEnv() }).catch(() => {
		throw new Error(`N8N_BIN is "${command}", and no such program was found`);
	});
	const version = /\d+\.\d+\.\d+/.exec(stdout)?.[0];
	if (code !== 0 || version === undefined) {
		throw new Error(`N8N_BIN is "${command}", and it does not answer to --version`);
	}
	return { version, command, args: [], env: {} };
}

/** The folder of Node.js in an installation, or null if this program's own Node.js is used. */
function nodeHome(place: string): string | null {
	const name = nodePackage();
	return name === null ? null : join(place, 'node', 'node_modules', name);
}

function n8nIn(place: string, line: Line): N8n {
	const home = nodeHome(place);
	const command = home === null ? process.execPath : join(home, 'bin', 'node');
	return {
		version: line.n8n,
		command,
		args: [join(place, 'node_modules', 'n8n', 'bin', 'n8n')],
		env: { ...line.env, PATH: [dirname(command), process.env.PATH].join(delimiter) },
	};
}

/** Whether it reports its version, and loads its native libraries. */
async function works(n8n: N8n, line: Line): Promise<boolean> {
	const options = { env: { ...basicEnv(), ...n8n.env }, timeout: ANSWER_TIMEOUT_MS };
	const load = line.native.map((name) => `require(${JSON.stringify(name)})`).join(';');
	const cwd = dirname(dirname(n8n.args[0]));
	try {
		const [answer, loaded] = await Promise.all([
			run(n8n.command, [...n8n.args, '--version'], options),
			run(n8n.command, ['-e', load], { ...options, cwd }),
		]);
		return answer.code === 0 && answer.stdout.includes(line.n8n) && loaded.code === 0;
	} catch {
		return false;
	}
}

async function build(place: string, line: Line): Promise<void> {
	const parent = dirname(place);
	const partial = `${place}.partial-${process.pid}`;
	for (const name of readdirSync(parent)) {
		if (join(parent, name).startsWith(`${place}.partial-`)) remove(join(parent, name));
	}
	mkdirSync(partial);
	const n8n = n8nIn(partial, line);
	const log = join(partial, LOG);
	const title = `n8n ${line.n8n}`;
	say(`Installing ${title} into ${place}: about eight minutes, once; npm writes to ${log}`);

	await withProgress(`${title}, 1 of 3: Node ${line.node}`, async () => {
		await installNode(partial, line, log);
	});
	await withProgress(`${title}, 2 of 3: n8n and its libraries`, async () => {
		writeManifest(partial, { ...line.manifest, dependencies: { n8n: line.n8n } });
		await npm(['install', '--ignore-scripts'], partial, n8n, log);
	});
	await withProgress(`${title}, 3 of 3: building ${line.native.join(' and ')}`, async () => {
		const home = nodeHome(partial);
		const headers = home === null ? [] : [`--nodedir=${home}`];
		await npm(['rebuild', '--ignore-scripts=false', ...headers, ...line.native], partial, n8n, log);
	});

	if (!(await works(n8n, line))) {
		throw new Error(`${title} was installed and does not run. See ${log}`);
	}
	const stamp = { n8n: line.n8n, installedAt: new Date().toISOString() };
	writeFileSync(join(partial, STAMP), `${JSON.stringify(stamp, null, '\t')}\n`);
	remove(place);
	renameSync(partial, place);
}

async function installNode(partial: string, line: Line, log: string): Promise<void> {
	const name = nodePackage();
	if (name === null) {
		if (process.versions.node.startsWith(`${line.node}.`)) return;
		throw new Error(
			`n8n ${line.n8n} runs on Node ${line.node}, which npm does not have for this machine. Start this again with Node ${line.node}, or set N8N_BIN to an n8n that is installed.`,
		);
	}
	const folder = join(partial, 'node');
	mkdirSync(folder);
	writeManifest(folder, { dependencies: { [name]: String(line.node) } });
	await npm(['install', '--ignore-scripts'], folder, { env: {} }, log);
}

function writeManifest(folder: string, content: Readonly<Record<string, unknown>>): void {
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, ...content }));
}

/** npm, run by the installation's own Node.js if there is one: npm builds native code for the Node.js that runs it. */
async function npm(
	args: readonly string[],
	cwd: string,
	{ env }: Pick<N8n, 'env'>,
	log: string,
): Promise<void> {
	const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=warn'];
	await runOrThrow('npm', [...args, ...quiet], { cwd, env: { ...basicEnv(), ...env }, log });
}

function remove(path: string): void {
	rmSync(path, { recursive: true, force: true, maxRetries: 3 });
}
