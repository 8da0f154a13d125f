import { mix } from './world';

export type Format = 'json' | 'xml';
export type Json =
	| string
	| number
	| boolean
	| null
	| undefined
	| readonly Json[]
	| { readonly [key: string]: Json };
/** A response before encoding. HTML and plain text are for wrong hosts and unknown paths. */
export interface Answer {
	status: number;
	contentType: string;
	body: string;
	headers?: Readonly<Record<string, string>>;
}

const TYPES = {
	json: 'application/json; charset=utf-8',
	xml: 'application/xml; charset=utf-8',
	text: 'text/plain; charset=utf-8',
	html: 'text/html; charset=utf-8',
};
/** Element names of list entries in XML: `<fields><field>…`, `<groups><id>…` (section "Other read endpoints"). */
const ENTRIES: Readonly<Record<string, string>> = {
	fields: 'field',
	groups: 'id',
	userIds: 'id',
	manageableDepartmentIds: 'id',
	dayIds: 'id',
	sessions: 'id',
	attachments: 'attachment',
	courseFields: 'courseField',
	parentCourseIds: 'id',
	params: 'param',
	userRoles: 'userRole',
	values: 'field',
};
/** Numbers 0 and 1 that the samples in XML write as words. */
const WORDS = ['isUnique', 'isRequired'];
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** "XML is the default; `Accept: application/json` gives JSON"; with both, the higher q, then the earlier one. */
export function formatOf(accept: string | undefined): Format {
	const ranked = (accept ?? '')
		.toLowerCase()
		.split(',')
		.map((part) => {
			const [type, ...parameters] = part.split(';').map((text) => text.trim());
			const q = parameters.find((text) => text.startsWith('q='));
			return { type, q: q === undefined ? 1 : Number(q.slice(2)) };
		})
		.filter(
			({ type, q }) => q > 0 && ['application/json', 'application/xml', 'text/xml'].includes(type),
		)
		.sort((a, b) => b.q - a.q);
	return ranked[0]?.type === 'application/json' ? 'json' : 'xml';
}

const PLAIN = /^[ !#-%(-;=?-~]*$/;
/** Characters that XML 1.0 does not allow, including lone surrogates. */
const UNFIT = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const NAMED: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&apos;',
	'\r': '&#13;',
};
const written = new Map<string, string>();

/**
 * Escapes a text for XML. Its content decides between named entities, CDATA and numeric references (&#39; &#233; &#128512;).
 * Characters that XML 1.0 does not allow become U+FFFD.
 */
export function xmlText(text: string): string {
	if (PLAIN.test(text)) return text;
	let out = written.get(text);
	if (out !== undefined) return out;
	const clean = text.replace(UNFIT, '\ufffd');
	let style = text.length;
	for (let i = 0; i < text.length; i++) style = mix(style, text.charCodeAt(i));
	if (style % 3 === 1 && !clean.includes('\r'))
		out = `<![CDATA[${clean.replace(/]]>/g, ']]]]><![CDATA[>')}]]>`;
	else if (style % 3 === 2)
		out = clean.replace(/[^ !#-%(-;=?-~]/gu, (c) =>
			NAMED[c]?.length <= 5 ? NAMED[c] : `&#${c.codePointAt(0)};`,
		);
	else out = clean.replace(/[&<>"'\r]/g, (c) => NAMED[c]);
	if (written.size < 20_000) written.set(text, out);
	return out;
}

/** Writes a value as an element: booleans as 0/1 as in the reference, null as an empty element, undefined not at all. */
export function xmlElement(name: string, value: Json): string {
	if (value === undefined) return '';
	if (value === null) return `<${name}/>\n`;
	if (typeof value === 'string') return `<${name}>${xmlText(value)}</${name}>\n`;
	if (typeof value === 'number')
		return `<${name}>${WORDS.includes(name) ? value === 1 : value}</${name}>\n`;
	if (typeof value === 'boolean')
		return value ? `<${name}>1</${name}>\n` : `<${name}>0</${name}>\n`;
	let inner = '';
	if (isList(value)) for (const one of value) inner += xmlElement(ENTRIES[name] ?? 'item', one);
	else for (const key in value) inner += xmlElement(key, value[key]);
	return `<${name}>\n${inner}</${name}>\n`;
}
const isList = (value: object): value is readonly Json[] => Array.isArray(value);

/** A response with one object: the JSON root, or the content of `<response>`. */
export function objectAnswer(
	format: Format,
	status: number,
	value: { readonly [key: string]: Json },
): Answer {
	return {
		status,
		contentType: TYPES[format],
		body: format === 'json' ? JSON.stringify(value) : HEAD + xmlElement('response', value),
	};
}

/** "Errors: JSON {"code":400,"message":"…"}, XML <response><code>400</code><message>…</message></response>". */
export function errorAnswer(format: Format, code: number, message: string): Answer {
	return objectAnswer(format, code, { code, message });
}

/**
 * A page of a list: `{"results":[…],"nextPageToken":"…"}`, with the token last, or without it if undefined.
 * Without a wrapper: `[…]`, or `<response>` with the rows.
 */
export function listAnswer(
	format: Format,
	names: { wrapper?: string; row: string; token: string; root?: string },
	rows: readonly Json[],
	token: string | null | undefined,
): Answer {
	if (format === 'json')
		return {
			status: 200,
			contentType: TYPES.json,
			body: JSON.stringify(
				names.wrapper === undefined ? rows : { [names.wrapper]: rows, [names.token]: token },
			),
		};
	const { root = 'response' } = names;
	let inner = '';
	for (const row of rows) inner += xmlElement(names.row, row);
	if (names.wrapper === undefined)
		return {
			status: 200,
			contentType: TYPES.xml,
			body: `${HEAD}<response>\n${inner}</response>\n`,
		};
	return {
		status: 200,
		contentType: TYPES.xml,
		body: `${HEAD}<${root}>\n<${names.wrapper}>\n${inner}</${names.wrapper}>\n${xmlElement(names.token, token)}</${root}>\n`,
	};
}

/** A bare id: a JSON string, or `<response>id</response>`. */
export function idAnswer(format: Format, status: number, id: string): Answer {
	return {
		status,
		contentType: TYPES[format],
		body: format === 'json' ? JSON.stringify(id) : `${HEAD}<response>${id}</response>\n`,
	};
}

/** No body. */
export function emptyAnswer(format: Format, status: number): Answer {
	return { status, contentType: TYPES[format], body: '' };
}

/** Plain text, as "some 404s are". */
export function textAnswer(status: number, body: string): Answer {
	return { status, contentType: TYPES.text, body };
}

/** The web page of a host or path that is not the API: "it answers HTML with status 200". */
export function htmlAnswer(status = 200): Answer {
	return {
		status,
		contentType: TYPES.html,
		body: '<!DOCTYPE html>\n<html><head><title>iSpring Learn</title></head><body><h1>Sign in</h1><p>Log in & go<br></p></body></html>\n',
	};
}
