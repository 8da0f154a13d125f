import fc from 'fast-check';
import {
	findRange,
	FUTURE_RANGES,
	PAST_RANGES,
	relativeRange,
} from '../../../../nodes/IspringLearn/fields/dates/relativeRanges';

const DAY_MS = 86_400_000;
const RANGES = [...PAST_RANGES, ...FUTURE_RANGES];

/** Clocks change by day, at midnight (Cairo, Havana, Azores, Beirut), by half an hour (Lord Howe), or not at all. */
const ZONES = [
	...['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Asia/Kathmandu'],
	...['Africa/Cairo', 'America/Havana', 'Atlantic/Azores', 'Asia/Beirut', 'America/Asuncion'],
	...['Australia/Lord_Howe', 'Pacific/Kiritimati', 'Pacific/Apia', 'America/St_Johns'],
];

const formats = new Map(
	ZONES.map((timeZone) => [
		timeZone,
		new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short', calendar: 'gregory' }),
	]),
);

/** The local day of a moment, as days since 1970: by Intl, not by luxon. */
const localDay = (ms: number, zone: string): number =>
	Date.parse(`${String(formats.get(zone)?.format(ms))}T00:00:00Z`) / DAY_MS;

const toDay = (year: number, month: number, day = 1): number => Date.UTC(year, month, day) / DAY_MS;

/** The first and the last day of each range, by arithmetic with days in UTC. */
function expectedDays(value: string, today: number): [first: number, last: number] {
	const date = new Date(today * DAY_MS);
	const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
	const monday = today - ((date.getUTCDay() + 6) % 7);
	const quarter = month - (month % 3);
	const days: Record<string, [number, number]> = {
		today: [today, today],
		yesterday: [today - 1, today - 1],
		last7Days: [today - 7, today],
		last30Days: [today - 30, today],
		last90Days: [today - 90, today],
		thisWeek: [monday, monday + 6],
		lastWeek: [monday - 7, monday - 1],
		thisMonth: [toDay(year, month), toDay(year, month + 1) - 1],
		lastMonth: [toDay(year, month - 1), toDay(year, month) - 1],
		thisQuarter: [toDay(year, quarter), toDay(year, quarter + 3) - 1],
		lastQuarter: [toDay(year, quarter - 3), toDay(year, quarter) - 1],
		thisYear: [toDay(year, 0), toDay(year + 1, 0) - 1],
		lastYear: [toDay(year - 1, 0), toDay(year, 0) - 1],
		next7Days: [today, today + 7],
		next30Days: [today, today + 30],
	};
	return days[value];
}

describe('relativeRange', () => {
	it('covers its days from the first second to the last, in any time zone', () => {
		const moments = fc.integer({ min: Date.UTC(2012, 5, 1), max: Date.UTC(2037, 0, 1) });
		fc.assert(
			fc.property(
				moments,
				fc.constantFrom(...ZONES),
				fc.constantFrom(...RANGES),
				(now, zone, { value }) => {
					const { startDate, endDate } = relativeRange(value, now, zone);
					const [start, end] = [Date.parse(String(startDate)), Date.parse(endDate)];
					const [first, last] = expectedDays(value, localDay(now, zone));
					expect([localDay(start, zone), localDay(end, zone)]).toEqual([first, last]);
					expect(localDay(start - 1000, zone)).toBe(first - 1);
					expect(localDay(end + 1000, zone)).toBe(last + 1);
				},
			),
			{ numRuns: 3000 },
		);
	});

	// Both ends of each row are at a change of the clocks, or at the border of a year, a quarter or a week.
	it.each([
		[
			'today',
			'2026-03-29T12:00:00Z',
			'Europe/Berlin',
			'2026-03-28T23:00:00Z',
			'2026-03-29T21:59:59Z',
		],
		[
			'today',
			'2026-10-25T12:00:00Z',
			'Europe/Berlin',
			'2026-10-24T22:00:00Z',
			'2026-10-25T22:59:59Z',
		],
		[
			'last7Days',
			'2026-04-02T08:00:00Z',
			'Europe/Berlin',
			'2026-03-25T23:00:00Z',
			'2026-04-02T21:59:59Z',
		],
		// 00:00 does not exist in Cairo on 24 April 2026, and comes twice in the Azores on 25 October.
		[
			'today',
			'2026-04-24T12:00:00Z',
			'Africa/Cairo',
			'2026-04-23T22:00:00Z',
			'2026-04-24T20:59:59Z',
		],
		[
			'last7Days',
			'2026-05-01T12:00:00Z',
			'Africa/Cairo',
			'2026-04-23T22:00:00Z',
			'2026-05-01T20:59:59Z',
		],
		[
			'today',
			'2026-10-25T12:00:00Z',
			'Atlantic/Azores',
			'2026-10-25T00:00:00Z',
			'2026-10-26T00:59:59Z',
		],
		[
			'yesterday',
			'2026-10-25T12:00:00Z',
			'Atlantic/Azores',
			'2026-10-24T00:00:00Z',
			'2026-10-24T23:59:59Z',
		],
		// The day before 00:00 comes twice in Havana, seen from its first hour.
		[
			'today',
			'2016-11-05T04:30:00Z',
			'America/Havana',
			'2016-11-05T04:00:00Z',
			'2016-11-06T03:59:59Z',
		],
		// A Sunday, and the Monday after it, which is still Sunday in New York.
		['thisWeek', '2026-03-01T23:59:59Z', 'UTC', '2026-02-23T00:00:00Z', '2026-03-01T23:59:59Z'],
		['thisWeek', '2026-03-02T00:00:00Z', 'UTC', '2026-03-02T00:00:00Z', '2026-03-08T23:59:59Z'],
		[
			'thisWeek',
			'2026-03-02T00:00:00Z',
			'America/New_York',
			'2026-02-23T05:00:00Z',
			'2026-03-02T04:59:59Z',
		],
		['lastWeek', '2026-01-01T12:00:00Z', 'UTC', '2025-12-22T00:00:00Z', '2025-12-28T23:59:59Z'],
		['lastMonth', '2026-03-31T12:00:00Z', 'UTC', '2026-02-01T00:00:00Z', '2026-02-28T23:59:59Z'],
		['lastMonth', '2028-03-31T12:00:00Z', 'UTC', '2028-02-01T00:00:00Z', '2028-02-29T23:59:59Z'],
		['lastQuarter', '2026-01-01T00:00:00Z', 'UTC', '2025-10-01T00:00:00Z', '2025-12-31T23:59:59Z'],
		['thisQuarter', '2026-05-31T12:00:00Z', 'UTC', '2026-04-01T00:00:00Z', '2026-06-30T23:59:59Z'],
		['lastYear', '2028-02-29T12:00:00Z', 'UTC', '2027-01-01T00:00:00Z', '2027-12-31T23:59:59Z'],
		[
			'thisYear',
			'2026-01-01T04:00:00Z',
			'America/New_York',
			'2025-01-01T05:00:00Z',
			'2026-01-01T04:59:59Z',
		],
		['next7Days', '2026-12-28T12:00:00Z', 'UTC', '2026-12-28T00:00:00Z', '2027-01-04T23:59:59Z'],
	])('%s at %s in %s', (value, now, zone, startDate, endDate) => {
		expect(relativeRange(value, Date.parse(now), zone)).toEqual({ startDate, endDate });
	});

	it('leaves no gap between two weekly runs at the same hour', () => {
		const monday = Date.parse('2026-03-02T08:00:00Z');
		const { startDate } = relativeRange('last7Days', monday + 7 * DAY_MS, 'Europe/Berlin');
		expect(Date.parse(String(startDate))).toBeLessThanOrEqual(monday);
	});
});

describe('findRange', () => {
	it.each(RANGES)('finds $name by its value and its name, in any spelling', (range) => {
		const { name, value } = range;
		for (const text of [
			...[value, name, name.toLowerCase(), name.toUpperCase(), ` ${name}\n`],
			...[name.replaceAll(' ', '_'), name.replaceAll(' ', '-'), `"${name}"`],
		]) {
			expect(findRange(RANGES, text)).toBe(range);
		}
	});

	it.each([
		'',
		'last',
		'last 8 days',
		'7',
		'days',
		'next week',
		'toString',
		'__proto__',
		'all time',
	])('does not find %j', (text) => {
		expect(findRange(RANGES, text)).toBeUndefined();
	});
});
