/** The examples have the form of n8n's template gallery, and do nothing that their user did not choose. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import { findUntidy, isMainNote, isNote } from '../support/canvas';
import { ALL_COLUMNS } from '../support/columns';
import type { Example } from '../support/examples';
import { EXAMPLES_FOLDER, parametersOf, readExamples } from '../support/examples';
import { KNOWN_TYPES } from '../support/nodeTypes';
import { PACKAGE_NAME, readManifest, ROOT } from '../support/package';

const MOST_BYTES_OF_PICTURE = 220_000;

/** The words of a title that keep their capital. */
const PROPER = /^(iSpring|Learn|n8n|AI|Excel|Google|Sheet|Drive|HubSpot|Postgres|Slack|Monday)$/;

/** The nodes of this package. n8n makes a tool of the first. */
const OWN = new Map([
	...readManifest(ROOT).n8n.nodes.map((file): [string, string] => {
		const name = /(\w+)\.node\.js$/.exec(file)?.[1] ?? '';
		const type = name[0].toLowerCase() + name.slice(1);
		return [`${PACKAGE_NAME}.${type}`, name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ')];
	}),
	[`${PACKAGE_NAME}.ispringLearnTool`, 'iSpring Learn'],
]);

const HEADINGS = [
	/^## .+$/,
	/^### How it works$/,
	/^### Set up \(about \d+ minutes\)$/,
	/^### Customize$/,
];

/** Parameters that decide who receives something, of nodes that send. */
const RECIPIENTS = ['toEmail', 'sendTo', 'ccEmail', 'bccEmail', 'ccList', 'bccList'];

/** Words after the first that have a capital although they are no names. */
const wronglyCapital = (title: string): string[] =>
	title
		.split(' ')
		.slice(1)
		.map((word) => word.replace(/'s$/, ''))
		.filter((word) => /^[A-Z]/.test(word) && !PROPER.test(word));

/** The headings of a note, without those that fit, in order. */
function wrongHeadings(content: string): string[] {
	const found = content.split('\n').filter((line) => /^#+ /.test(line));
	const wrong = found.filter((line, i) => !HEADINGS[i]?.test(line));
	return found.length < HEADINGS.length ? [...wrong, `${found.length} headings`] : wrong;
}

/** Nodes of types or versions that not every supported n8n has. */
const unknownTypes = (nodes: readonly INode[]): string[] =>
	nodes
		.filter(({ type, typeVersion }) =>
			OWN.has(type) ? typeVersion !== 1 : !KNOWN_TYPES.get(type)?.versions.includes(typeVersion),
		)
		.map(({ type, typeVersion }) => `${type} ${typeVersion}`);

/** Nodes that have the name of their type, perhaps with a number, instead of what they do. */
const namedByType = (nodes: readonly INode[]): string[] =>
	nodes
		.filter((node) => !isNote(node))
		.filter(({ name, type }) => {
			const usual = OWN.get(type) ?? KNOWN_TYPES.get(type)?.name ?? type;
			return name.replace(/ ?\d+$/, '').toLowerCase() === usual.toLowerCase();
		})
		.map(({ name }) => name);

/** Nodes that send to everybody, or write to a place that nobody chose. */
const unsafe = (nodes: readonly INode[]): string[] =>
	nodes.flatMap(({ name, parameters, disabled }) =>
		Object.entries(parameters)
			.filter(([key, value]) => isUnsafe(key, value) && disabled !== true)
			.map(([key]) => `${name}: ${key}`),
	);

/** Mail goes to a test address until somebody turns that off. Lists show what is in the account of their user. */
function isUnsafe(key: string, value: unknown): boolean {
	if (RECIPIENTS.includes(key)) return /\{\{/.test(String(value)) && !/test/i.test(String(value));
	const { __rl, mode, value: chosen } = (value ?? {}) as Record<string, unknown>;
	return __rl === true && mode === 'list' && chosen !== '' && chosen !== 'My Drive';
}

const fileOf = ({ folder }: Example, name: string): string => join(EXAMPLES_FOLDER, folder, name);

describe.each(readExamples())('$folder', (example) => {
	const { folder, workflow } = example;
	const { name, nodes } = workflow;

	test('contains nothing from the n8n in which it was created', () => {
		expect(Object.keys(workflow)).toEqual(['name', 'nodes', 'connections', 'settings']);
		// With one, even unset, n8n's editor wouldn't store the credential that a person selects.
		expect(readFileSync(fileOf(example, 'workflow.json'), 'utf8')).not.toContain('"credentials"');
		expect(nodes.some(({ credentials }) => credentials !== undefined)).toBe(true);
		expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
	});

	test('has a title in sentence case, and one main note with what a person needs', () => {
		expect(wronglyCapital(name)).toEqual([]);
		const mains = nodes.filter(isMainNote);
		expect(mains).toHaveLength(1);
		const content = String(mains[0].parameters.content);
		expect(content.startsWith(`## ${name}\n`)).toBe(true);
		expect(wrongHeadings(content)).toEqual([]);
		expect(content).toMatch(/^1\. /m);
		expect(content).toContain('](https://');
		const readme = readFileSync(fileOf(example, 'README.md'), 'utf8');
		expect(readme.startsWith(`# ${name}\n`)).toBe(true);
		expect(readme).toContain('(picture.png)');
	});

	test('names existing nodes in its note', () => {
		const bold = nodes
			.filter(isMainNote)
			.flatMap(({ parameters }) => [
				...String(parameters.content).matchAll(/^\d\. \*\*(.+?)\*\*:/gm),
			]);
		expect(bold.length).toBeGreaterThan(0);
		expect(nodes.map((node) => node.name)).toEqual(
			expect.arrayContaining(bold.map(([, one]) => one)),
		);
	});

	test('has colored frames and a tidy canvas', () => {
		const frames = nodes.filter((node) => isNote(node) && !isMainNote(node));
		expect(frames.length).toBeGreaterThan(0);
		for (const { parameters } of frames) expect(parameters.color).toEqual(expect.any(Number));
		expect(findUntidy(nodes)).toEqual([]);
	});

	test('consists of nodes that every supported n8n has, named by what they do', () => {
		expect(unknownTypes(nodes)).toEqual([]);
		expect(namedByType(nodes)).toEqual([]);
	});

	test('sends nothing to everybody, and writes to no place that nobody chose', () => {
		expect(unsafe(nodes)).toEqual([]);
	});

	test('is among the recipes, with its picture', () => {
		const recipes = readFileSync(join(ROOT, 'docs/recipes.md'), 'utf8');
		expect(recipes).toContain(`examples/${folder}/README.md`);
		expect(statSync(fileOf(example, 'picture.png')).size).toBeLessThan(MOST_BYTES_OF_PICTURE);
	});
});

test('the table of postgres-upsert has all columns of the results', () => {
	const { query } = parametersOf('postgres-upsert', 'Create table if needed');
	const columns = [...String(query).matchAll(/^ {2}"(\w+)"/gm)].map(([, column]) => column);
	expect(columns).toEqual(ALL_COLUMNS);
	expect(parametersOf('postgres-upsert', 'Get all module results').columns).toEqual(ALL_COLUMNS);
});

test('the table of data-table has the columns of the results, and the time of the run', () => {
	const { columns } = parametersOf('data-table', 'Create table if needed');
	const { column } = columns as { column: Array<{ name: string; type: string }> };
	const { columns: read } = parametersOf('data-table', 'Get all module results');
	expect(column.map(({ name }) => name)).toEqual([...(read as string[]), 'syncedAt']);
	for (const { name, type } of column) {
		expect({ name, date: type === 'date' }).toEqual({ name, date: /(Date|At)$/.test(name) });
	}
});

describe('detects', () => {
	const step = (name: string, x: number, y: number, more: Partial<INode> = {}): INode => ({
		id: name,
		name,
		type: 'n8n-nodes-base.slack',
		typeVersion: 2.4,
		position: [x, y],
		parameters: {},
		...more,
	});
	const note = (name: string, x: number, y: number, content: string, size: number[]): INode =>
		step(name, x, y, {
			type: 'n8n-nodes-base.stickyNote',
			typeVersion: 1,
			parameters: { content, width: size[0], height: size[1] },
		});
	const frame = note('Frame', 0, 0, '### 1. Get', [300, 300]);

	test.each([
		['nodes on each other', [step('A', 0, 0), step('B', 90, 100)], ['A overlaps B']],
		[
			'frames on each other',
			[frame, note('Next', 299, 0, '### 2', [300, 300])],
			['Frame overlaps Next'],
		],
		[
			'a node on the edge of a frame',
			[frame, step('A', 250, 100)],
			['A crosses the edge of Frame'],
		],
		['a node on the text of a frame', [frame, step('A', 50, 40)], ['A covers the text of Frame']],
		[
			'a text that does not fit',
			[note('Low', 0, 0, 'word '.repeat(200), [300, 100])],
			['Low is too low for its text'],
		],
		[
			'a node under the button',
			[note('Main', 0, 0, '### How it works', [400, 600]), step('A', 0, 700)],
			['A is under the Execute button'],
		],
		['nothing on a tidy canvas', [frame, step('A', 100, 120)], []],
	])('%s', (_, nodes, found) => {
		expect(findUntidy(nodes)).toEqual(found);
	});

	test.each([
		[{ toEmail: '={{ $json.email }}' }, ['A: toEmail']],
		[{ toEmail: "={{ $('Settings').first().json.testAddress || $json.email }}" }, []],
		[{ folderId: { __rl: true, mode: 'list', value: 'root' } }, ['A: folderId']],
		[{ folderId: { __rl: true, mode: 'list', value: '' } }, []],
	])('recipients and places in %j', (parameters, found) => {
		expect(unsafe([step('A', 0, 0, { parameters })])).toEqual(found);
		expect(unsafe([step('A', 0, 0, { parameters, disabled: true })])).toEqual([]);
	});

	test('names of types, versions, headings and capitals', () => {
		expect(
			namedByType([step('Slack', 0, 0), step('slack1', 0, 0), step('Post to Slack', 0, 0)]),
		).toEqual(['Slack', 'slack1']);
		expect(
			unknownTypes([step('A', 0, 0, { typeVersion: 2.7 }), step('B', 0, 0, { type: 'none' })]),
		).toEqual(['n8n-nodes-base.slack 2.7', 'none 2.4']);
		expect(wronglyCapital("Export Last week's Google Drive")).toEqual(['Last']);
		expect(wrongHeadings('## A\n### Set up (about 5 minutes)\n### Customize')).toHaveLength(3);
	});
});
