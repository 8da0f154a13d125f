/**
 * Reads pages with parsers that share nothing with the package's own: JSON.parse, and parse-xml, which
 * is strict. It parses documents by recursive descent; the package uses saxes and fast-xml-parser.
 */
import type { XmlDocument, XmlElement } from '@rgrove/parse-xml';
import { parseXml, XmlElement as Element, XmlText } from '@rgrove/parse-xml';

export interface StrictPage {
	records: unknown[];
	token: string | null;
}

type Fields = { [name: string]: unknown };

const isBlank = (value: unknown): boolean => typeof value === 'string' && value.trim() === '';

/** Converts an element to its text, or to its child elements by name. Those of one name become a list. */
function toValue(parent: XmlElement | XmlDocument): unknown {
	const elements = parent.children.filter((child) => child instanceof Element);
	const text = parent.children
		.map((child) => (child instanceof XmlText ? child.text : ''))
		.join('');
	if (elements.length === 0) return text;
	const fields: Fields = {};
	for (const element of elements) addField(fields, element.name, toValue(element));
	if (text.trim() !== '') addField(fields, '#text', text);
	return fields;
}

function addField(fields: Fields, name: string, value: unknown): void {
	const previous = Object.hasOwn(fields, name) ? fields[name] : undefined;
	const all =
		previous === undefined ? value : [...(Array.isArray(previous) ? previous : [previous]), value];
	Object.defineProperty(fields, name, {
		value: all,
		enumerable: true,
		configurable: true,
		writable: true,
	});
}

/** @throws what parse-xml finds wrong with the document, and for any document type */
function readXml(text: string): Fields {
	const document = parseXml(text, { preserveDocumentType: true });
	const type = document.children.find(({ type }) => type === 'doctype');
	if (type !== undefined) throw new SyntaxError('a document type');
	return toValue(document) as Fields;
}

/** Reads the token, also under the name that the vendor misspells. */
function readToken(page: Fields): string | null {
	const token = [page.nextPageToken, page.nextPageToekn].find(
		(value) => value !== undefined && value !== null && !isBlank(value),
	);
	return token === undefined ? null : String(token).trim();
}

/** @throws when the body is not strictly JSON or XML, or not a page of module results */
export function strictPage(body: string): StrictPage {
	const text = body.replace(/^\uFEFF/, '').trim();
	if (text.startsWith('{')) {
		const page = JSON.parse(text) as Fields;
		const list = Object.hasOwn(page, 'results') ? page.results : null;
		if (list !== null && !isBlank(list) && !Array.isArray(list)) throw new TypeError('no list');
		return { records: Array.isArray(list) ? list : [], token: readToken(page) };
	}
	const { response } = readXml(text);
	if (typeof response === 'string') return { records: [], token: null };
	const page = response as Fields;
	const list = page.results ?? '';
	// Records may have another name than the documented one.
	const rows = isBlank(list) ? [] : Object.values(list as Fields).flat();
	const records = rows.map((row) => (isBlank(row) ? {} : row));
	return { records, token: readToken(page) };
}
