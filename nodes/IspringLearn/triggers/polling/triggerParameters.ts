/** Reads the values of the polling trigger's form. */
import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeProperties,
	IPollFunctions,
} from 'n8n-workflow';
import { describeValue } from '../../errors/messages/valueMessages';
import { readMoment } from '../../fields/dates/moments';
import type { OutputForm } from '../../fields/outputFields';
import { invalidValue, parseInteger } from '../../fields/parseValue';
import type { Query } from '../../api/paginator/chunkQuery';
import type { Seconds } from '../../api/incremental/time';
import { DAY } from '../../api/incremental/time';
import type { Start } from '../../api/incremental/pollConfig';
import type { EventName } from './events';
import { EVENTS } from './events';
import { buildQuery, fieldContext, sendsParameter } from '../form/buildQuery';
import { readEvent } from '../form/readEvent';
import type { CheckNames, OutputOptions } from '../form/outputOptions';
import { hashFilters, readOutputOptions } from '../form/outputOptions';

/** 30 days. */
const MAX_OVERLAP_MINUTES = 43_200;

const MAX_LATE_DAYS = 30;

/** The values of the trigger's form. */
export interface TriggerParameters extends OutputOptions {
	event: EventName;
	query: Query;
	/** True if an expression in a filter yields nothing, and the form says that there are no results then. */
	isNothing: boolean;
	/** A hash of the filters as the form holds them. It changes when a person changes them. */
	filters: string;
	/** @throws NodeOperationError if Start Date is not a date */
	start: () => Start;
	lookback: Seconds;
	/** How far before the cursor sweeps look for late results; 0 turns them off. */
	lateReach: Seconds;
}

function readStart(fields: IExecuteSingleFunctions, from: unknown, date: unknown): Start {
	if (from === 'now' || from === 'everything') return { from };
	if (from !== 'date') {
		return invalidValue(fields, 'Start From', from, ...describeValue('unknownStart', undefined));
	}
	const moment = readMoment(date, fields.getTimezone());
	if (moment) return { from, date: Math.floor(moment.toSeconds()) };
	return invalidValue(fields, 'Start Date', date, ...describeValue('invalidStartDate', undefined));
}

/**
 * Reads the trigger's form.
 * @param filters the fields of the collection Filters
 * @param output what the trigger can return
 * @throws NodeOperationError for an invalid value
 */
export async function readTriggerParameters(
	context: IPollFunctions,
	filters: readonly INodeProperties[],
	output: OutputForm,
	checkNames: CheckNames,
): Promise<TriggerParameters> {
	const fields = fieldContext(context);
	checkNames(fields);
	const parameter = (name: string, fallback: unknown): unknown =>
		context.getNodeParameter(name, fallback);
	const number = (name: string, label: string, fallback: number, max: number): number =>
		parseInteger(fields, label, parameter(`options.${name}`, fallback), { min: 0, max });
	const event = readEvent(context, EVENTS);
	const { date } = EVENTS[event];
	// A filter by the event's own date is hidden. It may still hold a value that was set for another event.
	const shown = filters.filter((field) => !sendsParameter(field, date));
	return {
		event,
		filters: hashFilters(shown, context.getNode().parameters.filters),
		...(await buildQuery(shown, parameter('filters', {}) as IDataObject, fields)),
		// Read only without a state: an invalid date must not stop a trigger that is running.
		start: () => readStart(fields, parameter('startFrom', 'now'), parameter('startDate', '')),
		lookback:
			60 * number('overlapMinutes', 'Look Back Every Poll (Minutes)', 60, MAX_OVERLAP_MINUTES),
		lateReach: DAY * number('lateResultsDays', 'Look Back Every Hour (Days)', 7, MAX_LATE_DAYS),
		...readOutputOptions(context, output),
	};
}
