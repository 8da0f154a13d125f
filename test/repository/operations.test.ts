/**
 * The README's table of resources has every operation. The table in docs/operations.md says what each operation
 * that gets one record or changes something returns.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodePropertyOptions } from 'n8n-workflow';
import { ENDPOINTS } from '../../nodes/IspringLearn/api/endpoints/endpoints';
import { Runtime } from '../../nodes/IspringLearn/api/runtime';
import { createForm, previews } from '../../nodes/IspringLearn/resources';
import { ROOT, SOURCES } from '../support/package';

const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const RIGHTS = ['account administrator', 'department administrator'];

interface Row {
	does: string;
	rights: string;
	returns: string;
}

/** The cells of the table that begins with this head, by its first column. */
function tableIn(text: string, head: string): Map<string, string[]> {
	const [, rest = ''] = text.split(`\n| ${head} |\n`);
	const [, table = ''] = /^\|.*\n((?:\|.*\n)+)/.exec(rest) ?? [];
	const cells = table
		.trim()
		.split('\n')
		.map((row) => row.slice(2, -2).split(' | '));
	return new Map(cells.map(([name, ...others]) => [name.replaceAll('**', ''), others]));
}

const RESOURCES = tableIn(
	textOf('README.md'),
	'resource | operations | Get Many returns one item for each | filters',
);

/** By "Resource: Operation". */
const ROWS = new Map<string, Row>(
	[...tableIn(textOf('docs/operations.md'), 'operation | what it does | rights | returns')].map(
		([name, [does, rights, returns]]) => [name, { does, rights, returns }],
	),
);

const PROPERTIES = createForm(new Runtime()).properties;

const optionsOf = (name: string, resource?: string): INodePropertyOptions[] =>
	(PROPERTIES.find(
		(field) =>
			field.name === name &&
			(resource === undefined || field.displayOptions?.show?.resource?.includes(resource)),
	)?.options ?? []) as INodePropertyOptions[];

/** The operations besides those that read lists, with their columns, by the names in the form. */
const OPERATIONS = optionsOf('resource').flatMap(({ name: resource, value }) =>
	optionsOf('operation', String(value))
		.filter((operation) => !['getAll', 'export'].includes(String(operation.value)))
		.map((operation): [name: string, columns: string[]] => [
			`${resource}: ${operation.name}`,
			Object.keys(previews()[String(value)][String(operation.value)].properties),
		]),
);

const CHANGES = OPERATIONS.filter(([, columns]) => columns.includes('action'));

const ENROLLMENT = ENDPOINTS.enrollments.schema.columns.map(({ name }) => name);

/** The words of a cell that are code: columns, and values of the column `action`. */
function codeIn({ returns }: Row): { columns: string[]; actions: string[] } {
	const [, inBrackets = ''] = /`action` \(([^)]*)\)/.exec(returns) ?? [];
	const words = (text: string): string[] => [...text.matchAll(/`(\w+)`/g)].map(([, word]) => word);
	const actions = words(inBrackets);
	return { actions, columns: words(returns).filter((word) => !actions.includes(word)) };
}

test('the README has every resource with its operations, and no other', () => {
	const inForm = optionsOf('resource').map(({ name, value }) => [
		name,
		optionsOf('operation', String(value))
			.map((operation) => operation.name)
			.sort(),
	]);
	const inTable = [...RESOURCES].map(([name, [operations]]) => [
		name,
		operations.split(', ').sort(),
	]);
	expect(inTable.sort()).toEqual(inForm.sort());
});

test('the table of operations has every operation, and no other', () => {
	expect(CHANGES.length).toBeGreaterThan(20);
	expect([...ROWS.keys()].sort()).toEqual(OPERATIONS.map(([name]) => name).sort());
	for (const { does, rights } of ROWS.values()) {
		expect(does).toMatch(/^[A-Z]/);
		expect(RIGHTS).toContain(rights);
	}
});

test.each(CHANGES)('%s returns these columns', (name, columns) => {
	const row = ROWS.get(name);
	if (row === undefined) throw new Error('No row');
	const isSummed = /the (?:new )?enrollment/.test(row.returns);
	const expected = columns.filter((column) => !isSummed || !ENROLLMENT.includes(column));
	expect(codeIn(row).columns.sort()).toEqual(expected.sort());
});

test('the values of the column action are those in the sources', () => {
	const code = SOURCES.filter((file) => file.includes('/resources/'))
		.map((file) => readFileSync(join(ROOT, file), 'utf8'))
		.join('\n');
	const literals = [...code.matchAll(/\b(?:done|action|scheduled|cancelled): '([a-z]\w*)'/g)];
	const named = [...ROWS.values()].flatMap((row) => codeIn(row).actions);
	expect([...new Set(named)].sort()).toEqual([...new Set(literals.map(([, word]) => word))].sort());
});
