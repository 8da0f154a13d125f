import { decodePage } from '../../../../nodes/IspringLearn/api/decoder/decodePage';
import { DecodeError, MAX_DEPTH } from '../../../../nodes/IspringLearn/api/decoder/decodeError';
import { ENDPOINTS } from '../../../../nodes/IspringLearn/api/endpoints/endpoints';
import { primaryKey } from '../../../../nodes/IspringLearn/api/schema/normalizer';
import { messageOf } from '../../support/message';
import { thrownBy } from '../../support/thrown';

/** A page with so many levels in its only field. The page, its list and the record add three. */
const page = (levels: number) =>
	`{"results":[{"userId":${'['.repeat(levels)}${']'.repeat(levels)}}]}`;

const decode = (body: string) => decodePage(body, ENDPOINTS.moduleResults);

it('reads a record as deep as allowed, and makes a key of it', () => {
	const [record] = decode(page(MAX_DEPTH - 3)).records;
	expect(primaryKey(record, ENDPOINTS.moduleResults.schema)).toMatch(/^\[+\]+:::$/);
});

it.each([MAX_DEPTH - 2, 1000, 100_000])('rejects %d levels in a field', (levels) => {
	const error = thrownBy(DecodeError, () => decode(page(levels)));
	expect(error.kind).toBe('foreign');
	expect(messageOf(error)).toBe('The response is nested too deeply');
});

it('reads a flat page of any length', () => {
	const records = Array.from({ length: 10_000 }, (_, at) => ({ userId: `${at}`, list: [[at]] }));
	expect(decode(JSON.stringify({ results: records })).records).toHaveLength(10_000);
});

describe('a text of millions of characters', () => {
	afterEach(() => jest.restoreAllMocks());

	const padding = ' '.repeat(4_000_000);
	const title = '"}]\\"{[\\\\"';

	it.each([
		['closed brackets', page(3_000_000)],
		['open brackets', `{"results":${'['.repeat(6_000_000)}`],
		['objects', '{"a":'.repeat(1_000_000)],
		[
			'brackets after a string that contains brackets',
			`{"a":${title},"b":${'['.repeat(5_000_000)}`,
		],
	])('is rejected before it is parsed: %s', (_name, body) => {
		const parse = jest.spyOn(JSON, 'parse');
		const error = thrownBy(DecodeError, () => decode(body));
		expect(messageOf(error)).toBe('The response is nested too deeply');
		expect(parse.mock.calls).toHaveLength(0);
	});

	it('is read when its depth is allowed', () => {
		const nested = `${'['.repeat(MAX_DEPTH - 3)}${']'.repeat(MAX_DEPTH - 3)}`;
		const record = `{"moduleTitle":${title.replace('"', '"[{')},"userId":${nested}}`;
		const body = `{"results":[${Array(50).fill(record).join()}]${padding}}`;
		expect(decode(body).records[49].moduleTitle).toBe('[{}]"{[\\');
	});

	it('counts as incomplete, not as too deep, when it is cut off', () => {
		const error = thrownBy(DecodeError, () => decode(`{"results":[{"userId":"a"${padding}`));
		expect(error.kind).toBe('damaged');
	});
});
