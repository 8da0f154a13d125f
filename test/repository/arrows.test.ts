/** Imports between folders run one way, see docs/architecture.md. */
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { ROOT, SOURCES } from '../support/package';

const NODE = 'nodes/IspringLearn/';

/** The folders and libraries that each folder may import. No import points back up. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
	node: ['resources', 'triggers', 'methods', 'api', 'n8n-workflow'],
	resources: ['operations', 'triggers', 'fields', 'api', 'n8n-workflow'],
	triggers: ['operations', 'fields', 'methods', 'errors', 'api', 'n8n-workflow', 'node:crypto'],
	operations: ['fields', 'methods', 'output', 'errors', 'api', 'n8n-workflow', 'luxon'],
	fields: ['methods', 'output', 'api', 'n8n-workflow', 'luxon'],
	methods: ['errors', 'api', 'n8n-workflow'],
	output: ['api', 'n8n-workflow', 'luxon', 'fflate'],
	errors: ['api', 'n8n-workflow'],
	api: ['n8n-workflow', 'luxon', 'fast-xml-parser', 'saxes', 'node:crypto'],
	credentials: ['errors', 'api', 'n8n-workflow'],
};

function folderOf(path: string): string {
	if (!path.startsWith(NODE)) return path.split('/')[0];
	const [folder, ...below] = path.slice(NODE.length).split('/');
	return below.length === 0 && !(folder in ALLOWED) ? 'node' : folder;
}

/** The imports of a file: files by path from the root, libraries by name. */
const importsOf = (file: string, text: string): Array<{ path?: string; library?: string }> =>
	ts
		.preProcessFile(text)
		.importedFiles.map(({ fileName: to }) =>
			to.startsWith('.') ? { path: normalize(join(dirname(file), to)) } : { library: to },
		);

/** The imports of a file from outside its folder, as arrows. */
function arrowsOf(file: string, text: string): string[] {
	const folder = folderOf(file);
	return importsOf(file, text)
		.map(({ path, library = '' }) => (path === undefined ? library : folderOf(path)))
		.filter((to) => to !== folder)
		.map((to) => `${folder} → ${to}`);
}

const isAllowed = (arrow: string): boolean => {
	const [folder, to] = arrow.split(' → ');
	return ALLOWED[folder]?.includes(to) ?? false;
};

const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

test.each(SOURCES)('%s has only allowed imports', (file) => {
	const arrows = arrowsOf(file, textOf(file));
	expect(arrows.filter((arrow) => !isAllowed(arrow))).toEqual([]);
});

test('detects an import that points up', () => {
	const up = arrowsOf(`${NODE}api/decoder/xml.ts`, "import { ids } from '../../fields/ids';");
	expect(up).toEqual(['api → fields']);
	expect(isAllowed(up[0])).toBe(false);
});

/** The source files that a file imports. */
const filesBelow = (file: string): string[] =>
	importsOf(file, textOf(file)).flatMap(({ path }) =>
		path === undefined
			? []
			: SOURCES.filter((one) => [`${path}.ts`, `${path}/index.ts`].includes(one)),
	);

/** Finds an import cycle from a file back to itself, or null. */
function findCycle(file: string, below: ReadonlyMap<string, readonly string[]>): string[] | null {
	const seen = new Set<string>();
	const walk = (at: string, way: string[]): string[] | null => {
		for (const next of below.get(at) ?? []) {
			if (next === file) return [...way, next];
			if (seen.has(next)) continue;
			seen.add(next);
			const found = walk(next, [...way, next]);
			if (found) return found;
		}
		return null;
	};
	return walk(file, [file]);
}

test('no import cycle exists, and a planted one is detected', () => {
	const below = new Map(SOURCES.map((file) => [file, filesBelow(file)]));
	expect(SOURCES.map((file) => findCycle(file, below)).filter(Boolean)).toEqual([]);
	const [a, b] = SOURCES;
	expect(
		findCycle(
			a,
			new Map([
				[a, [b]],
				[b, [a]],
			]),
		),
	).toEqual([a, b, a]);
});

test('docs/architecture.md shows exactly these arrows', () => {
	const text = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');
	const [, drawing] = /```mermaid\n([^]*?)```/.exec(text) ?? [];
	const drawn = [...drawing.matchAll(/^\s*(\w+) --> ([\w &]+)$/gm)].flatMap(([, from, to]) =>
		to.split(' & ').map((one) => `${from} → ${one}`),
	);
	const expected = Object.entries(ALLOWED).flatMap(([folder, allowed]) =>
		allowed.filter((to) => to in ALLOWED).map((to) => `${folder} → ${to}`),
	);
	expect(drawn.sort()).toEqual(expected.sort());
});

describe('inside api/', () => {
	/** A folder imports only from earlier ones. The last three do not import each other. */
	const ORDER = [
		'.',
		'schema',
		'schema/profile',
		'schema/records',
		'endpoints',
		'decoder',
		'auth',
		'requester',
		'download',
		'paginator',
		'paginator/byCourse',
		'paginator/byLearner',
		'paginator/byParent',
	];
	const LAST = ['enrichment', 'incremental', 'summary'];
	const folderOf = (file: string): string => dirname(file.slice(`${NODE}api/`.length));

	const mayImport = (folder: string): string[] => {
		const at = ORDER.indexOf(folder);
		return at === -1 ? [...ORDER, folder] : ORDER.slice(0, at + 1);
	};

	const inApi = SOURCES.filter((file) => file.startsWith(`${NODE}api/`));

	test('every folder is in the order', () => {
		expect([...new Set(inApi.map(folderOf))].sort()).toEqual([...ORDER, ...LAST].sort());
	});

	test.each(inApi)('%s imports only from earlier folders', (file) => {
		const imported = importsOf(file, textOf(file)).flatMap(({ path }) =>
			path === undefined ? [] : [folderOf(path)],
		);
		expect(imported.filter((folder) => !mayImport(folderOf(file)).includes(folder))).toEqual([]);
	});
});
