/** Links, anchors and pictures in the documents have targets. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { filesBelow, ROOT } from '../support/package';

const FOLDERS = ['.github', 'bench', 'docs', 'examples'];
const DOCUMENTS = [...readdirSync(ROOT), ...filesBelow(...FOLDERS)].filter((file) =>
	file.endsWith('.md'),
);

const textOf = (file: string): string =>
	readFileSync(join(ROOT, file), 'utf8').replace(/^```[\s\S]*?^```$/gm, '');

/** The anchor that GitHub creates for a heading. */
const anchorOf = (heading: string): string =>
	heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s_-]/gu, '')
		.trim()
		.replaceAll(' ', '-');

const anchorsIn = (file: string): string[] =>
	[...textOf(file).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading));

/** The local targets of links and pictures in a text. */
function targetsIn(text: string): string[] {
	const inMarkdown = [...text.matchAll(/\]\(([^)\s]+)\)/g)];
	const inHtml = [...text.matchAll(/(?:src|srcset|href)="([^"]+)"/g)];
	return [...inMarkdown, ...inHtml]
		.map(([, target]) => target)
		.filter((target) => !/^(https?|mailto):/.test(target));
}

/** The missing targets of a document. */
function deadLinksIn(file: string, text = textOf(file)): string[] {
	return targetsIn(text).filter((target) => {
		const [path, anchor] = target.split('#');
		const to = path === '' ? file : normalize(join(dirname(file), path));
		if (!existsSync(join(ROOT, to))) return true;
		return anchor !== undefined && !anchorsIn(to).includes(anchor);
	});
}

test('finds the documents', () => {
	expect(DOCUMENTS).toEqual(expect.arrayContaining(['README.md', 'docs/triggers.md']));
});

test.each(DOCUMENTS)('%s has no dead link', (file) => {
	expect(deadLinksIn(file)).toEqual([]);
});

/** The paths in code, from the root of the repository. */
const pathsIn = (text: string): string[] =>
	[...text.matchAll(/`((?:bench|demo|docs|examples|nodes|test)\/[\w./-]*)`/g)].map(
		([, path]) => path,
	);

/** A path that does not exist yet: CONTRIBUTING says how to add it. */
const TO_BE_ADDED = 'nodes/IspringLearn/resources/team/list.ts';

test.each(DOCUMENTS)('%s names only files that exist', (file) => {
	const paths = pathsIn(textOf(file)).filter((path) => path !== TO_BE_ADDED);
	expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test('docs/README.md links to every page', () => {
	const pages = readdirSync(join(ROOT, 'docs')).filter((file) => /(?<!README)\.md$/.test(file));
	expect(targetsIn(textOf('docs/README.md'))).toEqual(expect.arrayContaining(pages));
});

test('the documents that n8n and GitHub link to exist', () => {
	const files = filesBelow('.github', 'credentials', 'nodes').filter((file) =>
		/\.(json|ts|yml)$/.test(file),
	);
	const targets = files.flatMap((file) =>
		[...readFileSync(join(ROOT, file), 'utf8').matchAll(/\/blob\/main\/([\w./-]*\w)/g)].map(
			([, target]) => target,
		),
	);
	expect(targets).toContain('docs/credentials.md');
	expect(targets.filter((target) => !existsSync(join(ROOT, target)))).toEqual([]);
});

test('detects dead links', () => {
	const text =
		'[a](nowhere.md) [b](#no-such-heading) <img src="docs/images/none.png"> [c](#installation)';
	expect(deadLinksIn('README.md', text)).toEqual([
		'nowhere.md',
		'#no-such-heading',
		'docs/images/none.png',
	]);
});
