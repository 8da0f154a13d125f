/** Chooses how to read a list. */
import { createCourseReader } from './courseReader';
import { createLearnerReader } from './learnerReader';
import type { PageReader, ReadRequest } from './pageReader';
import { createPlainReader } from './pageReader';
import { createParentReader } from './parentReader';

/** Ways to read certain lists. Each returns null if it doesn't fit. */
const WAYS = [createCourseReader, createLearnerReader];

/** Creates the reader for a list, page after page if no other way fits. It sends no request yet. */
export function chooseReader(request: ReadRequest): PageReader {
	// No record can match. Each way could mistake that for no filter.
	if (request.queries.length === 0) return createPlainReader(request);
	const byParent = createParentReader(request, chooseReader);
	if (byParent !== null) return byParent;
	for (const create of WAYS) {
		const reader = create(request);
		if (reader !== null) return reader;
	}
	return createPlainReader(request);
}
