/** The messages that the documents explain exist in the sources. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, SOURCES } from '../support/package';

/** Messages from n8n itself. */
const N8N_MESSAGES: readonly string[] = [
	"Couldn't connect with these settings",
	'No output data returned',
	'Node "…" uses invalid credential',
	'Unrecognized node type: n8n-nodes-ispring-learn…',
	'access to env vars denied',
];

const CODE = SOURCES.map((file) => readFileSync(join(ROOT, file), 'utf8')).join('\n');

/** The messages in a document's tables. A row may have several. */
function messagesIn(file: string): string[] {
	const text = readFileSync(join(ROOT, file), 'utf8');
	const tables = text.matchAll(/^\| message \| cause \|\n\| --- \| --- \|\n((?:\|.*\n)+)/gm);
	return [...tables].flatMap(([, table]) =>
		table
			.trim()
			.split('\n')
			.flatMap((row) => row.split(' | ')[0].slice(2).split('; ')),
	);
}

/** The literal parts of a message, without statuses and values. */
const partsOf = (message: string): string[] =>
	message
		.replace(/ \(status \d+\)$/, '')
		.split(/ ?(?:…|100,000) ?/)
		.filter((part) => part !== '');

const DOCUMENTS = [
	'README.md',
	...readdirSync(join(ROOT, 'docs'))
		.filter((file) => file.endsWith('.md'))
		.map((file) => `docs/${file}`),
];
const MESSAGES = DOCUMENTS.flatMap(messagesIn);

test('finds the messages', () => {
	expect(messagesIn('docs/troubleshooting.md').length).toBeGreaterThan(75);
	expect(MESSAGES).toEqual(expect.arrayContaining([...N8N_MESSAGES]));
});

test('explains each message once', () => {
	expect(MESSAGES.filter((message, i) => MESSAGES.indexOf(message) < i)).toEqual([]);
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
