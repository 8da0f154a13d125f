/** Decodes a page of a list, or rejects it. A rejected page never looks like the last page. */
import type { ListEndpoint } from '../endpoints/endpoint';
import type { RawRecord, Value } from '../schema/record';
import { isBlank, isRecord, toIds } from '../schema/record';
import { createUnexpectedContent, parseBody, trimBody } from './body';
import { DecodeError } from './decodeError';

/** One page of a list: its records as sent, and the token of the next page. */
export interface Page {
	records: RawRecord[];
	/** Null on the last page. */
	nextPageToken: string | null;
	/** True when the body contained neither a list nor a token. Only a first page may be like that. */
	isBlank?: true;
}

const blankPage = (): Page => ({ records: [], nextPageToken: null, isBlank: true });

/** The vendor's OpenAPI file misspells the token of `/courses/modules`. */
const TOKEN_NAMES: readonly string[] = ['nextPageToken', 'nextPageToekn'];

/**
 * Decodes one page.
 * @param body the text of a successful response
 * @param status the HTTP status. With 204, an empty body is an empty list
 * @throws DecodeError when the body is not one complete page of this list
 */
export function decodePage(body: string, endpoint: ListEndpoint, status = 200): Page {
	if (status === 204 && body.trim() === '') return blankPage();
	const { list } = endpoint;
	if (endpoint.bareIds !== undefined) return decodeIds(body, endpoint, endpoint.bareIds);
	return list === null
		? decodeNamelessPage(body, endpoint)
		: decodeNamedPage(body, { ...endpoint, list });
}

/** What some hosts put into an element of its own in JSON: the object with the list, or the list. */
function withoutEnvelope(content: RawRecord, list: string): RawRecord {
	const { [NAMELESS]: wrapped, ...others } = content;
	if (list === NAMELESS || wrapped === undefined || Object.keys(others).length > 0) return content;
	return isRecord(wrapped) ? wrapped : { [list]: wrapped };
}

/** Decodes a list of bare IDs, each to a record with that field. */
function decodeIds(body: string, endpoint: ListEndpoint, field: string): Page {
	const list = endpoint.list ?? NAMELESS;
	const text = trimBody(body);
	const { content: whole } = parseBody(text.startsWith('[') ? `{"${list}":${text}}` : text);
	const content = withoutEnvelope(whole, list);
	const nextPageToken = readToken(content);
	const { [list]: named, ...others } = content;
	// In XML, the IDs may be in the root element.
	const { [endpoint.xmlItem]: nameless, ...rest } = others;
	const unexpected = Object.keys(rest).filter((name) => !TOKEN_NAMES.includes(name));
	if (unexpected.length > 0) throw createUnexpectedContent(content, unexpected, endpoint.name);
	const isFound = named !== undefined || nameless !== undefined;
	if (!isFound && nextPageToken === null) return blankPage();
	const hasOthers = isRecord(named) && Object.keys(named).some((name) => name !== endpoint.xmlItem);
	const ids = toIds(named ?? nameless);
	const isId = (id: Value): boolean => typeof id === 'string' && !isBlank(id);
	if (hasOthers || !Array.isArray(ids) || !ids.every(isId)) {
		throw new DecodeError('notRecords', { list });
	}
	return { records: ids.map((id) => ({ [field]: id })), nextPageToken };
}

type NamedList = ListEndpoint & { list: string };

/** The name that a list without one gets, in JSON and XML. */
const NAMELESS = 'response';

/** Gives the list a name, and decodes it like any other. */
function decodeNamelessPage(body: string, endpoint: ListEndpoint): Page {
	const text = trimBody(body);
	const named = { ...endpoint, list: NAMELESS };
	if (text.startsWith('[')) return decodeNamedPage(`{"${NAMELESS}":${text}}`, named);
	const { format, content } = parseBody(text);
	if (format === 'json') return decodeNamedPage(text, named);
	const records = readXmlList(content, endpoint);
	if (records?.every(isRecord)) return { records, nextPageToken: null };
	throw createUnexpectedContent(content, Object.keys(content), endpoint.name);
}

function decodeNamedPage(body: string, endpoint: NamedList): Page {
	const { format, content } = parseBody(body, endpoint);
	const nextPageToken = readToken(content);
	if (!Object.hasOwn(content, endpoint.list)) {
		const others = Object.keys(content).filter((name) => !TOKEN_NAMES.includes(name));
		if (others.length > 0) throw createUnexpectedContent(content, others, endpoint.name);
		if (nextPageToken === null) return blankPage();
	}
	const records = readList(content, endpoint, format);
	if (!records.every(isRecord)) throw new DecodeError('notRecords', { list: endpoint.list });
	return { records, nextPageToken };
}

function readToken(content: RawRecord): string | null {
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

/** Reads the list as an array. A missing, null or empty list has no entries. */
function readList(content: RawRecord, endpoint: NamedList, format: 'json' | 'xml'): Value[] {
	const value = content[endpoint.list];
	if (value === null || value === undefined || isBlank(value)) return [];
	const entries = format === 'json' ? value : readXmlList(value, endpoint);
	if (Array.isArray(entries)) return entries;
	throw new DecodeError('notAList', { list: endpoint.list });
}

/**
 * Reads the entries of an XML list; null when one of them is not a record of this list. An element with
 * another name than the documented one is a record when it has a field of the schema and no `message`:
 * the vendor names elements after their version (`userProfileV2`). Elements are grouped by their name,
 * because their order means nothing.
 */
function readXmlList(list: Value, { xmlItem, schema }: ListEndpoint): Value[] | null {
	if (!isRecord(list)) return null;
	const fitsSchema = (entry: Value): boolean =>
		isRecord(entry) &&
		!Object.hasOwn(entry, 'message') &&
		schema.columns.some(({ name }) => Object.hasOwn(entry, name));
	const groups = Object.entries(list).map(([name, value]) => {
		const entries = Array.isArray(value) ? value : [value];
		if (name === xmlItem) return entries.map((entry) => (isBlank(entry) ? {} : entry));
		return entries.every(fitsSchema) ? entries : null;
	});
	return groups.includes(null) ? null : groups.flatMap((entries) => entries ?? []);
}
