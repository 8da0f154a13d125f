/** The messages that the README explains exist in the sources. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, SOURCES } from '../support/package';

/** Messages of n8n itself. */
const OF_N8N: readonly string[] = [
	"Couldn't connect with these settings",
	'No output data returned',
	'Node "…" uses invalid credential',
];

const CODE = SOURCES.map((file) => readFileSync(join(ROOT, file), 'utf8')).join('\n');

/** The messages in the README's table. A row may have several. */
function messagesIn(readme: string): string[] {
	const [, table] = /^\| message \| cause \|\n\| --- \| --- \|\n((?:\|.*\n)+)/m.exec(readme) ?? [];
	return table
		.trim()
		.split('\n')
		.flatMap((row) => row.split(' | ')[0].slice(2).split('; '));
}

/** The literal parts of a message, without statuses and values. */
const partsOf = (message: string): string[] =>
	message
		.replace(/ \(status \d+\)$/, '')
		.split(/ ?(?:…|100,000) ?/)
		.filter((part) => part !== '');

const MESSAGES = messagesIn(readFileSync(join(ROOT, 'README.md'), 'utf8'));

test('the README has messages', () => {
	expect(MESSAGES.length).toBeGreaterThan(15);
	expect(MESSAGES).toEqual(expect.arrayContaining([...OF_N8N]));
});

test.each(MESSAGES.filter((message) => !OF_N8N.includes(message)))('%s', (message) => {
	const parts = partsOf(message);
	expect(parts.length).toBeGreaterThan(0);
	expect(parts.filter((part) => !CODE.includes(part))).toEqual([]);
});

test('an unknown message is noticed', () => {
	expect(CODE).not.toContain(partsOf('iSpring Learn is out for lunch (status 418)')[0]);
});
