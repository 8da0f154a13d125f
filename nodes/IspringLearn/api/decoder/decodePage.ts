/** Turns a body into a page, or refuses it. A refused page never looks like the last page. */
import type { ListEndpoint } from '../endpoints/endpoint';
import type { RawRecord, Value } from '../schema/record';
import { isBlank, isRecord } from '../schema/record';
import { DecodeError } from './decodeError';
import { parseJson } from './json';
import type { ListNames } from './xml';
import { parseXml } from './xml';

/** One page of a list: its records as sent, and the token that leads to the next page. */
export interface Page {
	records: RawRecord[];
	/** Null on the last page. */
	nextPageToken: string | null;
	/** True when the answer held neither a list nor a token: an empty list, but only as the first page. */
	isBlank?: true;
}

const blankPage = (): Page => ({ records: [], nextPageToken: null, isBlank: true });

/** JSON first, since it is read faster; XML is what the API speaks unless it is asked. */
export const ACCEPT = 'application/json, application/xml;q=0.9';

/** The vendor's OpenAPI file misspells the token of `/courses/modules`. */
const TOKEN_NAMES = ['nextPageToken', 'nextPageToekn'] as const;

/** Proxies and firewalls leave out what browsers do without. */
const HTML =
	/^<(!doctype\s+html|html|head|body|title|meta|style|script|center|div|p|h[1-6]|table|iframe)\b/i;
const XML_PROLOG = /^(<\?[\s\S]*?\?>|<!--[\s\S]*?-->|\s+)*/;

/** How a JSON list begins. */
const JSON_LIST = /^\[\s*(?:[\][{"\d-]|true\b|false\b|null\b)/;

/** JSON that is a text, a number or a word, as a whole. */
const JSON_SCALAR =
	/^(?:"(?:[^"\\]|\\.)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/s;

/** The first words of a text, on one line, for a message. */
export function excerpt(text: string, length = 120): string {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length > length ? `${line.slice(0, length)}…` : line;
}

/** A body that is a web page, whatever its content type says. */
export const isHtml = (text: string): boolean => HTML.test(text.replace(XML_PROLOG, ''));

/**
 * Reads a body as an object, JSON or XML as its first character says: some hosts answer in the one
 * when asked for the other, so the request does not decide.
 * @param names the list that is expected in it, if any
 * @throws DecodeError when it is empty, a web page, other text, or not whole
 */
export function parseBody(
	body: string,
	names?: ListNames,
): { format: 'json' | 'xml'; content: RawRecord } {
	const text = body.replace(/^\uFEFF/, '').trim();
	if (text === '') throw new DecodeError('emptyBody');
	if (text.startsWith('{')) return { format: 'json', content: parseJson(text) };
	if (isHtml(text)) throw new DecodeError('webPage');
	if (text.startsWith('<')) return { format: 'xml', content: parseXml(text, names) };
	refuseBare(text);
	throw new DecodeError('plainText', { excerpt: excerpt(text) });
}

/** JSON without an object around it, as another API may send it. */
function refuseBare(text: string): void {
	if (JSON_LIST.test(text)) throw new DecodeError('bareList');
	if (JSON_SCALAR.test(text)) throw new DecodeError('bareValue', { excerpt: excerpt(text) });
}

/** The list as an array. */
function listOf(content: RawRecord, resource: ListEndpoint, format: 'json' | 'xml'): Value[] {
	const held = content[resource.list];
	if (held === null || held === undefined || isBlank(held)) return [];
	const rows = format === 'json' ? held : rowsIn(held, resource);
	if (Array.isArray(rows)) return rows;
	throw new DecodeError('notAList', { list: resource.list });
}

/**
 * The rows in an XML list, where one is an object; null when it holds anything else. An element with
 * another name than the documented one is a row when it has a field of this list and no message: the
 * vendor calls rows after versions of theirs (`userProfileV2`), and something else must not pass for
 * one. Rows of several names are given name by name: their order means nothing.
 */
function rowsIn(held: Value, { xmlItem: row, schema }: ListEndpoint): Value[] | null {
	if (!isRecord(held)) return null;
	const isRow = (entry: Value): boolean =>
		isRecord(entry) &&
		!Object.hasOwn(entry, 'message') &&
		schema.columns.some(({ name }) => Object.hasOwn(entry, name));
	const groups = Object.entries(held).map(([name, value]) => {
		const entries = Array.isArray(value) ? value : [value];
		if (name === row) return entries.map((entry) => (isBlank(entry) ? {} : entry));
		return entries.every(isRow) ? entries : null;
	});
	return groups.includes(null) ? null : groups.flatMap((entries) => entries ?? []);
}

function tokenOf(content: RawRecord): string | null {
	for (const name of TOKEN_NAMES) {
		const token = content[name];
		if (typeof token === 'string' && token.trim() !== '') return token.trim();
		if (Number.isSafeInteger(token)) return String(token);
		if (token !== undefined && token !== null && token !== '' && typeof token !== 'string') {
			throw new DecodeError('unreadableToken');
		}
	}
	return null;
}

/**
 * Decodes one page.
 * @param body the answer of a list endpoint, as text; undefined or '' only with status 204
 * @param resource the list that was asked for
 * @param status the HTTP status; 204 says by itself that there is nothing
 * @throws DecodeError when the body is not one whole page of this list
 */
export function decodePage(body: string, resource: ListEndpoint, status = 200): Page {
	if (status === 204 && body.trim() === '') return blankPage();
	const { format, content } = parseBody(body, resource);
	const nextPageToken = tokenOf(content);
	const names = Object.keys(content).filter((name) => !TOKEN_NAMES.some((token) => token === name));
	if (!Object.hasOwn(content, resource.list) && names.length > 0) {
		const { name: records } = resource;
		throw typeof content.message === 'string'
			? new DecodeError('messageInstead', { excerpt: excerpt(content.message), records })
			: new DecodeError('fieldsInstead', { excerpt: excerpt(names.join(', ')), records });
	}
	if (!Object.hasOwn(content, resource.list) && nextPageToken === null) return blankPage();
	const records = listOf(content, resource, format);
	if (!records.every(isRecord)) throw new DecodeError('notRecords', { list: resource.list });
	return { records, nextPageToken };
}
