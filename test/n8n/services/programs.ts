/** The programs that the suites need besides n8n, and their Debian packages. */
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The Debian package of each program. */
export const PACKAGES = {
	initdb: 'postgresql',
	postgres: 'postgresql',
	'redis-server': 'redis-server',
	chromium: 'chromium',
	soffice: 'libreoffice-calc-nogui',
} as const;

export type ProgramName = keyof typeof PACKAGES;

/** Debian installs the server programs of PostgreSQL in a folder for each version, outside PATH. */
const POSTGRES = '/usr/lib/postgresql';

function postgresFolders(): string[] {
	if (!existsSync(POSTGRES)) return [];
	const versions = readdirSync(POSTGRES).sort((a, b) => Number(b) - Number(a));
	return versions.map((version) => join(POSTGRES, version, 'bin'));
}

function isExecutable(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/** The path of a program, or null if it is not installed. */
export function findProgram(name: ProgramName): string | null {
	const folders = [...postgresFolders(), ...(process.env.PATH ?? '').split(delimiter)];
	return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
}

/**
 * Where a program is.
 * @throws when it is not installed, with the way to install it
 */
export function programPath(name: ProgramName): string {
	const path = findProgram(name);
	if (path !== null) return path;
	throw new Error(
		`"${name}" is not installed on this machine. On Debian: apt-get install ${PACKAGES[name]}`,
	);
}
