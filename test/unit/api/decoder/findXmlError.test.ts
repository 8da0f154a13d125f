import { findXmlError } from '../../../../nodes/IspringLearn/api/decoder/findXmlError';

describe('a whole document', () => {
	it.each([
		'<a/>',
		'<a></a >',
		'<a\n b="1"\tc = \'2>\' />',
		'<?xml version="1.0"?><a/>',
		"<?xml version='1.0' encoding='UTF-8' standalone=\"yes\" ?>\n<a/>\n",
		'<!-- > < & ]]> --><?b <c> & ?><a/><!----><?d?>',
		'<a><![CDATA[]]&<b>]]></a>',
		'<a>&amp;&nbsp;&#39;&#x1F600;</a>',
		'<a b="&quot;&#10;>"/>',
		'<ä.b-1:c><漢/></ä.b-1:c>',
		'<a>\u0001 &#11; &#0; &#xFFFE; &#55357;</a>',
		`${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`,
	])('%#', (text) => {
		expect(findXmlError(text)).toBeNull();
	});
});

describe('what is none', () => {
	it.each<[string, string]>([
		['nothing', '|'],
		['blanks', '  |'],
		['text before the root', '|x<a/>'],
		['text behind it', '<a/>|x'],
		['a second root', '<a/>|<b/>'],
		['CDATA outside of the root', '<a/>|<![CDATA[x]]>'],
		['an element that stays open', '<a><b></b>|'],
		['another end than beginning', '<a><b>|</a></b>'],
		['an end without beginning', '|</a>'],
		['an end that is empty', '<a>|</a/>'],
		['an end with an attribute', '<a>|</a b="1">'],
		['a blank before a name', '<a>|< b/></a>'],
		['a blank before the name of an end', '<a>|</ a>'],
		['a mark of byte order in a tag', '|<a\uFEFF/ >'],
		['an attribute without a value', '|<a b/>'],
		['an attribute without quotes', '|<a b=1/>'],
		['an attribute twice', '|<a b="1" b="2"/>'],
		['attributes without a blank between', '|<a b="1"c="2"/>'],
		['a tag in an attribute', '|<a b="<"/>'],
		['a bare & in an attribute', '|<a b="&"/>'],
		['an attribute that never ends', '|<a b="1/>'],
		['a bare &', '<a>|&</a>'],
		['a reference inside of another', '<a>|&#x3&amp;D;</a>'],
		['a number that is no character', '<a>|&#x110000;</a>'],
		['the end of a CDATA section without its beginning', '<a>|x]]></a>'],
		['CDATA that is spelt otherwise', '<a>|<![CD=ATA[x]]></a>'],
		['CDATA that never ends', '<a>|<![CDATA[x]]</a>'],
		['a comment with two dashes', '<a>|<!-- b -- c --></a>'],
		['a comment with three dashes at its end', '<a>|<!-- b ---></a>'],
		['a comment that never ends', '<a>|<!-- b -></a>'],
		['an instruction without a name', '|<? b?><a/>'],
		['an instruction that never ends', '<a>|<?b ></a>'],
		['a declaration in the midst', '<a>|<?xml version="1.0"?></a>'],
		['a declaration in capitals', '|<?XML version="1.0"?><a/>'],
		['a declaration without a version', '|<?xml encoding="UTF-8"?><a/>'],
		['a declaration of another version', '|<?xml version="2"?><a/>'],
		['a declaration with something else', '|<?xml version="1.0" b="c"?><a/>'],
		['a document type', '|<!DOCTYPE a><a/>'],
	])('%s', (_name, marked) => {
		expect(findXmlError(marked.replace('|', ''))).toBe(marked.indexOf('|'));
	});
});
