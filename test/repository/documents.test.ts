/** The documents are in plain English, and use the words of the forms. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, ROOT } from '../support/package';

const FOLDERS = ['.github', 'docs', 'examples'];
const DOCUMENTS = [...readdirSync(ROOT), ...filesBelow(...FOLDERS)].filter((file) =>
	/(?<!LICENSE)\.(md|yml)$/.test(file),
);

/** What a document must not say, and what to say instead. */
const AVOID: ReadonlyArray<readonly [pattern: RegExp, instead: string]> = [
	[/\be-mails?\b/i, 'email'],
	[/\bpick-?lists?\b/i, 'dropdown, list'],
	[/\btime zones?\b/i, 'timezone'],
	[/\blicences?\b/i, 'license'],
	[/\b\w*(?:alis(?:e[drs]?|ing)|viour)\b/i, 'American spelling, as in n8n'],
	[/\bwhoever\b/i, 'your n8n administrator'],
	[/\bbeside\b/i, 'next to, along with'],
	[/\b(?:of yours|with \*and\*|that there is|those that|at once as)\b/i, 'a shorter sentence'],
	[/\b(?:goes? on|going on)\b/i, 'continue'],
	[/\b(?:is|are) told\b/i, 'says'],
	[/\b(?:gives?|gave)\b/i, 'return'],
	[/\bhowever many\b/i, 'regardless of the number'],
	[/\ba (?:quick )?try\b/i, 'a test'],
	[/\bas well(?=[.,;:)|]|$)/i, 'also, too'],
	[/\b(?:API Host|Token Format|Other Address)\b/, 'Account Region, Custom URL'],
	[/\b(?:Simplify|Add Names|Find in Lists)\b/, 'Output, Search Lists'],
	[/(?<!\.)\.\.(?!\.)|\.\s+\.(?!\.)/, 'one period'],
	[/\b(\p{L}+) \1\b/iu, 'the word once'],
];

/** The sentences of a document: no code, no addresses, and no quoted messages in the first column of a table. */
function proseIn(text: string): string[] {
	const prose = text
		.replace(/^```[\s\S]*?^```$/gm, '')
		.replace(/^(\| message \| cause \|\n.*\n)((?:\|.*\n)+)/m, (_, _head: string, rows: string) =>
			rows.replace(/^\| .*? \| /gm, '| '),
		)
		.replace(/`[^`]*`|\]\([^)]*\)|https?:\S+|<[^>]*>/g, '')
		.replace(/\n(?=\s*\w+:)/g, '\n\n') // entries of YAML
		.replace(/(?<=[^\n])\n(?![\n|#-])[ \t]*/g, ' ');
	return prose.split('\n');
}

/** What a text says that it must not, with the words to use instead. */
const findAvoided = (text: string): string[] =>
	proseIn(text).flatMap((line) =>
		AVOID.flatMap(([pattern, instead]) => {
			const [found] = pattern.exec(line) ?? [];
			return found === undefined ? [] : [`"${found}": ${instead}`];
		}),
	);

test('finds the documents', () => {
	expect(DOCUMENTS).toEqual(
		expect.arrayContaining(['README.md', 'docs/trigger.md', '.github/ISSUE_TEMPLATE/bug.yml']),
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
