import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { DateTime, Settings } from 'luxon';
import { NodeOperationError } from 'n8n-workflow';
import { exactDates } from '../../../../nodes/IspringLearn/fields/dates/dates';
import { readMoment, toWire } from '../../../../nodes/IspringLearn/fields/dates/moments';
import { context, ITEM, sent } from '../../support/form';
import { rejectionOf } from '../../support/thrown';

const BERLIN = 'Europe/Berlin';
const ZONES = ['UTC', BERLIN, 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia', 'Asia/Kathmandu'];
const FIRST = Date.UTC(1, 0, 2);
const LAST = Date.UTC(9999, 11, 30);

/** Asserts that a date is valid. */
function valid(date: DateTime): DateTime<true> {
	if (!date.isValid) throw new RangeError('invalid date');
	return date as DateTime<true>;
}

function wire(value: unknown, zone = BERLIN): string | null {
	const moment = readMoment(value, zone);
	return moment && toWire(moment);
}

describe('a value of the date picker', () => {
	it.each([
		['2026-01-12T00:00:00', BERLIN, '2026-01-11T23:00:00Z'],
		['2026-07-12T00:00:00', BERLIN, '2026-07-11T22:00:00Z'],
		['2026-01-12T00:00:00', 'America/New_York', '2026-01-12T05:00:00Z'],
		['2026-07-12T00:00:00', 'America/New_York', '2026-07-12T04:00:00Z'],
		['2026-01-12T00:00:00', 'Asia/Kolkata', '2026-01-11T18:30:00Z'],
		['2026-07-12T00:00:00', 'Asia/Kolkata', '2026-07-11T18:30:00Z'],
		['2026-01-12T00:00:00', 'UTC', '2026-01-12T00:00:00Z'],
		['2026-01-12T00:00:00', 'Pacific/Kiritimati', '2026-01-11T10:00:00Z'],
	])('%s in %s is %s', (text, zone, expected) => {
		expect(wire(text, zone)).toBe(expected);
	});

	it("is in the workflow's time zone, not in n8n's", () => {
		const before = Settings.defaultZone;
		try {
			for (const zone of ZONES) {
				Settings.defaultZone = zone;
				expect(wire('2026-01-12T00:00:00')).toBe('2026-01-11T23:00:00Z');
				expect(wire('2026-01-12 00:00:00')).toBe('2026-01-11T23:00:00Z');
				expect(wire('2026-01-12')).toBe('2026-01-11T23:00:00Z');
			}
		} finally {
			Settings.defaultZone = before;
		}
	});

	it('moves forward by an hour if the clock skips it', () => {
		expect(wire('2026-03-29T01:59:59')).toBe('2026-03-29T00:59:59Z');
		expect(wire('2026-03-29T02:30:00')).toBe('2026-03-29T01:30:00Z');
		expect(wire('2026-03-29T03:00:00')).toBe('2026-03-29T01:00:00Z');
	});

	it('is one of the two if the clock repeats it', () => {
		expect(['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z']).toContain(wire('2026-10-25T02:30:00'));
		expect(wire('2026-10-25T01:59:59')).toBe('2026-10-24T23:59:59Z');
		expect(wire('2026-10-25T03:00:00')).toBe('2026-10-25T02:00:00Z');
	});
});

describe('text', () => {
	it.each([
		['2026-01-31T18:00:00Z', '2026-01-31T18:00:00Z'],
		['2026-01-31T18:00:00+00:00', '2026-01-31T18:00:00Z'],
		['2026-01-31T18:00:00+05:30', '2026-01-31T12:30:00Z'],
		['2026-01-31T18:00:00-0500', '2026-01-31T23:00:00Z'],
		['2026-01-31T18:00:00.999Z', '2026-01-31T18:00:00Z'],
		['2026-01-31T18:00', '2026-01-31T17:00:00Z'],
		['2026-01-31T24:00:00', '2026-01-31T23:00:00Z'],
		['2026-01-31', '2026-01-30T23:00:00Z'],
		['20260131', '2026-01-30T23:00:00Z'],
		['2026-W05-6', '2026-01-30T23:00:00Z'],
		['2026-07-31', '2026-07-30T22:00:00Z'],
		['2026-01-31 18:00:00', '2026-01-31T17:00:00Z'],
		['2026-01-31 18:00:00.123', '2026-01-31T17:00:00Z'],
		['2026-01-31 18:00:00 +02:00', '2026-01-31T16:00:00Z'],
		['2026-01-31 18:00:00 America/New_York', '2026-01-31T23:00:00Z'],
		[' 2026-01-31T18:00:00Z\n', '2026-01-31T18:00:00Z'],
	])('%j is %s', (text, expected) => {
		expect(wire(text)).toBe(expected);
	});

	it.each([
		'',
		' ',
		'now',
		'tomorrow',
		'31.01.2026',
		'01/31/2026',
		'2026-02-30',
		'2026-13-01',
		'2026-01-31T25:00:00',
		'2026-01-31T18:00:00 and more',
		'Sat Jan 31 2026',
		'Sat, 31 Jan 2026 18:00:00 GMT',
		'1769882400',
		'1769882400000',
		'P1D',
		'null',
		'[object Object]',
		'{{ $now }}',
	])('%j cannot be read', (text) => {
		expect(readMoment(text, BERLIN)).toBeNull();
	});

	// ISO 8601 allows times without a date. luxon reads them as today's, which nobody means.
	it.each(['12', '06', '12:30', '24:00', '12:30:15'])('%j is a time without a date', (text) => {
		expect(readMoment(text, BERLIN)).toBeNull();
	});

	it.each(['+012026-01-01', '-000001-01-01'])(
		'%j cannot be sent: RFC 3339 allows four digits',
		(text) => {
			expect(readMoment(text, BERLIN)).toBeNull();
		},
	);

	it('cannot be read in an unknown time zone', () => {
		expect(readMoment('2026-01-31', 'Nowhere/Town')).toBeNull();
		expect(wire('2026-01-31T18:00:00Z', 'UTC')).toBe('2026-01-31T18:00:00Z');
	});
});

describe('expression values', () => {
	const moment = Date.UTC(2026, 0, 31, 18);
	it.each([
		['a luxon DateTime', DateTime.fromMillis(moment)],
		['one in another time zone', DateTime.fromMillis(moment, { zone: 'Asia/Kolkata' })],
		['a Date', new Date(moment)],
		['a Date of another realm', runInNewContext(`new Date(${moment})`)],
	])('%s', (_name, value) => {
		for (const zone of ZONES) expect(wire(value, zone)).toBe('2026-01-31T18:00:00Z');
	});

	it('a DateTime from another copy of luxon, such as that of n8n', () => {
		let foreign: unknown;
		jest.isolateModules(() => {
			foreign = jest.requireActual<typeof import('luxon')>('luxon').DateTime.fromMillis(moment);
		});
		expect(foreign).not.toBeInstanceOf(DateTime);
		expect(wire(foreign)).toBe('2026-01-31T18:00:00Z');
	});

	it.each([
		['an invalid DateTime', DateTime.fromISO('nonsense')],
		['an invalid Date', new Date(NaN)],
		['an invalid Date of another realm', runInNewContext('new Date(NaN)')],
		['a number', moment],
		['0', 0],
		['null', null],
		['undefined', undefined],
		['a boolean', true],
		['an object', { ts: moment }],
		['an array', ['2026-01-31']],
		['an object that claims to be a Date', { [Symbol.toStringTag]: 'Date' }],
		['a year of five digits', new Date(Date.UTC(12345, 0, 1))],
	])('not %s', (_name, value) => {
		expect(readMoment(value, BERLIN)).toBeNull();
	});
});

describe('toWire', () => {
	const moments = fc
		.date({ min: new Date(FIRST), max: new Date(LAST), noInvalidDate: true })
		.map((date) => date.getTime());

	it('keeps every date to the second, in any time zone', () => {
		fc.assert(
			fc.property(moments, fc.constantFrom(...ZONES), (millis, zone) => {
				const text = toWire(valid(DateTime.fromMillis(millis, { zone })));
				expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
				expect(Date.parse(text)).toBe(Math.floor(millis / 1000) * 1000);
				expect(readMoment(text, zone)?.toMillis()).toBe(Math.floor(millis / 1000) * 1000);
			}),
			{ numRuns: 500 },
		);
	});

	it('uses the digits of RFC 3339 in any language', () => {
		const moment = DateTime.fromISO('2026-01-31T18:00:00Z');
		for (const locale of [
			'de',
			'en-US',
			'ar-EG',
			'fa-IR',
			'bn-BD',
			'th-TH-u-ca-buddhist',
			'mr-IN',
		]) {
			expect(toWire(valid(moment.setLocale(locale)))).toBe('2026-01-31T18:00:00Z');
		}
		expect(toWire(valid(moment.reconfigure({ numberingSystem: 'beng' })))).toBe(
			'2026-01-31T18:00:00Z',
		);
		const before = Settings.defaultLocale;
		try {
			Settings.defaultLocale = 'ar-EG';
			expect(wire('2026-01-31T18:00:00Z')).toBe('2026-01-31T18:00:00Z');
		} finally {
			Settings.defaultLocale = before;
		}
	});

	it('keeps the order of dates', () => {
		fc.assert(
			fc.property(moments, moments, (one, other) => {
				const [first, second] = [one, other].sort((a, b) => a - b);
				const text = (millis = 0) => toWire(valid(DateTime.fromMillis(millis)));
				expect(text(first) <= text(second)).toBe(true);
			}),
		);
	});
});

describe('exactDates', () => {
	const [after, before, ...more] = exactDates('dueDate');

	it('has two fields', () => {
		expect(more).toEqual([]);
		expect(after).toMatchObject({
			displayName: 'Due After',
			name: 'dueDateStart',
			type: 'dateTime',
			default: '',
			routing: { send: { type: 'query', property: 'dueDate.startDate' } },
		});
		expect(before).toMatchObject({
			displayName: 'Due Before',
			name: 'dueDateEnd',
			routing: { send: { type: 'query', property: 'dueDate.endDate' } },
		});
		expect(after?.description).toBe('Only return results due on or after this date and time');
		expect(before?.description).toContain('due on or before this date and time');
		for (const field of [after, before]) {
			expect(field?.hint).toContain("the workflow's timezone");
			expect(field?.hint).toContain('{{ $now.minus({ days: 7 }) }}');
			// n8n's limit.
			expect(String(field?.hint).length).toBeLessThanOrEqual(120);
		}
	});

	it('sends each end in UTC, alone or both', async () => {
		expect(await sent(after, { dueDate: { startDate: '2026-01-12T00:00:00' }, other: 1 })).toEqual({
			dueDate: { startDate: '2026-01-11T23:00:00Z' },
			other: 1,
		});
		expect(await sent(before, { dueDate: { endDate: '2026-01-12T00:00:00' } }, 'UTC')).toEqual({
			dueDate: { endDate: '2026-01-12T00:00:00Z' },
		});
		const startDate = '2026-01-01T00:00:00Z';
		expect(await sent(before, { dueDate: { startDate, endDate: '2026-01-12T00:00' } })).toEqual({
			dueDate: { startDate, endDate: '2026-01-11T23:00:00Z' },
		});
	});

	it.each([
		['2026-01-31', BERLIN, '2026-01-31T22:59:59Z'],
		['2026-07-31', BERLIN, '2026-07-31T21:59:59Z'],
		[' 2026-01-31\n', 'America/New_York', '2026-02-01T04:59:59Z'],
		['\u200b2026-01-31\ufeff', 'UTC', '2026-01-31T23:59:59Z'],
		['20260131', 'UTC', '2026-01-31T23:59:59Z'],
		['2026-031', 'UTC', '2026-01-31T23:59:59Z'],
		['2026031', 'UTC', '2026-01-31T23:59:59Z'],
		['2026-W05-6', 'UTC', '2026-01-31T23:59:59Z'],
		['2026W056', 'UTC', '2026-01-31T23:59:59Z'],
		['2026-W05', BERLIN, '2026-02-01T22:59:59Z'],
		['2026W05', 'UTC', '2026-02-01T23:59:59Z'],
		['2026-01', BERLIN, '2026-01-31T22:59:59Z'],
		['2026-02', 'UTC', '2026-02-28T23:59:59Z'],
		['2028-02', 'UTC', '2028-02-29T23:59:59Z'],
		['2026-12', 'UTC', '2026-12-31T23:59:59Z'],
		// Days of 23 and 25 hours, and a day without midnight.
		['2026-03-29', BERLIN, '2026-03-29T21:59:59Z'],
		['2026-10-25', BERLIN, '2026-10-25T22:59:59Z'],
		['2026-04-25', 'Africa/Cairo', '2026-04-25T20:59:59Z'],
		['2026-04-23', 'Africa/Cairo', '2026-04-23T21:59:59Z'],
		['2026-03', BERLIN, '2026-03-31T21:59:59Z'],
		['9999-12-31', 'UTC', '9999-12-31T23:59:59Z'],
		['9999-12-31', 'America/New_York', '9999-12-31T23:59:59Z'],
	])('includes all of %j in %s if it is the end', async (endDate, zone, wireEnd) => {
		expect(await sent(before, { dueDate: { endDate } }, zone)).toEqual({
			dueDate: { endDate: wireEnd },
		});
	});

	it.each([
		['2026-01-31T00:00:00', '2026-01-30T23:00:00Z'],
		['2026-01-31T00:00', '2026-01-30T23:00:00Z'],
		['2026-01-31 00:00:00', '2026-01-30T23:00:00Z'],
		['2026-W05-6T00:00', '2026-01-30T23:00:00Z'],
		['2026-01-31T00:00:00Z', '2026-01-31T00:00:00Z'],
		['2026-01-31T24:00:00', '2026-01-31T23:00:00Z'],
	])('keeps the time of %j if it is the end', async (endDate, wireEnd) => {
		expect(await sent(before, { dueDate: { endDate } })).toEqual({ dueDate: { endDate: wireEnd } });
	});

	it('treats midnight in a luxon value or a Date as a time, not as a whole day', async () => {
		const midnight = DateTime.fromISO('2026-01-31', { zone: BERLIN });
		for (const endDate of [midnight, midnight.toJSDate()]) {
			const preSend = before?.routing?.send?.preSend?.[0];
			const request = { url: '/x', qs: { dueDate: { endDate } } as never };
			expect((await preSend?.call(context(BERLIN), request))?.qs).toEqual({
				dueDate: { endDate: '2026-01-30T23:00:00Z' },
			});
		}
	});

	it('starts with the first moment of the day, the week or the month', async () => {
		for (const [startDate, start] of [
			['2026-01-31', '2026-01-30T23:00:00Z'],
			['2026-W05', '2026-01-25T23:00:00Z'],
			['2026-01', '2025-12-31T23:00:00Z'],
		]) {
			expect(await sent(after, { dueDate: { startDate } })).toEqual({
				dueDate: { startDate: start },
			});
		}
	});

	it('accepts the same day for both ends, and rejects a later start', async () => {
		const startDate = '2026-01-30T23:00:00Z';
		expect(await sent(before, { dueDate: { startDate, endDate: '2026-01-31' } })).toEqual({
			dueDate: { startDate, endDate: '2026-01-31T22:59:59Z' },
		});
		const noon = { startDate: '2026-01-31T11:00:00Z', endDate: '2026-01-31' };
		expect(await sent(before, { dueDate: noon })).toEqual({
			dueDate: { ...noon, endDate: '2026-01-31T22:59:59Z' },
		});
		const late = { startDate: '2026-01-31T23:00:00Z', endDate: '2026-01-31' };
		const error = await rejectionOf(NodeOperationError, sent(before, { dueDate: late }));
		expect(error.message).toBe(
			"'Due After' (2026-02-01 00:00:00) must be earlier than 'Due Before' (2026-01-31 23:59:59)",
		);
	});

	it('says on the form that the end includes the day', () => {
		expect(before?.description).toContain('A date without a time includes that day');
		expect(after?.description).not.toContain('includes');
	});

	it('does not touch the other end', async () => {
		const dueDate = { startDate: '2026-01-12T00:00:00', endDate: '' };
		expect(await sent(after, { dueDate })).toEqual({
			dueDate: { startDate: '2026-01-11T23:00:00Z', endDate: '' },
		});
	});

	it.each(['', '  ', null, undefined])('sends nothing for %j', async (blank) => {
		expect(await sent(after, { dueDate: { startDate: blank }, other: 1 } as never)).toEqual({
			other: 1,
		});
		expect(await sent(before, { dueDate: { endDate: blank }, other: 1 } as never)).toEqual({
			other: 1,
		});
		const endDate = '2026-01-12T00:00:00Z';
		expect(await sent(after, { dueDate: { startDate: blank, endDate } } as never)).toEqual({
			dueDate: { endDate },
		});
		expect(await sent(after, { other: 1 })).toEqual({ other: 1 });
	});

	it.each<[unknown, string]>([
		['tomorrow', 'tomorrow'],
		[1769882400000, '1769882400000'],
		[0, '0'],
		[true, 'true'],
		[{ a: 1 }, '{"a":1}'],
		[[], '[]'],
	])('rejects %j and names the field', async (value, shown) => {
		const start = await rejectionOf(
			NodeOperationError,
			sent(after, { dueDate: { startDate: value } } as never),
		);
		expect(start.message).toBe(`"${shown}" in 'Due After' isn't a date`);
		expect(start.description).toContain('2026-01-31');
		expect(start.context.itemIndex).toBe(ITEM);
		const end = await rejectionOf(
			NodeOperationError,
			sent(before, { dueDate: { endDate: value } } as never),
		);
		expect(end.message).toBe(`"${shown}" in 'Due Before' isn't a date`);
	});

	it("rejects a start after the end, with the form's labels and time zone", async () => {
		const dueDate = { startDate: '2026-01-12T00:00:01Z', endDate: '2026-01-12T00:00:00Z' };
		const error = await rejectionOf(NodeOperationError, sent(before, { dueDate }));
		expect(error.message).toBe(
			"'Due After' (2026-01-12 01:00:01) must be earlier than 'Due Before' (2026-01-12 01:00:00)",
		);
		expect(error.description).toContain(`the workflow's timezone (${BERLIN})`);
		expect(error.context.itemIndex).toBe(ITEM);
	});

	it('shows both in plain digits in any language', async () => {
		const localeBefore = Settings.defaultLocale;
		try {
			Settings.defaultLocale = 'ar-EG';
			const dueDate = { startDate: '2026-01-12T00:00:01Z', endDate: '2026-01-12T00:00:00Z' };
			const error = await rejectionOf(NodeOperationError, sent(before, { dueDate }));
			expect(error.message).toContain('(2026-01-12 01:00:01)');
		} finally {
			Settings.defaultLocale = localeBefore;
		}
	});

	it('shows both in summer time, too', async () => {
		const dueDate = { startDate: '2026-07-11T22:00:00Z', endDate: '2026-07-11T12:00:00' };
		const error = await rejectionOf(NodeOperationError, sent(before, { dueDate }));
		expect(error.message).toContain("'Due After' (2026-07-12 00:00:00)");
		expect(error.message).toContain("'Due Before' (2026-07-11 12:00:00)");
	});

	it('accepts the same time for both ends', async () => {
		const moment = '2026-01-12T00:00:00Z';
		const dueDate = { startDate: moment, endDate: moment };
		expect(await sent(before, { dueDate })).toEqual({ dueDate });
	});
});
