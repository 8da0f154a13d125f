/**
 * Tells whether a text is one whole XML document, to the letter of XML 1.0 without document types.
 * fast-xml-parser and its validator read past much of what a cut or changed answer looks like, such
 * as `]]>` in the midst of a text or text behind the root. Knowingly allowed are names of entities
 * that nobody declared (`&nbsp;`) and control characters: people paste both into titles. So are
 * references to what is no character of XML, halves of surrogate pairs among them: JSON has them too.
 */

const SPACE = '[ \\t\\r\\n]';
const START =
	':A-Z_a-z\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C-\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const NAME = `[${START}][\\u0300-\\u036F\\-.0-9\\xB7\\u203F-\\u2040${START}]*`;
const sticky = (pattern: string): RegExp => new RegExp(pattern, 'uy');

/** Plain text and a plain tag behind it: nearly all there is, and found much faster than by the patterns below. */
const PLAIN = /[^<&\]]*<(\/?)([A-Za-z_][A-Za-z0-9_.-]*)(\/?)>/y;

/** References that need no second look. */
const COMMON = /&(?:amp|lt|gt|quot|apos|#39);/g;

const TAG = sticky(`<(/?)(${NAME})`);
const ATTRIBUTE = sticky(`${SPACE}+(${NAME})${SPACE}*=${SPACE}*(["'])`);
const END_OF_TAG = sticky(`${SPACE}*(/?)>`);
const INSTRUCTION = sticky(`<\\?(?!xml[ \\t\\r\\n?])(${NAME})(?=[ \\t\\r\\n]|\\?>)`);
const DECLARATION = sticky(
	`<\\?xml${SPACE}+version${SPACE}*=${SPACE}*(?:"1\\.[0-9]+"|'1\\.[0-9]+')` +
		`(?:${SPACE}+encoding${SPACE}*=${SPACE}*(?:"[A-Za-z][A-Za-z0-9._\\-]*"|'[A-Za-z][A-Za-z0-9._\\-]*'))?` +
		`(?:${SPACE}+standalone${SPACE}*=${SPACE}*(?:"(?:yes|no)"|'(?:yes|no)'))?${SPACE}*\\?>`,
);
const REFERENCE = new RegExp(`&(?:#([0-9]+)|#x([0-9a-fA-F]+)|${NAME});|&`, 'gu');
const BLANK = /^[ \t\r\n]*$/;

/** Where a text stops being one whole document; null when it is one. */
export function findXmlError(text: string): number | null {
	const open: string[] = [];
	let hasRoot = false;
	let at = matched(DECLARATION, text, 0)?.end ?? 0;
	while (at < text.length) {
		const plain = open.length > 0 ? matched(PLAIN, text, at) : null;
		if (plain !== null) {
			const [, slash, name, last] = plain.found;
			if (slash !== '' && (last !== '' || open.pop() !== name)) return text.indexOf('<', at);
			if (slash === '' && last === '') open.push(name);
			at = plain.end;
			continue;
		}
		const next = text.indexOf('<', at);
		const content = text.slice(at, next === -1 ? text.length : next);
		if (open.length === 0 ? !BLANK.test(content) : !isContent(content)) return at;
		if (next === -1) break;
		const skipped = endOfSkipped(text, next, open.length > 0);
		if (skipped === null) return next;
		if (skipped !== undefined) {
			at = skipped;
			continue;
		}
		const tag = readTag(text, next);
		if (tag === null || (hasRoot && open.length === 0)) return next;
		if (tag.closes && open.pop() !== tag.name) return next;
		if (!tag.closes && !tag.isEmpty) open.push(tag.name);
		hasRoot = true;
		at = tag.end;
	}
	return hasRoot && open.length === 0 ? null : text.length;
}

function matched(pattern: RegExp, text: string, at: number) {
	pattern.lastIndex = at;
	const found = pattern.exec(text);
	return found && { found, end: pattern.lastIndex };
}

/** Text in which every `&` begins a reference, and which closes no CDATA section. */
function isContent(text: string): boolean {
	if (text.includes(']]>')) return false;
	return !text.includes('&') || areReferences(text.replace(COMMON, ' '));
}

function areReferences(text: string): boolean {
	for (const [all, decimal, hex] of text.matchAll(REFERENCE)) {
		if (all === '&') return false;
		const code = decimal === undefined ? parseInt(hex ?? '0', 16) : Number(decimal);
		if (code > 0x10ffff) return false;
	}
	return true;
}

/** Behind a comment, a CDATA section or an instruction; null when it is not whole, undefined for a tag. */
function endOfSkipped(text: string, at: number, isInside: boolean): number | null | undefined {
	const behind = (close: string, from: number): number | null => {
		const end = text.indexOf(close, from);
		return end === -1 ? null : end + close.length;
	};
	if (text[at + 1] !== '!' && text[at + 1] !== '?') return undefined;
	if (text.startsWith('<!--', at)) {
		const dashes = text.indexOf('--', at + 4);
		return dashes !== -1 && text[dashes + 2] === '>' ? dashes + 3 : null;
	}
	if (text.startsWith('<![CDATA[', at)) return isInside ? behind(']]>', at + 9) : null;
	const instruction = matched(INSTRUCTION, text, at);
	return instruction && instruction.found[1].toLowerCase() !== 'xml'
		? behind('?>', instruction.end)
		: null;
}

interface Tag {
	name: string;
	closes: boolean;
	isEmpty: boolean;
	/** Behind it. */
	end: number;
}

function readTag(text: string, at: number): Tag | null {
	const tag = matched(TAG, text, at);
	if (!tag) return null;
	const [, slash, name] = tag.found;
	const end = slash === '' ? endOfAttributes(text, tag.end) : tag.end;
	const closing = end === null ? null : matched(END_OF_TAG, text, end);
	if (!closing || (slash !== '' && closing.found[1] !== '')) return null;
	return { name, closes: slash !== '', isEmpty: closing.found[1] !== '', end: closing.end };
}

function endOfAttributes(text: string, from: number): number | null {
	const names = new Set<string>();
	let at = from;
	for (;;) {
		const attribute = matched(ATTRIBUTE, text, at);
		if (!attribute) return at;
		const [, name, quote] = attribute.found;
		const end = text.indexOf(quote, attribute.end);
		const value = text.slice(attribute.end, end);
		if (end === -1 || names.has(name) || value.includes('<') || !areReferences(value)) return null;
		names.add(name);
		at = end + 1;
	}
}
