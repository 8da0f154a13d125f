/** The packed tarball as it arrives at somebody's. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { PACKAGE_NAME, packPackage } from '../n8n/package';

/** Packs the package and unpacks it below this folder, where Node looks for it; gives its place. */
export async function unpackPackage(folder: string): Promise<string> {
	const tarball = await packPackage(folder);
	const installed = join(folder, 'node_modules', PACKAGE_NAME);
	mkdirSync(installed, { recursive: true });
	execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', installed]);
	return installed;
}

/** Paths of all files in a folder, from there. */
export function filesIn(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)))
		.sort();
}
