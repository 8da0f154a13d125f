/** A page has the same rows in JSON and in XML. */
import fc from 'fast-check';
import { decodePage } from '../../../../nodes/IspringLearn/api/decoder/decodePage';
import { shortKeyOf } from '../../../support/columns';
import { ENDPOINTS } from '../../../../nodes/IspringLearn/api/endpoints/endpoints';
import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import { createNormalizer } from '../../../../nodes/IspringLearn/api/schema/normalizer';
import { escaped, xmlPage } from '../../../support/xml';

const shape = createNormalizer(ENDPOINTS.moduleResults.schema);

function read(body: string) {
	const { records, nextPageToken } = decodePage(body, ENDPOINTS.moduleResults);
	return { rows: records.map(shape), nextPageToken };
}

const TITLES: Array<[string, string]> = [
	['007', '007'],
	['1e3', '1e3'],
	['true', 'true'],
	['null', 'null'],
	['  ', '  '],
	['', ''],
	["it's café 😀😀 & <b>", 'it&#39;s caf&#233; &#128512;&#x1F600; &amp; &lt;b&gt;'],
	['<!DOCTYPE html> & ]]>', '<![CDATA[<!DOCTYPE html> & ]]]]><![CDATA[>]]>'],
	['"a" \'b\' <c> & d', '&quot;a&quot; &apos;b&apos; &lt;c&gt; &amp; d'],
	['00123', '<![CDATA[00123]]>'],
];

it('1,000 rows with more than 5,000 entities', () => {
	const numbers = Array.from({ length: 1000 }, (_, at) => at);
	const records = numbers.map((at) => ({
		userId: `u${at}`,
		courseId: `c${at}`,
		moduleId: '007',
		moduleTitle: TITLES[at % TITLES.length]?.[0] ?? '',
		courseItemId: '1e3',
		enrollmentId: at % 3 === 0 ? null : `e${at}`,
		accessDate: '2026-01-31T18:00:00+00:00',
		timeSpent: at,
		completionStatus: 'passed',
		progress: at / 100,
		awardedScore: at % 2 === 0 ? 9.09 : null,
		isOverdue: at % 2 === 1,
		viewsCount: 0,
		vendorsNext: `${at} &'"<>`,
	}));
	const rows = records.map((record, at) => {
		const title = TITLES[at % TITLES.length]?.[1] ?? '';
		const fields = Object.entries({ ...record, isOverdue: at % 2 })
			.filter(([, value]) => value !== null)
			.map(([name, value]) => {
				const content = name === 'moduleTitle' ? title : escaped(String(value));
				return `<${name}>${content}</${name}>`;
			});
		return `<result>${fields.join('')}</result>`;
	});
	const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<response><results>${rows.join('\n')}</results><nextPageToken>00123</nextPageToken></response>\n`;
	expect(xml.match(/&[#\w]+;/g)?.length).toBeGreaterThan(5000);

	const fromJson = read(JSON.stringify({ results: records, nextPageToken: '00123' }));
	expect(read(xml)).toEqual(fromJson);
	expect(fromJson.nextPageToken).toBe('00123');
	expect(fromJson.rows).toHaveLength(1000);
	expect(fromJson.rows[6]).toEqual({
		resultKey: shortKeyOf('u6:c6:007:2026-01-31T18:00:00+00:00'),
		userName: null,
		userEmail: null,
		departmentName: null,
		courseTitle: null,
		departmentId: null,
		userId: 'u6',
		courseId: 'c6',
		moduleId: '007',
		moduleTitle: "it's café 😀😀 & <b>",
		courseItemId: '1e3',
		enrollmentId: null,
		accessDate: '2026-01-31T18:00:00+00:00',
		dueDate: null,
		expirationDate: null,
		completionDate: null,
		timeSpent: 6,
		completionStatus: 'passed',
		progress: 0.06,
		awardedScore: 9.09,
		passingScore: null,
		isOverdue: false,
		viewsCount: 0,
		vendorsNext: '6 &\'"<>',
	});
});

it.each([
	['an emoji as a pair of references', '"A\\ud83d\\ude00B"', 'A&#55357;&#56832;B'],
	['half a pair', '"\\ud83d"', '&#xD83D;'],
	['a vertical tab', '"a\\u000bb"', 'a&#11;b'],
	['zero', '"\\u0000"', '&#x0;'],
	['no character', '"\\ufffe"', '&#xFFFE;'],
	['blanks of an ID', '"\\u000b"', '&#11;'],
])('non-characters: %s', (_name, json, xml) => {
	const names = ['userId', 'moduleTitle', 'completionStatus', 'timeSpent', 'more'];
	const fromJson = read(`{"results":[{${names.map((name) => `"${name}":${json}`).join()}}]}`);
	const fields = names.map((name) => `<${name}>${xml}</${name}>`).join('');
	for (const layout of ['', '<!-- -->']) {
		const body = `<response><results>${layout}<result>${fields}</result></results></response>`;
		expect(read(body)).toEqual(fromJson);
	}
});

const text = fc
	.oneof(
		fc.string({ unit: 'grapheme' }),
		fc.constantFrom('007', '1e3', ' ', '<![CDATA[x]]>', '&amp;'),
	)
	.filter((string) => !/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(string));
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const BY_TYPE = {
	id: maybe(fc.oneof(fc.uuid(), text)),
	text: maybe(text),
	dateTime: maybe(fc.constantFrom('2026-01-31T18:00:00+00:00', '2026-01-31T18:00:00Z')),
	enum: maybe(fc.oneof(fc.constantFrom('passed', 'not_started'), text)),
	number: maybe(number),
	boolean: maybe(fc.boolean()),
	object: maybe(fc.constant({})),
	list: maybe(fc.constant([])),
};

const record: fc.Arbitrary<RawRecord> = fc.record(
	{
		...Object.fromEntries(
			ENDPOINTS.moduleResults.schema.columns.map(({ name, type }) => [name, BY_TYPE[type]]),
		),
		vendorsNext: text,
		constructor: text,
	},
	{ requiredKeys: [] },
);

it('any records in any spelling', () => {
	fc.assert(
		fc.property(
			fc.array(record, { maxLength: 4 }),
			maybe(fc.base64String({ minLength: 4 })),
			fc.constantFrom('named' as const, 'decimal' as const, 'hex' as const, 'cdata' as const),
			fc.boolean(),
			(records, nextPageToken, spelling, laidOut) => {
				const xml = xmlPage(records, nextPageToken, spelling);
				const body = laidOut ? xml.replaceAll('</result>', '\n</result>\n') : xml;
				const json = read(JSON.stringify({ results: records, nextPageToken }));
				expect(read(body)).toEqual(json);
				expect(json.rows).toHaveLength(records.length);
			},
		),
		{ numRuns: 500 },
	);
});

it('fields named like prototype properties are data', () => {
	const held = { polluted: '1' };
	const fields = ['__proto__', 'constructor', 'prototype'];
	const json = read(
		`{"results":[{${fields.map((name) => `${JSON.stringify(name)}:${JSON.stringify(held)}`).join(',')}}]}`,
	);
	const xml = read(
		`<response><results><result>${fields.map((name) => `<${name}><polluted>1</polluted></${name}>`).join('')}</result></results></response>`,
	);
	for (const { rows } of [json, xml]) {
		expect(Object.entries(rows[0] ?? {}).slice(-3)).toEqual(fields.map((name) => [name, held]));
		expect(Object.getPrototypeOf(rows[0])).toBe(Object.prototype);
	}
	expect({}).not.toHaveProperty('polluted');
	expect(JSON.stringify(xml)).toBe(JSON.stringify(json));
});
