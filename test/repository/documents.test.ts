/** The documents are in plain English, and use the words of the forms. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, ROOT } from '../support/package';
import { findBroken, VOCABULARY } from '../support/wording/vocabulary';

const FOLDERS = ['.github', 'docs', 'examples'];
const DOCUMENTS = [...readdirSync(ROOT), ...filesBelow(...FOLDERS)].filter((file) =>
	/(?<!LICENSE)\.(md|yml)$/.test(file),
);

/** The sentences of a document: no code, no addresses, and no quoted messages in the first column of a table. */
function proseIn(text: string): string[] {
	const prose = text
		.replace(/^```[\s\S]*?^```$/gm, '')
		.replace(/^(\| message \| cause \|\n.*\n)((?:\|.*\n)+)/gm, (_, _head: string, rows: string) =>
			rows.replace(/^\| .*? \| /gm, '| '),
		)
		.replace(/`[^`]*`|\]\([^)]*\)|https?:\S+|<[^>]*>/g, '')
		.replace(/\n(?=\s*\w+:)/g, '\n\n') // entries of YAML
		.replace(/(?<=[^\n])\n(?![\n|#-])[ \t]*/g, ' ');
	return prose.split('\n');
}

/** What a document says that it must not, with the words to use instead. */
const findAvoided = (text: string): string[] =>
	proseIn(text).flatMap((line) => findBroken(line, VOCABULARY));

test('finds the documents', () => {
	expect(DOCUMENTS).toEqual(
		expect.arrayContaining(['README.md', 'docs/triggers.md', '.github/ISSUE_TEMPLATE/bug.yml']),
	);
});

test.each(DOCUMENTS)('%s is in plain English', (file) => {
	expect(findAvoided(readFileSync(join(ROOT, file), 'utf8'))).toEqual([]);
});

test.each([
	['It sends an e-mail.', ['e-mail']],
	['The run\ngoes on.', ['goes on']],
	['Names, too, and courses as well.', ['as well']],
	['It stops.. Then it it starts.', ['..', 'it it']],
	['| message | cause |\n| --- | --- |\n| It gives up | It gave up |\n', ['gave']],
])('detects: %s', (text, found) => {
	expect(findAvoided(text).map((line) => line.split('"')[1])).toEqual(found);
});

test.each(['`e-mail`', '[a](e-mail.md)', '```sh\ne-mail\n```', 'It works just as well as that.'])(
	'accepts: %s',
	(text) => {
		expect(findAvoided(text)).toEqual([]);
	},
);
