/** The messages that the README explains are those that people see. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, SOURCES } from '../support/package';

/** n8n's own, word for word. */
const OF_N8N: readonly string[] = [
	"Couldn't connect with these settings",
	'No output data returned',
	'Node "…" uses invalid credential',
];

const CODE = SOURCES.map((file) => readFileSync(join(ROOT, file), 'utf8')).join('\n');

/** The messages in a table of the README; a row may have several of them. */
function messagesIn(readme: string): string[] {
	const [, table] = /^\| message \| cause \|\n\| --- \| --- \|\n((?:\|.*\n)+)/m.exec(readme) ?? [];
	return table
		.trim()
		.split('\n')
		.flatMap((row) => row.split(' | ')[0].slice(2).split('; '));
}

/** The parts of a message that stand in the sources as they are: statuses and values are put in. */
const partsOf = (message: string): string[] =>
	message
		.replace(/ \(status \d+\)$/, '')
		.split(/ ?(?:…|100,000) ?/)
		.filter((part) => part !== '');

const MESSAGES = messagesIn(readFileSync(join(ROOT, 'README.md'), 'utf8'));

test('there are some', () => {
	expect(MESSAGES.length).toBeGreaterThan(15);
	expect(MESSAGES).toEqual(expect.arrayContaining([...OF_N8N]));
});

test.each(MESSAGES.filter((message) => !OF_N8N.includes(message)))('%s', (message) => {
	const parts = partsOf(message);
	expect(parts.length).toBeGreaterThan(0);
	expect(parts.filter((part) => !CODE.includes(part))).toEqual([]);
});

test('a message that is not there is noticed', () => {
	expect(CODE).not.toContain(partsOf('iSpring Learn is out for lunch (status 418)')[0]);
});
