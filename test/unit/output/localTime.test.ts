import fc from 'fast-check';
import { DateTime } from 'luxon';
import { createDateFormat, createLocalClock } from '../../../nodes/IspringLearn/output/localTime';

it.each([
	['Europe/Berlin', '2026-10-25T00:59:59Z', '2026-10-25 02:59:59'],
	['Europe/Berlin', '2026-10-25T01:00:00Z', '2026-10-25 02:00:00'],
	['Australia/Lord_Howe', '2026-04-04T15:00:00Z', '2026-04-05 01:30:00'],
	['Pacific/Apia', '2011-12-30T09:59:59Z', '2011-12-29 23:59:59'],
	['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31 00:00:00'],
])('changes the offset at the right second: %s, %s', (zone, sent, local) => {
	const format = createDateFormat(zone);
	// The day may be known already.
	format(sent.replace(/T.*/, 'T12:00:00Z'));
	expect(format(sent)).toBe(local);
});

it('knows which days a month has', () => {
	const read = createLocalClock('UTC');
	fc.assert(
		fc.property(
			fc.nat(14),
			fc.nat(33),
			fc.integer({ min: 1896, max: 2104 }),
			(month, day, year) => {
				const date = [String(year), ...[month, day].map((part) => String(part).padStart(2, '0'))];
				const sent = `${date.join('-')}T10:00:00Z`;
				const moment = DateTime.fromISO(sent, { zone: 'UTC' });
				expect(read(sent)).toBe(moment.isValid ? moment.toMillis() : null);
			},
		),
		{ numRuns: 2000 },
	);
});
