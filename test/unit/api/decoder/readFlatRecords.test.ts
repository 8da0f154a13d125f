import fc from 'fast-check';
import { readFlatRecords } from '../../../../nodes/IspringLearn/api/decoder/readFlatRecords';
import { parseXml } from '../../../../nodes/IspringLearn/api/decoder/xml';
import type { RawRecord, Value } from '../../../../nodes/IspringLearn/api/schema/record';

const NAMES = { list: 'results', xmlItem: 'result' };

const isBlank = (value: Value): boolean => typeof value === 'string' && value.trim() === '';

/** Rewrites a page with its list as an array, as the general parser does for two records or more. */
function regular(content: RawRecord): unknown {
	const { results, ...rest } = content;
	const held = isBlank(results) ? {} : (results as { result?: Value });
	const rows = held.result === undefined ? [] : [held.result].flat();
	return { ...rest, rows: rows.map((row) => (isBlank(row) ? {} : row)) };
}

const attempt = (text: string, names?: typeof NAMES): unknown => {
	try {
		return regular(parseXml(text, names));
	} catch (error) {
		return error instanceof Error ? error.name : 'thrown';
	}
};

const text = fc.oneof(
	fc.string({ unit: 'grapheme' }).map((raw) => raw.replace(/[<&]|\]\]>/g, '')),
	fc.constantFrom(
		'007',
		' x ',
		'&amp;lt;',
		'&#233;&#x1F600;',
		'&#0;',
		'&#xD800;',
		'&nbsp;',
		'&',
		'a\r\nb',
		']]>',
	),
);

const field = fc
	.tuple(fc.constantFrom('userId', 'moduleTitle', 'constructor', 'a'), text, fc.nat(8))
	.map(([name, value, kind]) =>
		kind === 0
			? `<${name}><![CDATA[${value}]]></${name}>`
			: kind === 1
				? `<${name}/>`
				: kind === 2
					? `<${name} a="1">${value}</${name}>`
					: `<${name}>${value}</${name}>`,
	);

const page = fc
	.tuple(fc.array(fc.array(field, { maxLength: 3 }), { maxLength: 3 }), fc.constantFrom('', '\n\t'))
	.map(([records, gap]) => {
		const rows = records.map((fields) => `${gap}<result>${fields.join(gap)}${gap}</result>`);
		return `<response><results>${rows.join('')}${gap}</results><nextPageToken>00123</nextPageToken></response>`;
	});

test('returns what the general parser returns, or leaves the page to it', () => {
	fc.assert(
		fc.property(page, (body) => expect(attempt(body, NAMES)).toEqual(attempt(body))),
		{ numRuns: 2000 },
	);
});

test('accepts no damaged page that the general parser rejects', () => {
	const damaged = fc
		.tuple(
			page,
			fc.nat(),
			fc.nat(4),
			fc.constantFrom('', '<', '>', '/', '&', '</result>', '<!--', ']]>'),
		)
		.map(([body, at, cut, put]) => {
			const from = at % body.length;
			return body.slice(0, from) + put + body.slice(from + cut);
		});
	fc.assert(
		fc.property(damaged, (body) => expect(attempt(body, NAMES)).toEqual(attempt(body))),
		{ numRuns: 5000 },
	);
});

test('reads a page like the one in the reference, and leaves an empty list in it', () => {
	const record =
		'<result><userId>1</userId><moduleTitle>A &amp; B</moduleTitle><dueDate/></result>';
	const body = `<?xml version="1.0" encoding="UTF-8"?>\n<response>\n<results>\n${record}\n</results>\n</response>`;
	expect(readFlatRecords(body, 'results', 'result')).toEqual({
		records: [{ userId: '1', moduleTitle: 'A & B', dueDate: '' }],
		rest: '<?xml version="1.0" encoding="UTF-8"?>\n<response>\n<results/>\n</response>',
	});
});

test.each([
	['nested', '<result><a><b>1</b></a></result>'],
	['with an attribute', '<result><a x="1">1</a></result>'],
	['with a comment', '<result><!-- x --><a>1</a></result>'],
	['with a field twice', '<result><a>1</a><a>2</a></result>'],
	['with an undeclared entity', '<result><a>&eacute;</a></result>'],
	['with another name', '<row><a>1</a></row>'],
	['with text before it', 'x<result><a>1</a></result>'],
])('leaves a record %s to the general parser', (_name, record) => {
	expect(
		readFlatRecords(`<response><results>${record}</results></response>`, 'results', 'result'),
	).toBeNull();
});
