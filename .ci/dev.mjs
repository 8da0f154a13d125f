/**
 * `npm run dev`: starts n8n with the package by `n8n-node dev`, and builds after each change. n8n then loads the package
 * again. With `-- --external-n8n`, start n8n yourself, with N8N_DEV_RELOAD=true and the same user folder.
 *
 * n8n-node links the folder that it runs in into n8n, and n8n loads every *.node.js below it. Some libraries in
 * node_modules have files with such names, so it runs in a folder of its own.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'node_modules/.cache/dev';
const env = { ...process.env, DIST: join(FOLDER, 'dist') };

const { status } = spawnSync('gulp', ['build'], { stdio: 'inherit', env });
if (status !== 0) process.exit(status ?? 1);

const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));
const types = {
	extends: '../../../tsconfig.build.json',
	include: ['../../../nodes', '../../../credentials'],
};
writeFileSync(join(FOLDER, 'package.json'), JSON.stringify({ name, version }));
writeFileSync(join(FOLDER, 'tsconfig.json'), JSON.stringify(types));
// npm looks for programs, such as tsc, in the nearest folder with a package.json.
const programs = join(FOLDER, 'node_modules/.bin');
mkdirSync(join(FOLDER, 'node_modules'), { recursive: true });
if (!existsSync(programs)) symlinkSync('../../../.bin', programs);

const builder = spawn('gulp', ['watch:changes', '--silent'], { stdio: 'ignore', env });
const n8n = spawn('n8n-node', ['dev', ...process.argv.slice(2)], { stdio: 'inherit', cwd: FOLDER });
n8n.on('exit', (code) => {
	builder.kill();
	process.exitCode = code ?? 0;
});
// n8n-node ends n8n. This program ends after it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => n8n.kill(signal));
