import { identityOf } from '../../../../nodes/IspringLearn/api/paginator/identity';
import { ENDPOINTS } from '../../../../nodes/IspringLearn/api/endpoints/endpoints';
import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';

const KEYED = { userId: 'u', courseId: 'c', moduleId: 'm', enrollmentId: 'e' };
const same = (one: RawRecord, other: RawRecord) =>
	identityOf(one, ENDPOINTS.moduleResults.schema) ===
	identityOf(other, ENDPOINTS.moduleResults.schema);

it.each<[string, RawRecord, RawRecord]>([
	['another state', { ...KEYED, progress: 1 }, { ...KEYED, progress: 2 }],
	['the same field in another place', { progress: 1, userId: 'u' }, { userId: 'u', progress: 1 }],
	[
		'a field of a field in another place',
		{ certificate: { a: '1', b: '2' } },
		{ certificate: { b: '2', a: '1' } },
	],
	[
		'a UUID in capitals',
		{ ...KEYED, userId: '0000AAAA-0000-4000-8000-00000000000B' },
		{ ...KEYED, userId: '0000aaaa-0000-4000-8000-00000000000b' },
	],
	['blanks around an id', { ...KEYED, userId: ' u ' }, KEYED],
	['an id as a number', { ...KEYED, userId: 7 }, { ...KEYED, userId: '7' }],
])('%s: the same', (_name, one, other) => {
	expect(same(one, other)).toBe(true);
});

it.each<[string, RawRecord, RawRecord]>([
	['another enrollment', KEYED, { ...KEYED, enrollmentId: 'f' }],
	['no enrollment', KEYED, { ...KEYED, enrollmentId: null }],
	['no enrollment, another state', { userId: 'u', progress: 1 }, { userId: 'u', progress: 2 }],
	['no enrollment, a field more', { userId: 'u' }, { userId: 'u', progress: null }],
	['a text that is no UUID in capitals', KEYED, { ...KEYED, userId: 'U' }],
	[
		'the same letters in other parts',
		{ ...KEYED, userId: 'a:b', courseId: 'c' },
		{ ...KEYED, userId: 'a', courseId: 'b:c' },
	],
	[
		'a field under the name of all objects',
		{ userId: 'u' },
		JSON.parse('{"userId":"u","__proto__":1}') as RawRecord,
	],
])('%s: another one', (_name, one, other) => {
	expect(same(one, other)).toBe(false);
});
