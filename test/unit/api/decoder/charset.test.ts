import { readLeniently, readText } from '../../../../nodes/IspringLearn/api/decoder/charset';
import { DecodeError } from '../../../../nodes/IspringLearn/api/decoder/decodeError';
import { messageOf, wordsOf } from '../../support/message';
import { thrownBy } from '../../support/thrown';

const bytes = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const utf8 = (text: string) => Buffer.from(text);
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const typed = (body: unknown, contentType?: string) => ({
	body,
	headers: contentType === undefined ? {} : { 'content-type': contentType },
});
const errorOf = (body: unknown, contentType?: string) =>
	thrownBy(DecodeError, () => readText(typed(body, contentType)));

/** "Пожар" and "Grüße – 5 €". */
const FIRE_1251 = bytes('CF EE E6 E0 F0');
const FIRE_KOI8 = bytes('F0 CF D6 C1 D2');
const GREETING_1252 = bytes('47 72 FC DF 65 20 96 20 35 20 80');
const xml = (encoding: string, content: Buffer, quote = '"') =>
	Buffer.concat([
		Buffer.from(`<?xml version=${quote}1.0${quote} encoding=${quote}${encoding}${quote}?><a>`),
		content,
		Buffer.from('</a>'),
	]);
const json = (content: Buffer) => Buffer.concat([utf8('{"a":"'), content, utf8('"}')]);

describe('the character set', () => {
	it.each([
		['nothing said', utf8('{"a":"Пожар"}'), undefined, '{"a":"Пожар"}'],
		['UTF-8', utf8('{"a":"Пожар"}'), 'application/json; charset=utf-8', '{"a":"Пожар"}'],
		['utf8', utf8('{"a":"Пожар"}'), 'application/json;charset="UTF8"', '{"a":"Пожар"}'],
		[
			'Content-Type, JSON',
			json(FIRE_1251),
			'application/json; charset=windows-1251',
			'{"a":"Пожар"}',
		],
		['an alias', json(FIRE_1251), "application/json; charset='CP1251'", '{"a":"Пожар"}'],
		['KOI8-R', json(FIRE_KOI8), 'application/json; q=1; Charset=KOI8-R', '{"a":"Пожар"}'],
		[
			'windows-1252 under its usual name',
			json(GREETING_1252),
			'application/json; charset=iso-8859-1',
			'{"a":"Grüße – 5 €"}',
		],
		[
			'the XML declaration',
			xml('windows-1251', FIRE_1251),
			'application/xml',
			'<?xml version="1.0" encoding="windows-1251"?><a>Пожар</a>',
		],
		[
			'the XML declaration, in single quotes',
			xml('koi8-r', FIRE_KOI8, "'"),
			undefined,
			"<?xml version='1.0' encoding='koi8-r'?><a>Пожар</a>",
		],
		[
			'Content-Type before the XML declaration',
			xml('UTF-8', FIRE_1251),
			'text/xml; charset=windows-1251',
			'<?xml version="1.0" encoding="UTF-8"?><a>Пожар</a>',
		],
		['an empty label', utf8('{"a":"ä"}'), 'application/json; charset=', '{"a":"ä"}'],
		['ISO-2022-JP', bytes('22 1B 24 42 32 50 1B 28 42 22'), 'x/y; charset=iso-2022-jp', '"火"'],
		['Shift_JIS', bytes('22 89 CE 8D D0 22'), 'x/y; charset=shift_jis', '"火災"'],
		['GBK', bytes('22 BB F0 D4 D6 22'), 'x/y; charset=gb2312', '"火灾"'],
	])('%s', (_name, body, contentType, text) => {
		expect(readText(typed(body, contentType))).toBe(text);
	});

	it.each([
		['UTF-8', Buffer.from('\uFEFF{"a":"ä"}')],
		['UTF-16 LE', utf16('\uFEFF{"a":"ä"}')],
		['UTF-16 BE', utf16('\uFEFF{"a":"ä"}').swap16()],
	])('a byte order mark overrides any label: %s', (_name, body) => {
		for (const type of [undefined, 'application/json; charset=windows-1251', 'x/y; charset=nope']) {
			expect(readText(typed(body, type))).toBe('{"a":"ä"}');
		}
	});

	it.each([
		['JSON, LE', utf16('{"a":"Пожар 😀"}'), '{"a":"Пожар 😀"}'],
		['JSON, BE', utf16('{"a":"Пожар 😀"}').swap16(), '{"a":"Пожар 😀"}'],
		['XML, LE', utf16('<a>ß</a>'), '<a>ß</a>'],
	])('UTF-16 is recognised without a mark: %s', (_name, body, text) => {
		for (const type of [undefined, 'x/y; charset=utf-16', 'x/y; charset=utf-8']) {
			expect(readText(typed(body, type))).toBe(text);
		}
	});

	it.each([
		['windows-1251', 'application/json; charset=windows-1251'],
		['ISO-8859-1', 'application/json; charset=ISO-8859-1'],
		['US-ASCII', 'application/json; charset=us-ascii'],
		['UTF-16', 'application/json; charset=utf-16'],
	])('UTF-8 labelled %s is read as UTF-8', (_label, type) => {
		expect(readText(typed(utf8('{"a":"Größe"}'), type))).toBe('{"a":"Größe"}');
	});

	it('UTF-8 with UTF-16 in its XML declaration, as .NET writes it, is read as UTF-8', () => {
		const text = '<?xml version="1.0" encoding="utf-16"?><a>b</a>';
		expect(readText(typed(utf8(text)))).toBe(text);
	});
});

describe('characters', () => {
	it('U+FFFD in the body is data', () => {
		expect(readText(typed(utf8('{"a":"�"}')))).toBe('{"a":"�"}');
	});

	it.each([
		['nothing said', json(FIRE_1251), undefined],
		['UTF-8 said', xml('windows-1251', FIRE_1251), 'application/xml; charset=utf-8'],
		['one wrong byte', json(bytes('C3 A4 FF C3 A4')), undefined],
		['a surrogate in UTF-8', json(bytes('ED A0 BD ED B8 80')), undefined],
		['an overlong form', json(bytes('C0 80')), undefined],
		['half a pair in UTF-16', utf16('\uFEFF{"a":"\ud83d"}'), undefined],
		['bytes that EUC-KR has not', json(bytes('FF FF')), 'x/y; charset=euc-kr'],
	])('that are invalid in the character set are rejected: %s', (_name, body, type) => {
		const error = errorOf(body, type);
		expect(error.kind).toBe('garbled');
		expect(messageOf(error)).toMatch(
			/^The response contains characters that don't exist in its character set/,
		);
	});

	it('that are cut at the end count as damage', () => {
		for (const cut of [1, 2, 3]) {
			const body = utf8('{"a":"😀').subarray(0, -cut);
			expect(errorOf(body).kind).toBe('damaged');
		}
	});

	it.each([
		['x/y; charset=x-nobody', 'x-nobody'],
		['x/y; charset=utf-7', 'utf-7'],
		['x/y; charset=iso-2022-kr', 'iso-2022-kr'],
	])('of an unknown character set are rejected: %s', (type, label) => {
		expect(errorOf(utf8('{"a":"ä"}'), type).kind).toBe('charset');
		const error = errorOf(utf8('{"a":"b"}'), type);
		expect(error.kind).toBe('charset');
		expect(messageOf(error)).toContain(`"${label}"`);
		expect(wordsOf(error).description).toContain('proxy');
	});

	it('of UTF-32 are rejected', () => {
		expect(messageOf(errorOf(bytes('FF FE 00 00 7B 00 00 00')))).toContain('"utf-32"');
		expect(messageOf(errorOf(bytes('00 00 FE FF 00 00 00 7B')))).toContain('"utf-32"');
	});
});

describe('a body as some version of n8n passes it', () => {
	it.each([
		['text', 'ä', 'ä'],
		['a buffer', utf8('ä'), 'ä'],
		['an array buffer', new Uint8Array([0xc3, 0xa4]).buffer, 'ä'],
		['an array of bytes', new Uint8Array([0xc3, 0xa4]), 'ä'],
		['an object', { message: 'ä' }, '{"message":"ä"}'],
		['nothing', undefined, ''],
		['no bytes', Buffer.alloc(0), ''],
		['null', null, ''],
		['a number', 5, ''],
	])('%s', (_name, body, text) => {
		expect(readText(typed(body))).toBe(text);
		expect(readLeniently(typed(body))).toBe(text);
	});

	it('with headers in any case, or none', () => {
		const body = json(FIRE_1251);
		const headers = { 'Content-Type': 'application/json; charset=windows-1251' };
		expect(readText({ body, headers })).toBe('{"a":"Пожар"}');
		expect(readText({ body: utf8('ä'), headers: undefined })).toBe('ä');
	});
});

it('readLeniently replaces what it cannot decode', () => {
	expect(readLeniently(typed(json(FIRE_1251), 'x/y; charset=windows-1251'))).toContain('Пожар');
	expect(readLeniently(typed(json(FIRE_1251)))).toContain('{"a":"�');
	expect(readLeniently(typed(utf8('ä'), 'x/y; charset=x-nobody'))).toBe('ä');
});
