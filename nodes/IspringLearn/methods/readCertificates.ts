/** Reads the pick-list of certificates. The API lists them only as part of all enrollments, which may be many. */
import type { INodePropertyOptions } from 'n8n-workflow';
import { ENDPOINTS } from '../api/endpoints/endpoints';
import { LIST_UNAVAILABLE } from '../api/httpStatus';
import type { Query } from '../api/paginator/chunkQuery';
import { orStatus } from '../api/requester/requestError';
import { readId } from '../api/schema/record';
import { createWordFilter } from './names/textMatching';
import { joinNames, toOption } from './options';
import type { ReadOptions } from './readOptions';

type Options = readonly INodePropertyOptions[];

/** Above this many, a word narrows the list too little: the API takes 50 IDs with each request. */
const MAX_IDS = 500;

/** A word of a name or a title. One with a digit may also be part of a date or an ID. */
const NAME_PART = /^[^\d]*\p{L}[^\d]*$/u;

/** A list that only completes the names of another. */
async function readNames(list: Promise<Options> | undefined): Promise<Options> {
	const options = list === undefined ? [] : await orStatus(list, LIST_UNAVAILABLE);
	return typeof options === 'number' ? [] : options;
}

const idsNamed = (options: Options, word: string): string[] => {
	const matches = createWordFilter(word);
	return options.filter(({ name }) => matches(name)).map(({ value }) => String(value));
};

/** The queries for the enrollments that a search may find: by the word that the fewest learners and courses have. */
function narrow(typed: string, learners: Options, courses: Options): Query[] {
	const [best] = typed
		.split(/[\s,;]+/)
		.filter((word) => NAME_PART.test(word))
		.map((word) => ({ learnerIds: idsNamed(learners, word), courseIds: idsNamed(courses, word) }))
		.map((ids) => ({ ids, count: ids.learnerIds.length + ids.courseIds.length }))
		.filter(({ count }) => count > 0 && count <= MAX_IDS)
		.sort((a, b) => a.count - b.count);
	if (best === undefined) return [{}];
	return Object.entries(best.ids)
		.filter(([, ids]) => ids.length > 0)
		.map(([parameter, ids]) => ({ [parameter]: ids }));
}

/** The date tells several certificates of a learner for the same course apart. */
export const readCertificates: ReadOptions = async ({ read, search }) => {
	const [learners, courses] = await Promise.all([
		readNames(search?.options('getUsers')),
		readNames(search?.options('getContents')),
	]);
	const queries = narrow(search?.typed ?? '', learners, courses);
	const certificates = await Promise.all(
		queries.map(async (query) => await read(ENDPOINTS.certificates, query)),
	);
	const ranks = new Map(learners.map(({ value }, rank) => [value, rank]));
	const names = new Map([...learners, ...courses].map(({ value, name }) => [value, name]));
	return certificates.flat().map((one) => {
		const [userId, courseId] = [readId(one, 'userId'), readId(one, 'courseId')];
		const course = names.get(courseId) ?? courseId;
		const [day] = readId(one, 'issueDate').split('T');
		const dated = day === '' ? course : `${course} (${day})`;
		return {
			...toOption(joinNames(names.get(userId) ?? userId, dated), one.certificateId),
			rank: ranks.get(userId) ?? learners.length,
		};
	});
};
