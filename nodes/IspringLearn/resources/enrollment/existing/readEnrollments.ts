/** Finds enrollments by learner and course. */
import { ENDPOINTS } from '../../../api/endpoints/endpoints';
import { normalizeUuid } from '../../../api/paginator/deduplicator';
import type { ReadAll } from '../../../api/paginator/readPages';
import type { RawRecord } from '../../../api/schema/record';
import { readId } from '../../../api/schema/record';
import { pairsOf, toPair } from '../../../operations/send/pairs';

export const idOf = (record: RawRecord, name: string): string =>
	normalizeUuid(readId(record, name));

/** The learner and the course of an enrollment, as an entry of a plan. */
export const pairOf = (enrollment: RawRecord): string =>
	toPair(idOf(enrollment, 'userId'), idOf(enrollment, 'courseId'));

/**
 * Reads the enrollments of these learners in these courses.
 * @throws ListUnreadable
 */
export async function readEnrollments(
	readAll: ReadAll,
	learnerIds: readonly string[],
	courseIds: readonly string[],
): Promise<RawRecord[]> {
	const wanted = new Set(pairsOf(learnerIds.map(normalizeUuid), courseIds.map(normalizeUuid)));
	const read = await readAll(ENDPOINTS.enrollments, { learnerIds, courseIds });
	return read.filter((one) => wanted.has(pairOf(one)));
}

const startOf = (enrollment: RawRecord): number =>
	Date.parse(readId(enrollment, 'accessDate')) || -Infinity;

/** The enrollments of each pair that started last. */
export function newestByPair(enrollments: readonly RawRecord[]): Map<string, RawRecord> {
	const newest = new Map<string, RawRecord>();
	for (const one of enrollments) {
		const known = newest.get(pairOf(one));
		if (known === undefined || startOf(one) >= startOf(known)) newest.set(pairOf(one), one);
	}
	return newest;
}

/** The enrollments that were not among those found before. */
export function newSince(
	before: readonly RawRecord[],
	enrollments: readonly RawRecord[],
): RawRecord[] {
	const known = new Set(before.map((one) => idOf(one, 'enrollmentId')));
	return enrollments.filter((one) => !known.has(idOf(one, 'enrollmentId')));
}
