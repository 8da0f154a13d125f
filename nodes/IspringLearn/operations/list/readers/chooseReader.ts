/** Chooses how to read a list. */
import { createCourseReader } from './courseReader';
import { createLearnerReader } from './learnerReader';
import type { PageReader, ReadRequest } from './pageReader';
import { createPlainReader } from './pageReader';

/** Ways to read certain lists. Each returns null if it doesn't fit. */
const WAYS = [createCourseReader, createLearnerReader];

/** Creates the reader for a list, page after page if no other way fits. It sends no request yet. */
export function chooseReader(request: ReadRequest): PageReader {
	for (const create of WAYS) {
		const reader = create(request);
		if (reader !== null) return reader;
	}
	return createPlainReader(request);
}
