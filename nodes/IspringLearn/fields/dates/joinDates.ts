/**
 * Replaces what relative dates (`within`) and Overdue Only (`overdue`) leave in a query by the parameters that
 * the API has, or by conditions for the records.
 */
import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { UNFINISHED } from '../../api/schema/statuses';
import { invalidField } from '../parseValue';
import type { DateContext } from './dates';
import { assertTimezone } from './dates';
import { dateCondition } from './dateCondition';
import { DATE_WORDS } from './dateWords';
import { toWire } from './moments';
import { relativeRange } from './relativeRanges';

/** A query with the parameters of the API. */
interface JoinedDates {
	query: IDataObject;
	/** True if no result can match: the filters exclude each other. */
	isNothing: boolean;
}

interface Ends {
	startDate?: string;
	endDate?: string;
}

type Labels = (typeof DATE_WORDS)[keyof typeof DATE_WORDS];

/** Before and after everything that can be in an account, for an end that the form doesn't have. */
const WIDEST = { startDate: '2000-01-01T00:00:00Z', endDate: '2099-12-31T23:59:59Z' };

/** @throws NodeOperationError if the form also has an exact date */
function assertAlone(
	context: DateContext,
	{ after, before, within }: Labels,
	{ startDate, endDate }: Ends,
): void {
	const exact = [
		...(startDate === undefined ? [] : [`'${after}'`]),
		...(endDate === undefined ? [] : [`'${before}'`]),
	].join(' and ');
	if (exact === '') return;
	const nextStep = `Both limit the same date. Remove '${within}', or remove ${exact}.`;
	invalidField(context, within, `can't be combined with ${exact}`, nextStep);
}

/** Limits the statuses in a query to those of unfinished work. */
function unfinishedOnly(query: IDataObject): string[] {
	const { completionStatuses: chosen } = query;
	return UNFINISHED.filter(
		(status) => !Array.isArray(chosen) || chosen.some((one) => one === status),
	);
}

/**
 * Returns the query as the API takes it.
 * @param nowMs the time of the execution, the same for all input items
 * @throws NodeOperationError for a relative range together with an exact date, or in an unknown time zone
 */
export function joinDates(context: DateContext, query: IDataObject, nowMs: number): JoinedDates {
	const joined: IDataObject = { ...query };
	let isNothing = false;
	for (const [parameter, words] of Object.entries(DATE_WORDS)) {
		if (query[parameter] === undefined) continue;
		const { within, overdue, ...exact } = query[parameter] as IDataObject & Ends;
		const isSentAsItIs = !words.inRecord && !words.needsBothEnds;
		if (within === undefined && overdue === undefined && isSentAsItIs) continue;
		let ends: Ends = exact;
		if (within !== undefined) {
			assertAlone(context, words, exact);
			assertTimezone(context, words.within);
			ends = relativeRange(String(within), nowMs, context.getTimezone());
		}
		if (overdue === true) {
			const now = toWire(DateTime.fromMillis(nowMs) as DateTime<true>);
			const { startDate, endDate = now } = ends;
			ends = { ...ends, endDate: endDate < now ? endDate : now };
			const statuses = unfinishedOnly(query);
			isNothing = statuses.length === 0 || (startDate !== undefined && startDate > now);
			joined.completionStatuses = statuses;
		}
		if (words.inRecord) {
			joined[parameter] = dateCondition(parameter, ends, context.getTimezone());
		} else if (Object.keys(ends).length > 0) {
			joined[parameter] = words.needsBothEnds ? { ...WIDEST, ...ends } : { ...ends };
		} else delete joined[parameter];
	}
	return { query: joined, isNothing };
}
