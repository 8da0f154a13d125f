/** The sentences in a source: its strings of several words, wherever they are shown. */
import ts from 'typescript';

/** `{}` stands for each placeholder of a template. */
function textOf(node: ts.Node): string | null {
	if (ts.isStringLiteralLike(node)) return node.text;
	if (!ts.isTemplateExpression(node)) return null;
	return node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('');
}

/** Three words in a row. */
const SENTENCE = /[\p{L}'’-]{2,}[,;:]? [\p{L}'’-]{2,}[,;:]? [\p{L}'’-]{2,}/u;

/** A text of several words, which is not code for n8n. */
const isSentence = (text: string | null): text is string =>
	text !== null && !text.includes('=>') && SENTENCE.test(text);

/** The sentences in the text of a source. Regular expressions, comments, imports and code for n8n hold none. */
export function sentencesIn(file: string, text: string): string[] {
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node)) return;
		const literal = textOf(node);
		if (isSentence(literal)) found.push(literal);
		node.forEachChild(visit);
	};
	visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
	return found;
}

/** The names of what holds the next step of a message, and the last argument of what takes one. */
const NEXT_STEP = /^(nextStep|check)$/;
const TAKES_NEXT_STEP = /^(invalidField|invalidValue|required)$/;

/**
 * The next steps in the text of a source that are written where a value is checked, instead of in a table. A
 * placeholder at their end stands for further sentences.
 */
export function nextStepsIn(file: string, text: string): string[] {
	const found: string[] = [];
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
	const add = (node: ts.Node | undefined): void => {
		const literal = node === undefined ? null : textOf(node);
		if (isSentence(literal)) found.push(literal.replace(/(?<=\.) \{\}$/, ''));
	};
	const visit = (node: ts.Node): void => {
		if (ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node)) {
			if (NEXT_STEP.test(node.name.getText(source))) add(node.initializer);
		}
		if (ts.isCallExpression(node) && TAKES_NEXT_STEP.test(node.expression.getText(source))) {
			add(node.arguments.at(-1));
		}
		node.forEachChild(visit);
	};
	visit(source);
	return found;
}
