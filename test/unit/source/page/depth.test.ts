import { decodePage } from '../../../../nodes/IspringLearn/source/page/decode';
import { MOST_LEVELS } from '../../../../nodes/IspringLearn/source/page/depth';
import { PageRefused } from '../../../../nodes/IspringLearn/source/page/refusal';
import { MODULE_RESULT } from '../../../../nodes/IspringLearn/source/record/moduleResult';
import { keyOf } from '../../../../nodes/IspringLearn/source/record/schema';
import { thrownBy } from '../../support/thrown';

/** A page with this many levels in its only field: the page, its list and the record are three more. */
const page = (levels: number) =>
	`{"results":[{"userId":${'['.repeat(levels)}${']'.repeat(levels)}}]}`;

const decode = (body: string) => decodePage(body, MODULE_RESULT);

it('of any real record is read, and can be made a key', () => {
	const [record] = decode(page(MOST_LEVELS - 3)).records;
	expect(keyOf(record, MODULE_RESULT.schema)).toMatch(/^\[+\]+:::$/);
});

it.each([MOST_LEVELS - 2, 1000, 100_000])('of %d levels in a field is refused', (levels) => {
	const refusal = thrownBy(PageRefused, () => decode(page(levels)));
	expect(refusal.reason).toBe('foreign');
	expect(refusal.message).toBe('The answer is nested deeper than any of iSpring Learn');
});

it('is none, however long the page is', () => {
	const records = Array.from({ length: 10_000 }, (_, at) => ({ userId: `${at}`, list: [[at]] }));
	expect(decode(JSON.stringify({ results: records })).records).toHaveLength(10_000);
});
