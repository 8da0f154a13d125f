/** Pages as readers that share nothing with the package's own read them: JSON.parse, and the strict XML parser saxes. */
import { SaxesParser } from 'saxes';

export interface StrictPage {
	records: unknown[];
	token: string | null;
}

type Fields = { [name: string]: unknown };

interface Open {
	name: string;
	text: string;
	fields: Fields | null;
}

const blank = (value: unknown): boolean => typeof value === 'string' && value.trim() === '';

/** What an element holds: text, or its children by name, those of one name as a list. */
function valueOf({ text, fields }: Open): unknown {
	if (fields === null) return text;
	if (text.trim() !== '') set(fields, '#text', text);
	return fields;
}

function set(fields: Fields, name: string, value: unknown): void {
	const held = Object.hasOwn(fields, name) ? fields[name] : undefined;
	const all = held === undefined ? value : [...(Array.isArray(held) ? held : [held]), value];
	Object.defineProperty(fields, name, {
		value: all,
		enumerable: true,
		configurable: true,
		writable: true,
	});
}

/** @throws what saxes finds against the document */
function readXml(text: string): Fields {
	const parser = new SaxesParser();
	const document: Open = { name: '', text: '', fields: {} };
	const open: Open[] = [document];
	parser.on('error', (error) => {
		throw error;
	});
	parser.on('doctype', () => {
		throw new SyntaxError('a document type');
	});
	parser.on('opentag', ({ name }) => open.push({ name, text: '', fields: null }));
	parser.on('text', (more) => {
		open[open.length - 1].text += more;
	});
	parser.on('cdata', (more) => {
		open[open.length - 1].text += more;
	});
	parser.on('closetag', () => {
		const element = open.pop() as Open;
		const parent = open[open.length - 1];
		parent.fields ??= {};
		set(parent.fields, element.name, valueOf(element));
	});
	parser.write(text).close();
	return document.fields as Fields;
}

/** Also under the name that the vendor misspells. */
function tokenOf(page: Fields): string | null {
	const given = [page.nextPageToken, page.nextPageToekn].find(
		(token) => token !== undefined && token !== null && !blank(token),
	);
	return given === undefined ? null : String(given).trim();
}

/** @throws when the body is not strictly JSON or XML, or not a page of results */
export function strictPage(body: string): StrictPage {
	const text = body.replace(/^\uFEFF/, '').trim();
	if (text.startsWith('{')) {
		const page = JSON.parse(text) as Fields;
		const held = Object.hasOwn(page, 'results') ? page.results : null;
		if (held !== null && !blank(held) && !Array.isArray(held)) throw new TypeError('no list');
		return { records: Array.isArray(held) ? held : [], token: tokenOf(page) };
	}
	const { response } = readXml(text);
	if (typeof response === 'string') return { records: [], token: null };
	const page = response as Fields;
	const held = page.results ?? '';
	// Rows may have other names than the documented one.
	const rows = blank(held) ? [] : Object.values(held as Fields).flat();
	const records = rows.map((row) => (blank(row) ? {} : row));
	return { records, token: tokenOf(page) };
}
