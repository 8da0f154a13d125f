import { decodePage } from '../../../../nodes/IspringLearn/api/decoder/decodePage';
import { MAX_DEPTH } from '../../../../nodes/IspringLearn/api/decoder/depth';
import { DecodeError } from '../../../../nodes/IspringLearn/api/decoder/decodeError';
import { ENDPOINTS } from '../../../../nodes/IspringLearn/api/endpoints/endpoints';
import { primaryKey } from '../../../../nodes/IspringLearn/api/schema/normalizer';
import { messageOf } from '../../support/message';
import { thrownBy } from '../../support/thrown';

/** A page with this many levels in its only field: the page, its list and the record are three more. */
const page = (levels: number) =>
	`{"results":[{"userId":${'['.repeat(levels)}${']'.repeat(levels)}}]}`;

const decode = (body: string) => decodePage(body, ENDPOINTS.moduleResults);

it('of any real record is read, and can be made a key', () => {
	const [record] = decode(page(MAX_DEPTH - 3)).records;
	expect(primaryKey(record, ENDPOINTS.moduleResults.schema)).toMatch(/^\[+\]+:::$/);
});

it.each([MAX_DEPTH - 2, 1000, 100_000])('of %d levels in a field is refused', (levels) => {
	const refusal = thrownBy(DecodeError, () => decode(page(levels)));
	expect(refusal.kind).toBe('foreign');
	expect(messageOf(refusal)).toBe('The answer is nested deeper than any of iSpring Learn');
});

it('is none, however long the page is', () => {
	const records = Array.from({ length: 10_000 }, (_, at) => ({ userId: `${at}`, list: [[at]] }));
	expect(decode(JSON.stringify({ results: records })).records).toHaveLength(10_000);
});

describe('of a large answer', () => {
	afterEach(() => jest.restoreAllMocks());

	const padding = ' '.repeat(4_000_000);
	const title = '"}]\\"{[\\\\"';

	it.each([
		['closed', page(3_000_000)],
		['open', `{"results":${'['.repeat(6_000_000)}`],
		['of objects', '{"a":'.repeat(1_000_000)],
		['behind a text with brackets', `{"a":${title},"b":${'['.repeat(5_000_000)}`],
	])('is refused before it is parsed: %s', (_name, body) => {
		const parse = jest.spyOn(JSON, 'parse');
		const refusal = thrownBy(DecodeError, () => decode(body));
		expect(messageOf(refusal)).toBe('The answer is nested deeper than any of iSpring Learn');
		expect(parse.mock.calls).toHaveLength(0);
	});

	it('is as that of any other when it is a real one', () => {
		const nested = `${'['.repeat(MAX_DEPTH - 3)}${']'.repeat(MAX_DEPTH - 3)}`;
		const record = `{"moduleTitle":${title.replace('"', '"[{')},"userId":${nested}}`;
		const body = `{"results":[${Array(50).fill(record).join()}]${padding}}`;
		expect(decode(body).records[49].moduleTitle).toBe('[{}]"{[\\');
	});

	it('is not what is wrong with one that breaks off', () => {
		const refusal = thrownBy(DecodeError, () => decode(`{"results":[{"userId":"a"${padding}`));
		expect(refusal.kind).toBe('damaged');
	});
});
