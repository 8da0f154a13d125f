import fc from 'fast-check';
import { DecodeError } from '../../../../nodes/IspringLearn/api/decoder/decodeError';
import { parseXml } from '../../../../nodes/IspringLearn/api/decoder/xml';
import { thrownBy } from '../../support/thrown';
import { escaped } from '../../../support/xml';

const kindOf = (text: string) => thrownBy(DecodeError, () => parseXml(text)).kind;
const titled = (content: string) =>
	parseXml(`<response><title>${content}</title></response>`).title;

afterEach(() => {
	expect(Object.keys(Object.prototype)).toEqual([]);
	expect({}).not.toHaveProperty('polluted');
});

describe('text', () => {
	it.each(['007', '1e3', 'true', 'null', '0x10', '-0', '1.0', 'NaN', '+5', '12345678901234567890'])(
		'%s stays as it is',
		(text) => {
			expect(titled(text)).toBe(text);
		},
	);

	it.each([
		['&lt;b&gt; &amp; &quot;x&quot; &apos;y&apos;', '<b> & "x" \'y\''],
		['&#39;&#233;&#128512;&#x1F600;&#x1f600;', "'é😀😀😀"],
		['&#9;&#10;&#13;', '\t\n\r'],
		['&nbsp;&copy;', '\u00A0©'],
		['A&#55357;&#56832;B', 'A😀B'],
		['&#xD83D;&#xde00;&#55357;&#x00DE00;', '😀😀'],
		['&#55357;', '\ud83d'],
		['&#56832;&#55357;', '\ude00\ud83d'],
		['&#11;&#x0B;&#00000000011;', '\v\v\v'],
		['&#0;&#x0;&#1;&#x1F;', '\0\0\x01\x1f'],
		['&#127;&#x85;&#x9F;', '\x7f\x85\x9f'],
		['&#xFFFE;&#xffff;&#x1FFFE;', '\ufffe\uffff\u{1fffe}'],
		['&#60;&#x3C;&#38;amp;', '<<&amp;'],
		['<![CDATA[&#11;&#55357;]]>&#11;', '&#11;&#55357;\v'],
		['<!-- &#11; -->a<?b &#11; <!-- ?>&#11;<!-- -->', 'a\v'],
		['&amp;#11; &#38;#55357;', '&#11; &#55357;'],
		['&amp;lt; &#38;lt; &#x26;amp; &amp;#39;', '&lt; &lt; &amp; &#39;'],
		['<![CDATA[<b> & &lt; "x"]]>', '<b> & &lt; "x"'],
		['<![CDATA[]]>', ''],
		['<![CDATA[ ]]>', ' '],
		['<![CDATA[a]]]]><![CDATA[>b]]>', 'a]]>b'],
		['a<![CDATA[ b ]]>c', 'a b c'],
		['<![CDATA[a]]> <![CDATA[b]]>', 'a b'],
		['a<![CDATA[b]]> ', 'ab '],
		[' <![CDATA[b]]>c', ' bc'],
		['a<!-- not this -->b', 'ab'],
		['a<?nor this?> b', 'a b'],
		['', ''],
		['  ', '  '],
		[' a\tb\n', ' a\tb\n'],
		['ä 漢字 👩‍🚀', 'ä 漢字 👩‍🚀'],
	])('%s', (content, text) => {
		expect(titled(content)).toBe(text);
	});

	it('is read back from any spelling', () => {
		const text = fc
			.string({ unit: 'grapheme' })
			.filter((string) => !/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(string));
		const spelling = fc.constantFrom('named', 'decimal', 'hex', 'cdata');
		fc.assert(
			fc.property(fc.array(fc.tuple(text, spelling), { maxLength: 4 }), (parts) => {
				const content = parts.map(([part, how]) => escaped(part, how)).join('');
				expect(titled(content)).toBe(parts.map(([part]) => part).join(''));
			}),
			{ numRuns: 500 },
		);
	});

	it('is the same when readFlatRecords reads it', () => {
		const content = 'A&#55357;&#56832;B&#11;&#0;&#xFFFE;&#55357;';
		const names = { list: 'l', xmlItem: 'r' };
		const field = `<t>${content}</t>`;
		const fast = parseXml(`<response><l><r>${field}</r></l></response>`, names).l;
		const slow = parseXml(`<response><l><r a="&#11;&#55357;">${field}</r></l></response>`, names).l;
		expect(fast).toEqual({ r: [{ t: 'A😀B\v\0\ufffe\ud83d' }] });
		expect(slow).toEqual({ r: { t: 'A😀B\v\0\ufffe\ud83d' } });
	});

	it.each([
		'&#1114112;',
		'&#x110000;',
		'&#X41;',
		'&#-1;',
		'&#;',
		'&#x;',
		'&#99999999999999999999;',
	])('%s is rejected as no reference', (content) => {
		expect(kindOf(`<response><title>${content}</title></response>`)).toBe('damaged');
	});

	it('skips attributes', () => {
		expect(parseXml('<response a="1"><b c="2">d</b><e f="3"/></response>')).toEqual({
			b: 'd',
			e: '',
		});
	});
});

describe('white space', () => {
	it('between elements is skipped, also around comments and instructions', () => {
		const text =
			'<?xml version="1.0"?>\n<!-- a -->\n<?b c?>\n<response>\n<?d?>\n\t<a>\n<!-- e -->\n<b> </b>\n</a>\n\t<f/>\n</response>\n';
		expect(parseXml(text)).toEqual({ a: { b: ' ' }, f: '' });
	});

	it('next to text between elements belongs to that text', () => {
		expect(parseXml('<response>\n<a>1</a> and more</response>')).toEqual({
			a: '1',
			'#text': '\n and more',
		});
	});
});

describe('names', () => {
	it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'])(
		'%s is an ordinary name',
		(name) => {
			for (const inside of ['1', '<polluted>1</polluted>', '']) {
				const held = inside.startsWith('<') ? { polluted: '1' } : inside;
				const read = parseXml(`<response><${name}>${inside}</${name}></response>`);
				expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
				expect(Object.entries(read)).toEqual([[name, held]]);
			}
			expect(Object.entries(parseXml(`<response><${name}/><a/></response>`))).toEqual([
				[name, ''],
				['a', ''],
			]);
			expect(Object.entries(parseXml(`<response><${name}/><${name} /></response>`))).toEqual([
				[name, ['', '']],
			]);
			expect(kindOf(`<${name}><results/></${name}>`)).toBe('foreign');
		},
	);

	it('never reach a prototype, however they are nested', () => {
		const read = parseXml(
			'<response><constructor><prototype><polluted>1</polluted></prototype></constructor><a><__proto__><polluted>1</polluted></__proto__></a></response>',
		);
		expect(Object.keys(read)).toEqual(['constructor', 'a']);
		expect(JSON.stringify(read)).toBe(
			'{"constructor":{"prototype":{"polluted":"1"}},"a":{"__proto__":{"polluted":"1"}}}',
		);
	});
});

describe('a document type', () => {
	const root = '<response><results/></response>';
	const entity = '<!DOCTYPE response [<!ENTITY a "AAAA">]>';
	const bomb = `<!DOCTYPE response [<!ENTITY a "aaaaaaaaaa">${Array.from(
		{ length: 9 },
		(_, at) => `<!ENTITY ${'bcdefghij'[at]} "${`&${'abcdefghi'[at]};`.repeat(10)}">`,
	).join('')}]><response><title>&j;</title></response>`;
	it.each([
		`<!DOCTYPE response>${root}`,
		`<!doctype response>${root}`,
		`<?xml version="1.0"?>\n<!DOCTYPE response SYSTEM "file:///etc/passwd">\n${root}`,
		`<!-- a --><!DOCTYPE response>${root}`,
		`${entity}<response><title>&a;</title></response>`,
		`<!ENTITY a "AAAA">${root}`,
		`<response><!DOCTYPE response><results/></response>`,
		`<response><results/><!DOCTYPE response></response>`,
		`${root}<!DOCTYPE response>`,
		`<response><title><![CDATA[a]]><!DOCTYPE a></title></response>`,
		`<response><title>it's<!DOCTYPE a>it's</title></response>`,
		bomb,
		// Disguised: what looks like the start of a comment is not one.
		`<?a b > <!-- ?>${entity}<!-- --><response><title>&a;</title></response>`,
		`<?a <!-- ?>${entity}<!-- --><response><title>&a;</title></response>`,
		`<response a="<!--">${entity}<!-- --><title>&a;</title></response>`,
		`<response a='<![CDATA['>${entity}<a b="]]>"/><title>&a;</title></response>`,
		`<response a='"'>${entity}<a b='"'/><title>&a;</title></response>`,
		`<response a="<?">${entity}<a b="?>"/><title>&a;</title></response>`,
		`<response><!-- " -->${entity}<!-- " --><title>&a;</title></response>`,
	])('is rejected: %j', (text) => {
		expect(kindOf(text)).toBe('unsafe');
	});

	it.each(['<!DOCTYPE html>', '<!ENTITY a "b">', '<!doctype', '<!'])(
		'is accepted in the text of a title: %s',
		(words) => {
			expect(titled(`<![CDATA[${words}]]>`)).toBe(words);
			expect(titled(escaped(words))).toBe(words);
			expect(titled(`<!-- ${words} -->a<?b > ${words}?>`)).toBe('a');
			expect(parseXml(`<!-- ${words} --><response><a>1</a></response>`)).toEqual({ a: '1' });
		},
	);

	it('is rejected within a comment or a tag that is not closed', () => {
		for (const text of [
			'<response><!-- <!DOCTYPE a>',
			'<response><![CDATA[<!DOCTYPE a>',
			'<?a <!DOCTYPE a>',
			'<response a="<!DOCTYPE a>',
			'<response a="1" b="<!DOCTYPE a>"',
		]) {
			expect(['damaged', 'unsafe']).toContain(kindOf(text));
		}
	});

	it('is found in a body with very many tags', () => {
		const many = `${'<a b="1">'.repeat(100_000)}<!DOCTYPE a>`;
		expect(kindOf(many)).toBe('unsafe');
		expect(kindOf(`${'<!--'.repeat(100_000)}<!DOCTYPE a>`)).toBe('damaged');
	});
});

describe('entities', () => {
	it.each(['&unknown;', '&eacute;', '&__proto__;', '&toString;'])(
		'stay as they are when undeclared: %s',
		(text) => {
			expect(titled(text)).toBe(text);
		},
	);

	it.each([...['a & b', 'a &b', '&;', '&#;', '&#xZZ;', '&#12a;', '&#x110000;', '&#99999999999;']])(
		'are rejected when incomplete: %s',
		(text) => {
			expect(kindOf(`<response><title>${text}</title></response>`)).toBe('damaged');
		},
	);

	it('may be many', () => {
		const text = '&amp;&#39;&#x1F600;'.repeat(100_000);
		expect(titled(text)).toBe("&'😀".repeat(100_000));
	});
});

describe('depth', () => {
	const nested = (depth: number) =>
		`<response>${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}</response>`;

	it('is accepted when a record may have it', () => {
		expect(parseXml(nested(10))).toHaveProperty('a.a.a.a.a.a.a.a.a.a', '');
	});

	it('is rejected when no record has it', () => {
		for (const depth of [30, 1000, 20_000]) expect(kindOf(nested(depth))).toBe('foreign');
	});
});

it('returns a record or throws a DecodeError for any input', () => {
	const bit = fc.constantFrom(
		...['<response>', '</response>', '<response/>', '<results>', '</results>', '<result>'],
		...[
			'</result>',
			'<results/>',
			'<!--',
			'-->',
			'<![CDATA[',
			']]>',
			'<?a',
			'?>',
			'&amp;',
			'&#39;',
		],
		...['<!DOCTYPE a>', '"', "'", '<', '>', '/', '=', ' ', '\n', 'a', '<a b="', '__proto__', '\0'],
	);
	fc.assert(
		fc.property(fc.array(bit, { maxLength: 20 }), (bits) => {
			try {
				const read = parseXml(bits.join(''));
				expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
			} catch (error) {
				expect(error).toBeInstanceOf(DecodeError);
			}
		}),
		{ numRuns: 3000 },
	);
});
