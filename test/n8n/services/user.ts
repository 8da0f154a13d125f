/** PostgreSQL refuses to run as root: then it runs as the user that Debian's package makes for it. */
import { runOrThrow } from '../../support/run';

const USER = 'postgres';

export const isRoot = (): boolean => process.getuid?.() === 0;

/** A command as it is started by somebody who is not root. */
export function asPostgresUser(
	command: string,
	args: readonly string[],
): { command: string; args: readonly string[] } {
	if (!isRoot()) return { command, args };
	const become = [`--reuid=${USER}`, `--regid=${USER}`, '--init-groups', '--'];
	return { command: 'setpriv', args: [...become, command, ...args] };
}

/** Gives a folder to that user. */
export async function giveToPostgresUser(folder: string): Promise<void> {
	if (isRoot()) await runOrThrow('chown', ['-R', `${USER}:`, folder]);
}
