/**
 * Before the suites: installs what is missing of the programs beside n8n, where that is possible, as
 * root on Debian. Elsewhere the suite that misses a program says which package has it.
 */
import { existsSync } from 'node:fs';
import { basicEnv } from '../../support/environment';
import { withProgress } from '../install/progress';
import { runOrThrow } from '../../support/run';
import type { ProgramName } from './programs';
import { findProgram, PACKAGES } from './programs';
import { isRoot } from './user';

const APT = '/usr/bin/apt-get';

function missingPackages(): string[] {
	const names = Object.keys(PACKAGES) as ProgramName[];
	const missing = names.filter((name) => findProgram(name) === null);
	return [...new Set(missing.map((name) => PACKAGES[name]))];
}

export default async function install(): Promise<void> {
	const packages = missingPackages();
	if (packages.length === 0 || !isRoot() || !existsSync(APT)) return;
	const env = { ...basicEnv(), DEBIAN_FRONTEND: 'noninteractive' };
	await withProgress(`Installing ${packages.join(', ')}`, async () => {
		await runOrThrow(APT, ['update'], { env });
		await runOrThrow(APT, ['install', '--yes', '--no-install-recommends', ...packages], { env });
	});
}
