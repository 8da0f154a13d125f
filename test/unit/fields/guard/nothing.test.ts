import { DateTime } from 'luxon';
import { saysNothing, yieldsNothing } from '../../../../nodes/IspringLearn/fields/guard/nothing';

const ID = '85077abc-2639-11ea-8e3f-0a580af40c09';

const NOTHING: unknown[] = [
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

const SOMETHING: unknown[] = [
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

it.each(NOTHING)('%p is nothing, from an expression and from a model', (value) => {
	expect(yieldsNothing(value)).toBe(true);
	expect(saysNothing(value)).toBe(true);
});

it.each(SOMETHING)('%p is something', (value) => {
	expect(yieldsNothing(value)).toBe(false);
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
])('%p is nothing when a model says it', (value) => {
	expect(saysNothing(value)).toBe(true);
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
])('%p is something also when a model says it', (value) => {
	expect(saysNothing(value)).toBe(false);
});

it('ends with a value that holds itself', () => {
	const loop: unknown[] = [];
	loop.push(loop);
	expect(yieldsNothing(loop)).toBe(false);
});

it('is quick with a long text', () => {
	const text = `${'Invalid DateTime, null, '.repeat(50_000)}x`;
	const started = performance.now();
	expect(yieldsNothing(text)).toBe(false);
	expect(performance.now() - started).toBeLessThan(1000);
});
