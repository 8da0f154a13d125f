/** PostgreSQL refuses to run as root. In that case it runs as the user that Debian's package creates. */
import { runOrThrow } from '../../support/run';

const USER = 'postgres';

export const isRoot = (): boolean => process.getuid?.() === 0;

/** Wraps a command so that it does not run as root. */
export function asPostgresUser(
	command: string,
	args: readonly string[],
): { command: string; args: readonly string[] } {
	if (!isRoot()) return { command, args };
	const become = [`--reuid=${USER}`, `--regid=${USER}`, '--init-groups', '--'];
	return { command: 'setpriv', args: [...become, command, ...args] };
}

/** Makes that user the owner of a folder. */
export async function giveToPostgresUser(folder: string): Promise<void> {
	if (isRoot()) await runOrThrow('chown', ['-R', `${USER}:`, folder]);
}
