/** The messages that the documents explain exist in the sources. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, SOURCES } from '../support/package';

/** Messages from n8n itself. */
const N8N_MESSAGES: readonly string[] = [
	"Couldn't connect with these settings",
	'No output data returned',
	'Node "…" uses invalid credential',
];

const CODE = SOURCES.map((file) => readFileSync(join(ROOT, file), 'utf8')).join('\n');

/** The messages in a document's table. A row may have several. */
function messagesIn(file: string): string[] {
	const text = readFileSync(join(ROOT, file), 'utf8');
	const [, table] = /^\| message \| cause \|\n\| --- \| --- \|\n((?:\|.*\n)+)/m.exec(text) ?? [];
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

const DOCUMENTS = ['README.md', 'docs/administration.md', 'docs/change-data.md', 'docs/trigger.md'];
const MESSAGES = DOCUMENTS.flatMap(messagesIn);

test('finds the messages of all documents', () => {
	for (const file of DOCUMENTS) expect(messagesIn(file).length).toBeGreaterThan(5);
	expect(MESSAGES).toEqual(expect.arrayContaining([...N8N_MESSAGES]));
});

test.each(MESSAGES.filter((message) => !N8N_MESSAGES.includes(message)))(
	'the sources contain: %s',
	(message) => {
		const parts = partsOf(message);
		expect(parts.length).toBeGreaterThan(0);
		expect(parts.filter((part) => !CODE.includes(part))).toEqual([]);
	},
);

test('detects an unknown message', () => {
	expect(CODE).not.toContain(partsOf('iSpring Learn is out for lunch (status 418)')[0]);
});
