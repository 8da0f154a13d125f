/** Imports between the rooms of the house run one way: see docs/architecture.md. */
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { ROOT, SOURCES } from '../support/package';

const NODE = 'nodes/IspringLearn/';

/** What each room may import: other rooms, and libraries. Nothing points back up. */
const MAY: Readonly<Record<string, readonly string[]>> = {
	node: ['resources', 'triggers', 'methods', 'api', 'n8n-workflow'],
	resources: ['operations', 'triggers', 'fields', 'api', 'n8n-workflow'],
	triggers: ['operations', 'fields', 'methods', 'errors', 'api', 'n8n-workflow', 'node:crypto'],
	operations: ['fields', 'methods', 'output', 'errors', 'api', 'n8n-workflow', 'luxon'],
	fields: ['methods', 'output', 'api', 'n8n-workflow', 'luxon'],
	methods: ['errors', 'api', 'n8n-workflow'],
	output: ['api', 'n8n-workflow'],
	errors: ['api', 'n8n-workflow'],
	api: ['n8n-workflow', 'luxon', 'fast-xml-parser', 'saxes', 'node:crypto'],
	credentials: ['errors', 'api', 'n8n-workflow'],
};

function roomOf(path: string): string {
	if (!path.startsWith(NODE)) return path.split('/')[0];
	const [room, ...below] = path.slice(NODE.length).split('/');
	return below.length === 0 && !(room in MAY) ? 'node' : room;
}

/** What a file imports: files by their path from the root, libraries by their name. */
const importsOf = (file: string, text: string): Array<{ path?: string; library?: string }> =>
	ts
		.preProcessFile(text)
		.importedFiles.map(({ fileName: to }) =>
			to.startsWith('.') ? { path: normalize(join(dirname(file), to)) } : { library: to },
		);

/** The arrows that a file draws out of its room. */
function arrowsOf(file: string, text: string): string[] {
	const room = roomOf(file);
	return importsOf(file, text)
		.map(({ path, library = '' }) => (path === undefined ? library : roomOf(path)))
		.filter((to) => to !== room)
		.map((to) => `${room} → ${to}`);
}

const isAllowed = (arrow: string): boolean => {
	const [room, to] = arrow.split(' → ');
	return MAY[room]?.includes(to) ?? false;
};

const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

test.each(SOURCES)('%s imports what its room may', (file) => {
	const arrows = arrowsOf(file, textOf(file));
	expect(arrows.filter((arrow) => !isAllowed(arrow))).toEqual([]);
});

test('an arrow that points up is seen', () => {
	const up = arrowsOf(`${NODE}api/decoder/xml.ts`, "import { ids } from '../../fields/ids';");
	expect(up).toEqual(['api → fields']);
	expect(isAllowed(up[0])).toBe(false);
});

/** The files that a file imports, with their endings. */
const filesBelow = (file: string): string[] =>
	importsOf(file, textOf(file)).flatMap(({ path }) =>
		path === undefined
			? []
			: SOURCES.filter((one) => [`${path}.ts`, `${path}/index.ts`].includes(one)),
	);

/** A way from a file back to itself; null when there is none. */
function circleFrom(file: string, below: ReadonlyMap<string, readonly string[]>): string[] | null {
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

test('no file imports itself through others, and one that did would be seen', () => {
	const below = new Map(SOURCES.map((file) => [file, filesBelow(file)]));
	expect(SOURCES.map((file) => circleFrom(file, below)).filter(Boolean)).toEqual([]);
	const [a, b] = SOURCES;
	expect(
		circleFrom(
			a,
			new Map([
				[a, [b]],
				[b, [a]],
			]),
		),
	).toEqual([a, b, a]);
});

test('docs/architecture.md draws these arrows and no others', () => {
	const text = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');
	const [, drawing] = /```mermaid\n([^]*?)```/.exec(text) ?? [];
	const drawn = [...drawing.matchAll(/^\s*(\w+) --> ([\w &]+)$/gm)].flatMap(([, from, to]) =>
		to.split(' & ').map((one) => `${from} → ${one}`),
	);
	const wanted = Object.entries(MAY).flatMap(([room, may]) =>
		may.filter((to) => to in MAY).map((to) => `${room} → ${to}`),
	);
	expect(drawn.sort()).toEqual(wanted.sort());
});

describe('inside api/', () => {
	/** A folder imports from those before its own. The last two stand beside each other. */
	const ORDER = ['.', 'schema', 'endpoints', 'decoder', 'auth', 'requester', 'paginator'];
	const LAST = ['enrichment', 'incremental'];
	const folderOf = (file: string): string => dirname(file.slice(`${NODE}api/`.length));

	const mayImport = (folder: string): string[] => {
		const at = ORDER.indexOf(folder);
		return at === -1 ? [...ORDER, folder] : ORDER.slice(0, at + 1);
	};

	const inApi = SOURCES.filter((file) => file.startsWith(`${NODE}api/`));

	test('every folder has its place', () => {
		expect([...new Set(inApi.map(folderOf))].sort()).toEqual([...ORDER, ...LAST].sort());
	});

	test.each(inApi)('%s imports from those before its own', (file) => {
		const imported = importsOf(file, textOf(file)).flatMap(({ path }) =>
			path === undefined ? [] : [folderOf(path)],
		);
		expect(imported.filter((folder) => !mayImport(folderOf(file)).includes(folder))).toEqual([]);
	});
});
