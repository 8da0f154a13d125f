/** Writes pages as XML with its own escaping, independent of the decoder under test. */
import type { RawRecord, Value } from '../../nodes/IspringLearn/api/schema/record';

/** The way a text is escaped. */
export type Spelling = 'named' | 'decimal' | 'hex' | 'cdata';

const NAMED = new Map([
	['&', '&amp;'],
	['<', '&lt;'],
	['>', '&gt;'],
	['"', '&quot;'],
	["'", '&apos;'],
]);

const isPlain = (character: string): boolean => /^[a-z0-9 .,:;+-]$/i.test(character);

function reference(character: string, spelling: 'decimal' | 'hex'): string {
	const code = character.codePointAt(0) ?? 0;
	return spelling === 'hex' ? `&#x${code.toString(16).toUpperCase()};` : `&#${code};`;
}

/** Escapes a text for an element. A carriage return is always a reference, because XML reads a raw one as a line feed. */
export function escaped(text: string, spelling: Spelling = 'named'): string {
	if (spelling === 'cdata' && !text.includes('\r')) {
		return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
	}
	return Array.from(text, (character) => {
		if (character === '\r') return '&#13;';
		if (spelling === 'decimal' || spelling === 'hex') {
			return isPlain(character) ? character : reference(character, spelling);
		}
		return NAMED.get(character) ?? character;
	}).join('');
}

function element(name: string, value: Value, spelling: Spelling): string {
	if (value === undefined || value === null) return '';
	if (Array.isArray(value)) return value.map((entry) => element(name, entry, spelling)).join('');
	if (typeof value === 'object') {
		const inside = Object.entries(value).map(([key, held]) => element(key, held, spelling));
		return `<${name}>${inside.join('')}</${name}>`;
	}
	return `<${name}>${escaped(String(value), spelling)}</${name}>`;
}

/** Writes a page of module results as XML, without null fields. */
export function xmlPage(
	records: readonly RawRecord[],
	nextPageToken: string | null = null,
	spelling: Spelling = 'named',
): string {
	const rows = records.map((record) => element('result', record, spelling)).join('');
	return `<response><results>${rows}</results>${element('nextPageToken', nextPageToken, spelling)}</response>`;
}
