/**
 * The package as n8n gets it. n8n (downloadPackage in its community-packages.service) packs, unpacks
 * into its own nodes folder, drops the development and peer dependencies and installs what is left
 * without scripts; then its manifest of that folder names the package.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { basicEnv } from './install/environment';
import { runOrThrow } from './install/run';

export const ROOT = resolve(__dirname, '../..');

/** What a build is made of. */
const SOURCES = ['nodes', 'credentials', 'icons', 'gulpfile.js', 'package.json'];

/** What n8n drops from the package's manifest. */
const DROPPED = ['devDependencies', 'peerDependencies', 'optionalDependencies'];

interface Manifest {
	name: string;
	version: string;
	n8n: { nodes: string[]; credentials: string[] };
	[key: string]: unknown;
}

function readManifest(folder: string): Manifest {
	return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

export const PACKAGE_NAME = readManifest(ROOT).name;

function changedAtMs(path: string): number {
	const found = statSync(path);
	if (!found.isDirectory()) return found.mtimeMs;
	return Math.max(0, ...readdirSync(path).map((name) => changedAtMs(join(path, name))));
}

function isBuilt(): boolean {
	const { nodes, credentials } = readManifest(ROOT).n8n;
	const built = [...nodes, ...credentials].map((file) => join(ROOT, file));
	if (!built.every((file) => existsSync(file))) return false;
	const sources = SOURCES.map((name) => changedAtMs(join(ROOT, name)));
	return Math.min(...built.map(changedAtMs)) >= Math.max(...sources);
}

/**
 * Packs the tarball into a folder, building first when a source has changed since the last build, and
 * gives its path. With TARBALL, the one that it names: what is released is what was tested.
 */
export async function packPackage(folder: string): Promise<string> {
	const { TARBALL } = process.env;
	if (TARBALL) return resolve(ROOT, TARBALL);
	const options = { cwd: ROOT, env: basicEnv() };
	if (!isBuilt()) await runOrThrow('npm', ['run', '--silent', 'build'], options);
	const pack = ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder];
	const name = await runOrThrow('npm', pack, options);
	return join(folder, name.trim());
}

/** Installs a packed tarball into an N8N_USER_FOLDER. */
export async function installPackage(tarball: string, userFolder: string): Promise<void> {
	const nodes = join(userFolder, '.n8n', 'nodes');
	const folder = join(nodes, 'node_modules', PACKAGE_NAME);
	mkdirSync(folder, { recursive: true });
	await runOrThrow('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);

	const manifest = readManifest(folder);
	for (const kind of DROPPED) delete manifest[kind];
	writeJson(join(folder, 'package.json'), manifest);
	const install = [
		'install',
		'--audit=false',
		'--fund=false',
		'--bin-links=false',
		'--install-strategy=shallow',
		'--ignore-scripts=true',
		'--package-lock=false',
	];
	await runOrThrow('npm', install, { cwd: folder, env: basicEnv() });
	writeJson(join(nodes, 'package.json'), {
		name: 'installed-nodes',
		private: true,
		dependencies: { [manifest.name]: manifest.version },
	});
}

function writeJson(path: string, content: unknown): void {
	writeFileSync(path, JSON.stringify(content, null, 2));
}
