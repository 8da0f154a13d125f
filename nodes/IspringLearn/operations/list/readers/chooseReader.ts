/** Chooses how to read a list. */
import { createCourseReader } from './courseReader';
import { createLearnerReader } from './learnerReader';
import type { PageReader, ReadRequest } from './pageReader';
import { createPlainReader } from './pageReader';
import { createParentReader } from './parentReader';

/** Creates the reader for a list, page after page if no other way fits. It sends no request yet. */
export function chooseReader(request: ReadRequest): PageReader {
	// No record can match. Each way could mistake that for no filter.
	if (request.queries.length === 0) return createPlainReader(request);
	return (
		createParentReader(request, chooseReader) ??
		createCourseReader(request) ??
		createLearnerReader(request) ??
		createPlainReader(request)
	);
}
