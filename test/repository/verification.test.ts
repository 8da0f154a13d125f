/** The list of n8n's demands names what meets each of them. test/repository/links.test.ts checks that the files exist. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/package';

const TEXT = readFileSync(join(ROOT, 'docs/verification.md'), 'utf8');

/** The cells of the tables' rows, under the heading that matches. */
const rowsUnder = (heading: RegExp): string[][] =>
	TEXT.split(/^## /m)
		.filter((part) => heading.test(part.split('\n')[0]))
		.flatMap((part) => part.match(/^\| (?!demand|---).*\|$/gm) ?? [])
		.map((row) => row.split('|').slice(1, -1));

test('each demand that is met names a file that checks it, except that the node is new', () => {
	const rows = rowsUnder(/^(Package|Code|Forms)$/);
	expect(rows.length).toBeGreaterThan(20);
	const unchecked = rows.filter(([, , checkedBy]) => !/\]\(\S+\)/.test(checkedBy));
	expect(unchecked.map(([demand]) => demand.trim())).toEqual([
		'One service, and not an existing node',
	]);
});

test('the open demands are those that need the real accounts', () => {
	expect(rowsUnder(/^Open$/)).toHaveLength(5);
});

test('each newer rule is in the test that checks it', () => {
	const [, rules = ''] = /all forms: ([\s\S]*)\.\n/.exec(TEXT) ?? [];
	const names = rules.split(/,\s+|\s+and\s+/);
	expect(names.length).toBeGreaterThan(15);
	const checks = readFileSync(join(ROOT, 'test/repository/newerRules.test.ts'), 'utf8');
	for (const name of names) expect(checks).toContain(name);
});
