/** What `npm start` and `npm test` need before they can run: the libraries, and a fresh build. */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

/** npm notes in this file what it has installed. */
const INSTALLED = 'node_modules/.package-lock.json';

function run(what, command) {
	process.stdout.write(`${what} …\n`);
	const started = Date.now();
	const { status, stdout, stderr } = spawnSync(command, {
		shell: true,
		encoding: 'utf8',
		maxBuffer: 2 ** 28,
	});
	if (status !== 0) {
		process.stderr.write(`${stdout}${stderr}\n${what}: "${command}" did not go well, see above.\n`);
		process.exit(status ?? 1);
	}
	process.stdout.write(`${what}: done in ${Math.round((Date.now() - started) / 1000)} s\n`);
}

const installed =
	existsSync(INSTALLED) && statSync(INSTALLED).mtimeMs >= statSync('package-lock.json').mtimeMs;

if (!installed)
	run('Installing the libraries (about three minutes)', 'npm ci --no-audit --no-fund');
run('Building the package', 'npm run --silent build');
