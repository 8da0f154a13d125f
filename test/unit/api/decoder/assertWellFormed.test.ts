import { assertWellFormed } from '../../../../nodes/IspringLearn/api/decoder/assertWellFormed';
import { DecodeError } from '../../../../nodes/IspringLearn/api/decoder/decodeError';
import { thrownBy } from '../../support/thrown';

const errorOf = (text: string): DecodeError => thrownBy(DecodeError, () => assertWellFormed(text));

describe('accepts a complete document', () => {
	it.each([
		'<a/>',
		'<a></a >',
		'<a\n b="1"\tc = \'2>\' />',
		'<?xml version="1.0"?><a/>',
		"<?xml version='1.0' encoding='UTF-8' standalone=\"yes\" ?>\n<a/>\n",
		'<?xml version="1.1"?><a>\u0080\u0085\u2028</a>',
		'<!-- > < & ]]> --><?b <c> & ?><a/><!----><?d?><?e ?f?><?g\r\n?h?i?>',
		'<a><![CDATA[]]&<b>]]></a>',
		'<a>&amp;&nbsp;&#39;&#x1F600;</a>',
		'<a b="&quot;&#10;>"/>',
		'<ä.b-1:c><漢/></ä.b-1:c>',
		'<a>\u0001 &#11; &#0; &#xFFFE; &#55357;</a>',
		'<a b="\u0001\ud800">\ud83d</a><!-- \ud83d --><?c \ude00?>',
		'<a><![CDATA[\0&#0;\ud83d]]>\ud83d\ude00</a>',
		`${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`,
	])('%#', (text) => {
		expect(() => assertWellFormed(text)).not.toThrow();
	});
});

describe('rejects anything else, with the place where reading stopped', () => {
	it.each<[string, string]>([
		['text before the root', 'x<|a/>'],
		['text after the root', '<a/>x|'],
		['a second root', '<a/><b/|>'],
		['CDATA outside the root', '<a/><![CDATA[|x]]>'],
		['an end tag with another name', '<a><b></a>|</b>'],
		['an end tag without a start tag', '</a>|'],
		['an end tag with a slash at its end', '<a></a/|>'],
		['an end tag with an attribute', '<a></a b|="1">'],
		['a blank before the name of a start tag', '<a>< |b/></a>'],
		['a blank before the name of an end tag', '<a></ a|>'],
		['a blank after the slash of an empty tag', '<a/ |>'],
		['a byte order mark in a tag', '<a \uFEFF/|>'],
		['a control character in a name', '<a\u0001|/>'],
		['half a surrogate pair in a tag', '<a \ud83d|/>'],
		['half a surrogate pair before a tag that is cut', '<a>\ud83d</a x|>'],
		['an attribute without a value', '<a b/|>'],
		['an attribute without quotes', '<a b=1|/>'],
		['an attribute twice', '<a b="1" b="2"/>|'],
		['attributes without a blank between them', '<a b="1"c|="2"/>'],
		['a tag in an attribute', '<a b="<|"/>'],
		['a bare & in a document without references', '<a>R|&D</a>'],
		['a bare & behind a reference', '<a>&lt;R |& D</a>'],
		['a bare & before a reference', '<a>R&D &lt;|</a>'],
		['a reference within another', '<a>&#x3&amp;|D;</a>'],
		['a number above the last code point', '<a>&#x110000;|</a>'],
		['the end of a CDATA section without its start', '<a>x]]>|</a>'],
		['a misspelt CDATA section', '<a><![CD=ATA|[x]]></a>'],
		['a comment with two dashes', '<a><!-- b -- |c --></a>'],
		['a comment with three dashes at its end', '<a><!-- b ---|></a>'],
		['an instruction without a target', '<? |b?><a/>'],
		['an instruction without a blank after its target', '<?b?c?>|<a/>'],
		['the same, with another instruction around it', '<?b ?b <?b?><?b?c?>|<a/>'],
		['an XML declaration within the document', '<a><?xml |version="1.0"?></a>'],
		['an XML declaration in capitals', '<?XML version="1.0"?>|<a/>'],
		['an XML declaration without a version', '<?xml encoding=|"UTF-8"?><a/>'],
		['an XML declaration of another version', '<?xml version="2"|?><a/>'],
		['an XML declaration with another attribute', '<?xml version="1.0" b=|"c"?><a/>'],
	])('%s', (_name, marked) => {
		const { reason, data } = errorOf(marked.replace('|', ''));
		expect([reason, data]).toEqual(['incompleteXml', { position: marked.indexOf('|') }]);
	});

	it.each<[string, string]>([
		['nothing', ''],
		['blanks', '  '],
		['an element that is not closed', '<a><b></b>'],
		['an attribute that is not closed', '<a b="1/>'],
		['a reference that is not closed', '<a>&am'],
		['a CDATA section that is not closed', '<a><![CDATA[x & y]]</a>'],
		['a comment that is not closed', '<a><!-- b -></a>'],
		['an instruction that is not closed', '<a><?b ></a>'],
		['half a surrogate pair at the end', '<a>\ud83d'],
	])('or without a place when the text ends too early: %s', (_name, text) => {
		expect(errorOf(text)).toMatchObject({ reason: 'incompleteXml', data: { position: null } });
	});

	it('a document type', () => {
		expect(errorOf('<!DOCTYPE a><a/>').reason).toBe('documentType');
	});
});

it('takes no longer for a hostile document than its length explains', () => {
	const many = (text: string): string => text.repeat(200_000);
	for (const text of [
		`${many('<a>&</a>')};`,
		many('&'),
		many('<a b="\''),
		many('<!--'),
		many('<?a ??>'),
		many('<![CDATA['),
		many('<!A'),
	]) {
		const startedAt = performance.now();
		errorOf(text);
		expect(performance.now() - startedAt).toBeLessThan(5000);
	}
});

it('rejects a tag of megabytes without overflowing the stack', () => {
	for (const part of ['<', 'a', 'a="b" ', "'"]) {
		const text = `<response><a ${part.repeat(8_000_000 / part.length)}`;
		expect(errorOf(text).reason).toBe('incompleteXml');
	}
});
