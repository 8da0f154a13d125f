/** The package under test: its files in the repository, and the tarball that `npm pack` makes of it. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { basicEnv } from './environment';
import { runOrThrow } from './run';

export const ROOT = resolve(__dirname, '../..');

/** The inputs of a build. */
const INPUTS = ['nodes', 'credentials', 'icons', 'gulpfile.js', 'package.json'];

interface Manifest {
	name: string;
	version: string;
	n8n: { nodes: string[]; credentials: string[] };
	[key: string]: unknown;
}

export function readManifest(folder: string): Manifest {
	return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

export const PACKAGE_NAME = readManifest(ROOT).name;

/** The files that n8n loads from the build, as absolute paths. */
export function entryPoints(): string[] {
	const { nodes, credentials } = readManifest(ROOT).n8n;
	return [...nodes, ...credentials].map((file) => join(ROOT, file));
}

/** Relative paths of all files in a folder. */
export function filesIn(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)))
		.sort();
}

/** Paths of all files in these folders of the repository, from its root. */
export const filesBelow = (...folders: readonly string[]): string[] =>
	folders.flatMap((folder) => filesIn(join(ROOT, folder)).map((file) => join(folder, file)));

/** The files in the published folders, before the build. */
export const SHIPPED = filesBelow('nodes', 'credentials');

/** The TypeScript files among them. */
export const SOURCES = SHIPPED.filter((file) => file.endsWith('.ts'));

function modifiedMs(path: string): number {
	const found = statSync(path);
	if (!found.isDirectory()) return found.mtimeMs;
	return Math.max(0, ...readdirSync(path).map((name) => modifiedMs(join(path, name))));
}

function isBuilt(): boolean {
	const built = entryPoints();
	if (!built.every((file) => existsSync(file))) return false;
	const inputs = INPUTS.map((name) => modifiedMs(join(ROOT, name)));
	return Math.min(...built.map(modifiedMs)) >= Math.max(...inputs);
}

/**
 * Packs the tarball into a folder and returns its path. Builds first if a source is newer than the build.
 * With TARBALL set, returns that tarball: a release publishes exactly what was tested.
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

/** Packs the package and unpacks it where Node looks for it from this folder. Returns the unpacked folder. */
export async function unpackPackage(folder: string): Promise<string> {
	const tarball = await packPackage(folder);
	const installed = join(folder, 'node_modules', PACKAGE_NAME);
	mkdirSync(installed, { recursive: true });
	await runOrThrow('tar', ['-xzf', tarball, '--strip-components=1', '-C', installed]);
	return installed;
}
