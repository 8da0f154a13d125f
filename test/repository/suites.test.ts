/** The suites are independent: they share code through test/support and the simulator only. */
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { filesBelow, ROOT } from '../support/package';

const SUITES = ['unit', 'engine', 'faults', 'n8n', 'package', 'repository'];

/** The folders that each folder may import. The simulator imports only itself, so that it stays independent of the package. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
	...Object.fromEntries(SUITES.map((suite) => [suite, [suite, 'support', 'simulator']])),
	support: ['support', 'simulator'],
	simulator: ['simulator'],
};

const FILES = filesBelow('test').filter((file) => /\.(ts|js|mjs)$/.test(file));

/** The folder below `test/` that holds a file; undefined for files elsewhere. */
const folderOf = (file: string): string | undefined => /^test\/(\w+)\//.exec(file)?.[1];

/** The forbidden imports of a file, as folders of `test/`. */
function forbiddenImports(file: string, text: string): string[] {
	const allowed = MAY_IMPORT[folderOf(file) ?? ''] ?? [];
	return ts
		.preProcessFile(text)
		.importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
		.map(({ fileName }) => folderOf(normalize(join(dirname(file), fileName))))
		.filter((folder) => folder !== undefined)
		.filter((folder) => !allowed.includes(folder));
}

test('this file lists every suite', () => {
	const folders = new Set(FILES.map(folderOf).filter((folder) => folder !== undefined));
	expect([...folders].sort()).toEqual(Object.keys(MAY_IMPORT).sort());
});

test('no suite imports from another', () => {
	const found = FILES.flatMap((file) =>
		forbiddenImports(file, readFileSync(join(ROOT, file), 'utf8')).map((to) => `${file} → ${to}`),
	);
	expect(found).toEqual([]);
});

test.each([
	['unit', "import { Suite } from '../engine/suite';", ['engine']],
	['simulator', "export { escaped } from '../support/xml';", ['support']],
	['faults', "const { run } = await import('../n8n/run');", ['n8n']],
	['package', "import { scan } from './scan'; import { ROOT } from '../support/package';", []],
])('checks an import planted in %s: %s', (suite, text, found) => {
	expect(forbiddenImports(`test/${suite}/planted.test.ts`, text)).toEqual(found);
});
