/** All text for people is in errors/ and in the forms. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT, SOURCES } from '../support/package';

const NODE = 'nodes/IspringLearn/';

/** Folders without sentences. */
const WITHOUT_SENTENCES = ['api', 'operations', 'triggers', 'output'].map(
	(folder) => NODE + folder + '/',
);

/** Properties of form fields outside of api/. Their text belongs to the form. */
const FORM_TEXTS: ReadonlySet<string> = new Set(['displayName', 'name', 'description', 'action']);

/** A sentence has three words in a row, at least two of them in lower case, unlike a label such as "Skip Invalid IDs". */
function isSentence(text: string): boolean {
	const prose = text.replace(/https?:\S+/g, '');
	const words = prose.match(/[\p{L}'’-]{2,}(?=[\s,.;:!?]|$)/gu) ?? [];
	const isText = /[\p{L}'’-]{2,}[,;:]? [\p{L}'’-]{2,}[,;:]? [\p{L}'’-]{2,}/u.test(prose);
	return isText && words.filter((word) => /^\p{Ll}/u.test(word)).length >= 2;
}

/** The text of a literal. A placeholder of a template counts as a word. */
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
		FORM_TEXTS.has(node.name.getText());
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

test('finds sources in every folder', () => {
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
])('detects a planted sentence: %s', (line) => {
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
])('accepts: %s', (line) => {
	expect(sentencesIn(`${NODE}api/planted.ts`, line)).toEqual([]);
});

test('accepts the text of a form field outside api/', () => {
	const field = "const FIELD = { description: 'Can sign in again' };";
	expect(sentencesIn(`${NODE}triggers/planted.ts`, field)).toEqual([]);
});
