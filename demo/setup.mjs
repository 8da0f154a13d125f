/**
 * Prepares `npm start` and `npm test`: installs the libraries, and builds the package or unpacks the tarball
 * at the path in TARBALL.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, statSync } from 'node:fs';

/** npm lists in this file what it has installed. */
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
	run('Installing the libraries (one to three minutes)', 'npm ci --no-audit --no-fund');
if (process.env.TARBALL) {
	rmSync('dist', { recursive: true, force: true });
	run('Unpacking the package', 'tar -xzf "$TARBALL" --strip-components=1 package/dist');
} else {
	run('Building the package', 'npm run --silent build');
}
