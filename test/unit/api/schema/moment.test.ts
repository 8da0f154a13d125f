import { toIso } from '../../../../nodes/IspringLearn/api/incremental/time';
import { readSeconds } from '../../../../nodes/IspringLearn/api/schema/moment';

test.each([
	['2021-07-28T21:00:00+00:00', '2021-07-28T21:00:00Z'],
	['2021-07-28T21:00:00Z', '2021-07-28T21:00:00Z'],
	[' 2021-07-28T23:00:00.900+02:00 ', '2021-07-28T21:00:00Z'],
	['2021-07-28T21:00:00', '2021-07-28T21:00:00Z'],
	['2021-07-28', '2021-07-28T00:00:00Z'],
])('reads %s as %s', (sent, iso) => {
	const seconds = readSeconds(sent);
	expect(seconds === null ? null : toIso(seconds)).toBe(iso);
});

test.each([[''], ['yesterday'], ['2021-13-45T00:00:00Z'], [null], [undefined], [5], [{}]])(
	'returns null for %j',
	(sent) => {
		expect(readSeconds(sent)).toBeNull();
	},
);
