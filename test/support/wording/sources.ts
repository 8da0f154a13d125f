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

/** The sentences in the text of a source. Regular expressions, comments, imports and code for n8n hold none. */
export function sentencesIn(file: string, text: string): string[] {
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node)) return;
		const literal = textOf(node);
		const isCode = literal?.includes('=>') ?? false;
		if (literal !== null && !isCode && SENTENCE.test(literal)) found.push(literal);
		node.forEachChild(visit);
	};
	visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
	return found;
}
