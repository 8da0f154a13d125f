import { DateTime } from 'luxon';
import fc from 'fast-check';
import { ENDPOINTS } from '../../../nodes/IspringLearn/api/endpoints/endpoints';
import type { RawRecord, Value } from '../../../nodes/IspringLearn/api/schema/record';
import { COMPLETION_STATUSES } from '../../../nodes/IspringLearn/api/schema/statuses';
import { createReadableFormat } from '../../../nodes/IspringLearn/output/readableValues';

const { columns } = ENDPOINTS.moduleResults.schema;

function readable(row: RawRecord, timezone = 'Europe/Berlin'): RawRecord {
	const copy = { ...row };
	createReadableFormat(columns, timezone)(copy);
	return copy;
}

const dateIn = (dueDate: Value, timezone?: string): Value =>
	readable({ dueDate }, timezone).dueDate;

describe('a date', () => {
	it.each([
		['2021-07-28T21:00:00+00:00', 'Europe/Berlin', '2021-07-28 23:00:00'],
		['2021-12-28T23:30:00+00:00', 'Europe/Berlin', '2021-12-29 00:30:00'],
		['2021-07-28T21:00:00Z', 'UTC', '2021-07-28 21:00:00'],
		['2021-07-28T21:00:00.999+03:00', 'America/New_York', '2021-07-28 14:00:00'],
		['2026-03-29T00:59:59+00:00', 'Europe/Berlin', '2026-03-29 01:59:59'],
		['2026-03-29T01:00:00+00:00', 'Europe/Berlin', '2026-03-29 03:00:00'],
		['2026-01-01T00:00:00Z', 'Asia/Kathmandu', '2026-01-01 05:45:00'],
		['2026-01-01T00:00:00Z', 'Australia/Lord_Howe', '2026-01-01 11:00:00'],
	])('%s in %s is %s', (sent, timezone, shown) => {
		expect(dateIn(sent, timezone)).toBe(shown);
	});

	it.each([
		null,
		'',
		'9999-12-31T23:59:59Z',
		'0000-01-01T00:00:00+02:00',
		'2026-01-31',
		'2026-01-31T18:00:00',
		'2026-02-30T00:00:00Z',
		'2026-13-01T00:00:00Z',
		'2026-01-31T25:00:00Z',
		'0000-00-00T00:00:00Z',
		'31.01.2026',
		'never',
		1_700_000_000,
		['2026-01-31T18:00:00Z'],
		'2026-01-31T18:00:00Z and more',
	])('%j stays as sent', (sent) => {
		expect(dateIn(sent)).toEqual(sent);
	});

	it('is what luxon says, in any zone', () => {
		const zones = ['Europe/Berlin', 'America/St_Johns', 'Asia/Tehran', 'Pacific/Apia', 'UTC'];
		const seconds = fc.integer({ min: 0, max: 4_000_000_000 });
		fc.assert(
			fc.property(seconds, fc.constantFrom(...zones), (at, zone) => {
				const moment = DateTime.fromSeconds(at, { zone: 'utc' });
				const sent = moment.toISO({ suppressMilliseconds: true }) ?? '';
				expect(dateIn(sent, zone)).toBe(moment.setZone(zone).toFormat('yyyy-MM-dd HH:mm:ss'));
			}),
		);
	});

	it('is also read in an unknown time zone, without changing what it cannot convert', () => {
		expect(dateIn('2026-01-31T18:00:00Z', 'Nowhere/At_All')).toBe('2026-01-31T18:00:00Z');
	});
});

it('writes every status in words, and leaves others as sent', () => {
	const words = COMPLETION_STATUSES.map(({ value }) => readable({ completionStatus: value }));
	expect(words.map(({ completionStatus }) => completionStatus)).toEqual([
		'Accepted',
		'Complete',
		'Declined',
		'Failed',
		'In progress',
		'Incomplete',
		'Not started',
		'Passed',
		'Pending',
	]);
	for (const completionStatus of ['needs_review', null, 3, { a: 1 }]) {
		expect(readable({ completionStatus })).toEqual({ completionStatus });
	}
});

it('writes Yes and No for booleans alone', () => {
	for (const [sent, shown] of [
		[true, 'Yes'],
		[false, 'No'],
		[null, null],
		['maybe', 'maybe'],
	] as const) {
		expect(readable({ isOverdue: sent }).isOverdue).toBe(shown);
	}
});

it('leaves numbers, titles, IDs, keys and other fields alone', () => {
	const date = '2026-01-31T18:00:00Z';
	const row = {
		moduleTitle: date,
		courseTitle: 'not_started',
		userId: date,
		resultKey: date,
		progress: 100,
		timeSpent: '1',
		vendorsNext: date,
		own: true,
	};
	expect(readable(row)).toMatchObject(row);
});
