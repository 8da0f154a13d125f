/** The lines for n8n's log about the option Parallel. */
import type { PlainReason } from '../../api/paginator/byLearner/resultsByLearner';

/** Why the option is ignored. */
export type IgnoredReason = 'limit' | 'narrowFilter' | 'manyIds' | 'manyItems';

const IGNORED: Readonly<Record<IgnoredReason, string>> = {
	limit: "'Limit'",
	narrowFilter: 'filters for users, enrollments, modules or course items',
	manyIds: 'more than 50 IDs in a filter',
	manyItems: 'several input items, which are read at once anyway',
};

/** For a read that doesn't use the option. */
export const ignoredLine = (reason: IgnoredReason): string =>
	`iSpring Learn: 'Parallel' is ignored with ${IGNORED[reason]}.`;

const PLAIN: Readonly<Record<PlainReason, (records: string) => string>> = {
	usersUnreadable: () =>
		"iSpring Learn: this API key isn't allowed to read users, which 'Parallel' needs.",
	usersUnfinished: () =>
		"iSpring Learn: the list of users, which 'Parallel' needs, couldn't be read to its end.",
	learnersRejected: (records) =>
		`iSpring Learn rejected a request for the ${records} of some users, so 'Parallel' can't return them.`,
	filterIgnored: (records) =>
		`iSpring Learn returned ${records} of other users than requested, so 'Parallel' can't be used.`,
	unchecked: (records) =>
		`iSpring Learn: a page of ${records} couldn't be read, so it isn't known whether 'Parallel' returns them all.`,
	otherLearners: (records) =>
		`iSpring Learn: some of the ${records} belong to learners who aren't in the list of users, so 'Parallel' can't return them.`,
	notFaster: (records) => `iSpring Learn: 'Parallel' isn't faster for these ${records}.`,
};

/** For results that are read page by page after all. */
export const plainLine = (reason: PlainReason, records: string): string =>
	`${PLAIN[reason](records)} The node reads the remaining ${records} one page after another.`;
