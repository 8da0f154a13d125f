/**
 * Installs the packed package as n8n does. n8n (downloadPackage in its community-packages.service) unpacks it into
 * its own nodes folder, removes the development and peer dependencies, and installs the rest without scripts. The
 * manifest of that folder then names the package.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { basicEnv } from '../support/environment';
import { PACKAGE_NAME, readManifest } from '../support/package';
import { runOrThrow } from '../support/run';

/** What n8n removes from the package's manifest. */
const REMOVED = ['devDependencies', 'peerDependencies', 'optionalDependencies'];

/** Installs a packed tarball into an N8N_USER_FOLDER. */
export async function installPackage(tarball: string, userFolder: string): Promise<void> {
	const nodes = join(userFolder, '.n8n', 'nodes');
	const folder = join(nodes, 'node_modules', PACKAGE_NAME);
	mkdirSync(folder, { recursive: true });
	await runOrThrow('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);

	const manifest = readManifest(folder);
	for (const kind of REMOVED) delete manifest[kind];
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
