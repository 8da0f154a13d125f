/**
 * Runs the program that its arguments name, and ends it with everything that it has started when the
 * process on the other side of stdin is gone, however that went. Started as the leader of a group.
 */
import { spawn } from 'node:child_process';

const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });

child.once('error', (error) => {
	process.stderr.write(`${error.message}\n`);
	process.exit(127);
});
child.once('exit', (code) => process.exit(code ?? 1));

// The whole group is told; this one waits for the program to finish.
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => {});
process.stdin.once('close', () => process.kill(-process.pid, 'SIGKILL'));
process.stdin.resume();
