/** The sentences that a person reads are in errors/ and in the forms, nowhere else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT, SOURCES } from '../support/package';

const NODE = 'nodes/IspringLearn/';

/** Folders without sentences. */
const WITHOUT_SENTENCES = ['api', 'operations', 'triggers', 'output'].map(
	(room) => NODE + room + '/',
);

/** Properties of n8n's form fields, in the folders above api/. Their words belong to the form. */
const FORM_WORDS: ReadonlySet<string> = new Set(['displayName', 'name', 'description', 'action']);

/** Three words with blanks between them, at least two of which are not capitalized: a label such as "Skip Invalid IDs" is none. */
function isSentence(text: string): boolean {
	const prose = text.replace(/https?:\S+/g, '');
	const words = prose.match(/[\p{L}'’-]{2,}(?=[\s,.;:!?]|$)/gu) ?? [];
	const isText = /[\p{L}'’-]{2,}[,;:]? [\p{L}'’-]{2,}[,;:]? [\p{L}'’-]{2,}/u.test(prose);
	return isText && words.filter((word) => /^\p{Ll}/u.test(word)).length >= 2;
}

/** The text of a literal. What a template puts in counts as a word. */
function textOf(node: ts.Node): string | null {
	if (ts.isStringLiteralLike(node)) return node.text;
	if (!ts.isTemplateExpression(node)) return null;
	return node.head.text + node.templateSpans.map(({ literal }) => `value${literal.text}`).join('');
}

/** The sentences in a source, by its path from the root. */
function sentencesIn(file: string, text: string): string[] {
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
	const isForm = (node: ts.Node): boolean =>
		!file.startsWith(`${NODE}api/`) &&
		ts.isPropertyAssignment(node) &&
		FORM_WORDS.has(node.name.getText());
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node) || isForm(node)) return;
		const literal = textOf(node);
		if (literal !== null && isSentence(literal)) found.push(literal);
		node.forEachChild(visit);
	};
	visit(source);
	return found;
}

const CHECKED = SOURCES.filter((file) =>
	WITHOUT_SENTENCES.some((folder) => file.startsWith(folder)),
);

test('there are sources in every folder', () => {
	for (const folder of WITHOUT_SENTENCES) {
		expect(CHECKED.some((file) => file.startsWith(folder))).toBe(true);
	}
});

test.each(CHECKED)('%s has no sentence', (file) => {
	expect(sentencesIn(file, readFileSync(join(ROOT, file), 'utf8'))).toEqual([]);
});

test.each([
	"throw new Error('The answer is not whole');",
	'throw new Error(`The list of ${label} could not be read`);',
	"const WHY = 'is not known';",
	"call('Run it', 'with this next step');",
	'const CAP = `Set a Limit of up to ${count}`;',
	"const ENTRY = { message: 'Ask whoever runs it' };",
	"const FIELD = { description: 'Can sign in again' };",
])('a planted sentence is seen: %s', (line) => {
	expect(sentencesIn(`${NODE}api/planted.ts`, line)).toHaveLength(1);
});

test.each([
	'// A comment may be as long as it likes.',
	"import { a } from './some where over there';",
	'const PATTERN = /all of these words match/;',
	"const LABEL = 'Skip Invalid IDs';",
	"const TYPE = 'application/json, application/xml;q=0.9';",
	"const LINK = 'See https://example.com/a,page,of,words';",
	'const EXPRESSION = `{${name}} is empty`;',
])('what is no sentence passes: %s', (line) => {
	expect(sentencesIn(`${NODE}api/planted.ts`, line)).toEqual([]);
});

test('the words of a form field pass outside api/', () => {
	const field = "const FIELD = { description: 'Can sign in again' };";
	expect(sentencesIn(`${NODE}triggers/planted.ts`, field)).toEqual([]);
});
