/**
 * `npm run release`: checks that this version can be released, and pushes its tag. The workflow Publish tests,
 * packs and publishes it, because npm and n8n trust only what that workflow has built.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const git = (...args) => {
	const { status, stdout, stderr } = spawnSync('git', args, { encoding: 'utf8' });
	if (status !== 0) stop(`git ${args.join(' ')}: ${stderr.trim()}`);
	return stdout.trim();
};

function stop(reason) {
	process.stderr.write(`Not released: ${reason}\n`);
	process.exit(1);
}

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const tag = `v${version}`;

if (git('status', '--porcelain') !== '') stop('there are changes that are not committed');
if (git('rev-parse', '--abbrev-ref', 'HEAD') !== 'main') stop('this is not the branch main');
git('fetch', '--tags', 'origin', 'main');
if (git('rev-parse', 'HEAD') !== git('rev-parse', 'FETCH_HEAD')) {
	stop('main differs from main on GitHub');
}
if (git('tag', '--list', tag) !== '')
	stop(`the tag ${tag} exists. Set a new version in package.json`);
const heading = new RegExp(`^## ${version.replaceAll('.', '\\.')}$`, 'm');
const changes = readFileSync('CHANGELOG.md', 'utf8').split(heading)[1]?.split(/^## /m)[0];
if (changes === undefined) stop(`CHANGELOG.md has no heading "## ${version}"`);
if (/not published yet/i.test(changes))
	stop(`CHANGELOG.md says that ${version} is not published yet`);
for (const script of ['lint', 'build']) {
	const { status } = spawnSync('npm', ['run', script], { stdio: 'inherit' });
	if (status !== 0) stop(`npm run ${script} did not go well`);
}
git('tag', '--annotate', tag, '--message', tag);
git('push', 'origin', tag);
process.stdout.write(`Pushed ${tag}. GitHub tests and publishes it now: see Actions > Publish.\n`);
