/**
 * Reads an XML response into plain objects whose leaves are all text, and rejects what is not one
 * complete document. fast-xml-parser alone accepts a truncated document, and by default turns "00123"
 * into 123: hence the check before it, and the options.
 */
import { XMLParser } from 'fast-xml-parser';
import type { RawRecord, Value } from '../schema/record';
import { isBlank, isRecord, readField, setField } from '../schema/record';
import { assertWellFormed } from './assertWellFormed';
import { isNonCharacter, toCodePoint } from './characters';
import { DecodeError, excerpt, MAX_DEPTH } from './decodeError';
import { readFlatRecords } from './readFlatRecords';

const ROOT = 'response';

/** Names that fast-xml-parser rejects, and their prefix while it parses: no XML name contains it. */
const RESERVED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const PREFIX = '\0';

/** The key of text in the parser's output, and in a record that contains elements as well. */
const TEXT = '#text';

/** What the parser returns in document order: an element has its name as key, text has `#text`. */
type XmlNode = Readonly<Record<string, string | readonly XmlNode[]>>;

const parser = new XMLParser({
	// In document order, since the parser's own objects take longer to build.
	preserveOrder: true,
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
	// Keeps names such as `toString`: records are plain data, never looked up by prototype.
	onDangerousProperty: (name) => name,
	transformTagName: (name) => (RESERVED.has(name) ? `${PREFIX}${name}` : name),
});

/** The names that the root element may have besides `response`. */
export interface RootNames {
	xmlRoots?: readonly string[];
}

/** A list in a response: the element around it, and the element of one record. */
export interface ListNames extends RootNames {
	list: string;
	xmlItem: string;
}

/**
 * Reads an XML response.
 * @param text the whole body
 * @param names what is expected in it, if that is known
 * @returns what the root element contains, by element name; an empty element is ''
 * @throws DecodeError when the body is truncated, not well-formed, declares a document type, or has
 * another root element than `response`, or the one in `names`
 */
export function parseXml(text: string, names: ListNames | RootNames = {}): RawRecord {
	const flat = 'list' in names ? readFlatRecords(text, names.list, names.xmlItem) : null;
	if (!('list' in names) || !flat) return readDocument(text, names.xmlRoots);
	const rest = readDocument(flat.rest);
	// More than the empty list left in its place is a second list, whose records would be lost.
	if (rest[names.list] !== '') return readDocument(text);
	return { ...rest, [names.list]: { [names.xmlItem]: flat.records } };
}

/** The name of an element without its version, as in userProfileV2, and in lower case: some are named after a type, as Day. */
export const toElementName = (name: string): string => name.replace(/V\d+$/, '').toLowerCase();

/**
 * Reads an XML response whose root element may contain text instead of elements.
 * @param otherRoots the names that the root element may have besides `response`, in lower case
 * @returns the text, or what the root element contains, by element name
 * @throws DecodeError like `parseXml`
 */
export function parseXmlRoot(text: string, otherRoots: readonly string[] = []): Value {
	assertWellFormed(text);
	const [[name, root]] = Object.entries(toValue(parse(text)));
	if (name !== ROOT && !otherRoots.includes(toElementName(name)))
		throw new DecodeError('foreignRoot', { root: excerpt(name) });
	return root;
}

function readDocument(text: string, otherRoots?: readonly string[]): RawRecord {
	const root = parseXmlRoot(text, otherRoots);
	if (isRecord(root)) return root;
	if (isBlank(root)) return {};
	throw new DecodeError('rootWithoutFields');
}

/** A numeric reference, or markup that contains none. */
const NUMERIC_REFERENCE =
	/<!\[CDATA\[[^]*?\]\]>|<!--[^]*?-->|<\?[^]*?\?>|&#(?:(\d+)|x([\da-fA-F]+));/g;

/** Resolves references to non-characters, which the parser would drop. None of these is markup. */
const resolveNonCharacters = (text: string): string =>
	text.replace(NUMERIC_REFERENCE, (all, decimal?: string, hex?: string) => {
		if (decimal === undefined && hex === undefined) return all;
		const code = toCodePoint(decimal, hex);
		return isNonCharacter(code) ? String.fromCodePoint(code) : all;
	});

function parse(text: string): XmlNode[] {
	try {
		return parser.parse(text.includes('&#') ? resolveNonCharacters(text) : text) as XmlNode[];
	} catch (error) {
		return throwUnreadable(error);
	}
}

function throwUnreadable(error: unknown): never {
	const reason = error instanceof Error ? error.message : String(error);
	if (/nested tags/.test(reason)) throw new DecodeError('tooDeep');
	throw new DecodeError('unreadableXml', { parserMessage: excerpt(reason) });
}

/** Converts the content of an element: text, or a record when there are elements in it. */
function toValue(nodes: readonly XmlNode[]): string | RawRecord {
	let text = '';
	let record: RawRecord | null = null;
	for (const node of nodes) {
		const [name] = Object.keys(node);
		const content = node[name];
		if (typeof content === 'string') text += content;
		else addField((record ??= {}), name, toValue(content));
	}
	// White space between elements is layout.
	if (record !== null && text.trim() !== '') record[TEXT] = text;
	return record ?? text;
}

/** Adds a value to a record. Elements of the same name become a list. */
function addField(record: RawRecord, element: string, value: Value): void {
	const name = element.startsWith(PREFIX) ? element.slice(PREFIX.length) : element;
	const previous = readField(record, name);
	if (previous === undefined) setField(record, name, value);
	else if (Array.isArray(previous)) previous.push(value);
	else setField(record, name, [previous, value]);
}
