import { DateTime } from 'luxon';
import {
	isEmptyModelValue,
	isEmptyValue,
	lacksEntry,
} from '../../../../nodes/IspringLearn/fields/guard/emptyValue';

const ID = '85077abc-2639-11ea-8e3f-0a580af40c09';

const EMPTY: unknown[] = [
	undefined,
	null,
	'',
	' \t\n ',
	'\u200B\u2060\uFEFF\u00AD\u00A0\u3164\u2800',
	[],
	[[]],
	[null, ''],
	[undefined, [' ', '\u200B']],
	{},
	{ userId: null },
	[{ userId: undefined }, {}],
	'[]',
	' [ ] ',
	'{}',
	'[null, ""]',
	'[{"userId":null}]',
	'""',
	"''",
	'undefined',
	'null',
	'[undefined]',
	' undefined ',
	'undefined,undefined',
	'null; null',
	'undefinedundefined',
	', ;\n,',
	'NaN',
	NaN,
	[NaN],
	'Invalid DateTime',
	'Invalid Date',
	DateTime.invalid('test'),
	DateTime.fromISO('nonsense'),
	new Date(NaN),
	[new Date(NaN), null],
];

const NOT_EMPTY: unknown[] = [
	ID,
	[ID],
	[null, ID],
	`undefined, ${ID}`,
	{ userId: ID },
	`[{"userId":"${ID}"}]`,
	'0',
	0,
	1,
	false,
	true,
	'Nullarbor',
	'undefined user',
	'[object Object]',
	'[broken',
	'none',
	'all',
	'2026-01-31',
	DateTime.utc(),
	new Date(0),
	new Map([[1, 2]]),
];

it.each(EMPTY)('%p is empty from an expression and from a model', (value) => {
	expect(isEmptyValue(value)).toBe(true);
	expect(isEmptyModelValue(value)).toBe(true);
});

it.each(NOT_EMPTY)('%p is not empty', (value) => {
	expect(isEmptyValue(value)).toBe(false);
});

it.each([
	'none',
	'None',
	'NULL',
	'Undefined',
	'nan',
	'N/A',
	'n/a.',
	'"all"',
	'All',
	'any',
	'*',
	'-',
	'Not specified',
	'no filter',
	'all users',
	'Any  Status',
	'null, none',
	'["all"]',
	['none', 'ALL'],
	'{"userIds": "any"}',
	'(none)',
	'ｎｏｎｅ',
	'<null>',
	'<string>',
	'Leave empty',
	'(optional)',
])('%p is empty from a model', (value) => {
	expect(isEmptyModelValue(value)).toBe(true);
});

it.each([
	ID,
	'All Hands',
	'Any Colour You Like',
	'none of the above',
	'all, safety',
	'passed',
	0,
	false,
])('%p is not empty from a model, either', (value) => {
	expect(isEmptyModelValue(value)).toBe(false);
});

it('copes with a value that contains itself', () => {
	const loop: unknown[] = [];
	loop.push(loop);
	expect(isEmptyValue(loop)).toBe(false);
});

it('handles a long text quickly', () => {
	const text = `${'Invalid DateTime, null, '.repeat(50_000)}x`;
	const started = performance.now();
	expect(isEmptyValue(text)).toBe(false);
	expect(performance.now() - started).toBeLessThan(1000);
});

describe('a list from an expression', () => {
	const ONE = '={{ $json.users }}';
	const TWO = '={{ $json.first }}, {{ $json.second }}';

	it.each<[unknown, string]>([
		[['a', ''], ONE],
		[['a', null], ONE],
		[[undefined, 'a'], ONE],
		[['a', ' \u200B'], ONE],
		[['a', 'undefined'], ONE],
		[['a', {}], ONE],
		[[{ userId: 'a' }, { userId: '' }], ONE],
		[[['a', ''], ['b']], ONE],
		[['a', []], ONE],
		['["a", null]', ONE],
		['a,,b', ONE],
		['a; ;b', ONE],
		['a,undefined,b', ONE],
		['a, ', TWO],
		[', b', TWO],
		['a, undefined', TWO],
	])('lacks an entry: %j of %s', (value, raw) => {
		expect(lacksEntry(value, raw)).toBe(true);
	});

	it.each<[unknown, string]>([
		[['a', 'b'], ONE],
		[['Smith, , Anna'], ONE],
		['a, b', TWO],
		['a,b,', ONE],
		['a;\nb;\n', ONE],
		['a\n\nb', ONE],
		['a', TWO],
		['', ONE],
		[0, ONE],
		[{ userId: '' }, ONE],
		[[], ONE],
	])('lacks none: %j of %s', (value, raw) => {
		expect(lacksEntry(value, raw)).toBe(false);
	});
});
