/**
 * Reads an XML answer into plain objects whose every leaf is text, refusing whatever is not one
 * whole document. fast-xml-parser alone reads a truncated document without complaint, and its
 * defaults turn "00123" into 123; hence the checks before it and the options.
 */
import { XMLParser } from 'fast-xml-parser';
import type { RawRecord, Value } from '../schema/record';
import { MAX_DEPTH, throwTooDeep } from './depth';
import { readFlatRecords } from './readFlatRecords';
import { DecodeError } from './decodeError';
import { findXmlError } from './findXmlError';

const ROOT = 'response';

/** Names that fast-xml-parser refuses to read, and what marks them meanwhile: no name can hold it. */
const RESERVED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const MARK = '\0';

/** Where the parser puts the text of an element that holds elements as well. */
const TEXT = '#text';

const parser = new XMLParser({
	parseTagValue: false,
	trimValues: false,
	ignoreAttributes: true,
	ignoreDeclaration: true,
	ignorePiTags: true,
	htmlEntities: true,
	processEntities: { enabled: true, maxExpandedLength: Infinity },
	maxNestedTags: MAX_DEPTH,
	jPath: false,
	textNodeName: TEXT,
	// Keeps names such as `toString` as they are: records are plain data, never looked up by prototype.
	onDangerousProperty: (name) => name,
	transformTagName: (name) => (RESERVED.has(name) ? `${MARK}${name}` : name),
});

/** A declaration, as against a comment or CDATA: most answers have none, wherever it stands. */
const DECLARATION = /<![^-[]/;

/** Markup that may hold any text. */
const SKIPPED: ReadonlyArray<{ open: string; close: string }> = [
	{ open: '<!--', close: '-->' },
	{ open: '<![CDATA[', close: ']]>' },
	{ open: '<?', close: '?>' },
];

/** A tag, whose attributes may hold any text in quotes. */
const TAG = /<\/[^>]*|<(?:"[^"]*"|'[^']*'|[^"'>])*/y;

/** True when the text declares a document type (or entities) outside comments, CDATA, instructions and tags. */
function declaresTypes(text: string): boolean {
	if (!DECLARATION.test(text)) return false;
	let at = text.indexOf('<');
	while (at !== -1) {
		const start = at;
		const skipped = SKIPPED.find(({ open }) => text.startsWith(open, start));
		if (!skipped && text[at + 1] === '!') return true;
		const end = skipped
			? text.indexOf(skipped.close, at + skipped.open.length)
			: endOfTag(text, at);
		if (end === -1) return false;
		at = text.indexOf('<', end);
	}
	return false;
}

function endOfTag(text: string, at: number): number {
	TAG.lastIndex = at;
	TAG.test(text);
	return TAG.lastIndex;
}

/** A list in an answer: the element around it, and the element of one of its records. */
export interface ListNames {
	list: string;
	xmlItem: string;
}

/**
 * Reads one XML answer.
 * @param text the whole body
 * @param names the list that is expected in it, if any
 * @returns what the root element holds, by element name; an empty element is ''
 * @throws DecodeError when the body is cut off, not well-formed, declares a document type, or has
 * another root than `response`
 */
export function parseXml(text: string, names?: ListNames): RawRecord {
	const lifted = names ? readFlatRecords(text, names.list, names.xmlItem) : null;
	if (!names || !lifted) return readDocument(text);
	const rest = readDocument(lifted.rest);
	// More than the empty list that was left there is a second list, whose records would be lost.
	if (rest[names.list] !== '') return readDocument(text);
	return { ...rest, [names.list]: { [names.xmlItem]: lifted.records } };
}

function readDocument(text: string): RawRecord {
	if (declaresTypes(text)) throw new DecodeError('documentType');
	const at = findXmlError(text);
	if (at !== null) {
		throw new DecodeError('incompleteXml', { position: at === text.length ? null : at });
	}
	const document = parse(text);
	const root: Value = Object.hasOwn(document, ROOT) ? document[ROOT] : undefined;
	if (root === undefined || Object.keys(document).length !== 1) {
		throw new DecodeError('foreignRoot', { root: (Object.keys(document)[0] ?? '').slice(0, 120) });
	}
	if (typeof root === 'string' && root.trim() === '') return {};
	if (root === null || typeof root !== 'object' || Array.isArray(root)) {
		throw new DecodeError('rootWithoutFields');
	}
	return root;
}

/** References that the parser leaves out: to control characters, surrogates and what is no character. */
const isLeftOut = (code: number): boolean =>
	(code < 0x20 && ![0x9, 0xa, 0xd].includes(code)) ||
	(code >= 0xd800 && code <= 0xdfff) ||
	(code & 0xfffe) === 0xfffe;

/** A reference by number, or markup in which there are none. */
const NUMBER = /<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|&#(?:(\d+)|x([\da-f]+));/gi;

/** The same with these characters themselves in the place of their references. None of them is markup. */
const withLeftOut = (text: string): string =>
	text.replace(NUMBER, (all, decimal?: string, hex?: string) => {
		if (decimal === undefined && hex === undefined) return all;
		const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
		return isLeftOut(code) ? String.fromCodePoint(code) : all;
	});

function parse(text: string): RawRecord {
	try {
		return tidied(parser.parse(text.includes('&#') ? withLeftOut(text) : text) as RawRecord);
	} catch (error) {
		return refuse(error);
	}
}

/** The same without the layout between elements, and with every name as it was sent, `__proto__` included. */
function tidied(record: RawRecord): RawRecord {
	return Object.fromEntries(
		Object.entries(record)
			.filter(([name, value]) => name !== TEXT || String(value).trim() !== '')
			.map(([name, value]) => [name.startsWith(MARK) ? name.slice(1) : name, inside(value)]),
	);
}

function inside(value: Value): Value {
	if (Array.isArray(value)) return value.map(inside);
	return typeof value === 'object' && value !== null ? tidied(value) : value;
}

function refuse(error: unknown): never {
	const reason = error instanceof Error ? error.message : String(error);
	if (/nested tags/.test(reason)) throwTooDeep();
	throw new DecodeError('unreadableXml', { parserMessage: reason.slice(0, 120) });
}
