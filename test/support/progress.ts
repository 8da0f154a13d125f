/** Progress, counted again from all results at once and without the package's own code. */

/** A result as the API sends it, with any values. */
export type Result = Readonly<Record<string, unknown>>;

/** The figures of one learner or course. */
export type Progress = Record<string, number | string | null>;

const textOf = (value: unknown): string =>
	value === null || value === undefined ? '' : String(value).trim();

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** IDs that differ in the case of a UUID are the same. */
const sameId = (value: unknown): string => {
	const text = textOf(value);
	return UUID.test(text) ? text.toLowerCase() : text;
};

const numberOf = (value: unknown): number | null => {
	const text = typeof value === 'number' || typeof value === 'string' ? textOf(value) : '';
	return text === '' || Number.isNaN(Number(text)) ? null : Number(text);
};

const isTrue = (value: unknown): boolean => ['1', 'true'].includes(textOf(value).toLowerCase());

function average(values: readonly unknown[]): number | null {
	const numbers = values.map(numberOf).filter((number) => number !== null);
	if (numbers.length === 0) return null;
	const cents = numbers.reduce((all, one) => all + Math.round(one * 100), 0);
	return Math.round(cents / numbers.length) / 100;
}

/** Sorts dates by their moments, and the same moment by its text. */
const sorted = (dates: readonly unknown[]): string[] =>
	dates
		.map(textOf)
		.filter((date) => /^\d{4}-/.test(date) && !Number.isNaN(Date.parse(date)))
		.sort((a, b) => Date.parse(a) - Date.parse(b) || (a < b ? -1 : 1));

function latest(dates: readonly unknown[]): string | null {
	const all = sorted(dates);
	const last = Date.parse(all.at(-1) ?? '');
	return all.find((date) => Date.parse(date) === last) ?? null;
}

const DONE = ['complete', 'passed', 'accepted', 'failed'];

function figuresOf(results: readonly Result[]): Progress {
	const statusOf = ({ completionStatus }: Result): string => textOf(completionStatus).toLowerCase();
	const done = results.filter((one) => DONE.includes(statusOf(one)));
	const open = results.filter((one) => !done.includes(one));
	const late = (some: readonly Result[]) => some.filter(({ isOverdue }) => isTrue(isOverdue));
	const progress = results.map((one) =>
		statusOf(one) === 'not_started' && textOf(one.progress) === '' ? 0 : one.progress,
	);
	const ahead = open.filter(({ isOverdue }) => !isTrue(isOverdue));
	return {
		assigned: results.length,
		finished: done.length,
		failed: done.filter((one) => statusOf(one) === 'failed').length,
		open: open.length,
		overdue: late(open).length,
		finishedLate: late(done).length,
		averageProgress: average(progress),
		averageScore: average(results.map(({ awardedScore }) => awardedScore)),
		nextDueDate: sorted(ahead.map(({ dueDate }) => dueDate))[0] ?? null,
		lastCompletionDate: latest(results.map(({ completionDate }) => completionDate)),
	};
}

/** The rows of Learner Progress (`userId`) or Course Progress (`courseId`) in order, without names. */
export function recount(results: Iterable<Result>, by: 'userId' | 'courseId'): Progress[] {
	const groups = new Map<string, Result[]>();
	for (const result of results) {
		const id = sameId(result[by]);
		const group = groups.get(id) ?? [];
		group.push(result);
		groups.set(id, group);
	}
	const rows = [...groups].map(([id, group]) => ({
		id,
		row: {
			...(by === 'courseId' && {
				learners: new Set(group.map(({ userId }) => sameId(userId)).filter((one) => one !== ''))
					.size,
			}),
			...figuresOf(group),
			[by]: textOf(group[0][by]) || null,
		},
	}));
	const most = (name: 'overdue' | 'open') => (one: { row: Progress }, other: { row: Progress }) =>
		Number(other.row[name]) - Number(one.row[name]);
	rows.sort((a, b) => most('overdue')(a, b) || most('open')(a, b) || (a.id < b.id ? -1 : 1));
	return rows.map(({ row }) => row);
}
