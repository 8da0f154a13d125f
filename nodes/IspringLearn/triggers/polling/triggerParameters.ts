import { createHash } from 'node:crypto';
import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeProperties,
	IPollFunctions,
} from 'n8n-workflow';
import { readMoment } from '../../fields/dates';
import { invalidValue, parseBoolean, parseInteger } from '../../fields/parseValue';
import type { NameKind } from '../../api/enrichment/nameLookup';
import type { Query } from '../../api/paginator/chunkQuery';
import type { Seconds } from '../../api/incremental/time';
import type { Start } from '../../api/incremental/pollConfig';
import { namesToAdd } from '../../operations/listParameters';
import type { EventName } from '../events';
import { EVENTS } from '../events';
import { fieldContext } from './fieldContext';
import { sendsParameter, buildQuery } from './buildQuery';

/** Thirty days. */
const LONGEST_OVERLAP_MINUTES = 43_200;

const DAY: Seconds = 86_400;
const MOST_LATE_DAYS = 30;

/** What the form of the trigger says. */
export interface TriggerParameters {
	event: EventName;
	query: Query;
	/** True when an expression in a filter yields nothing, and the form says that nothing is given then. */
	isNothing: boolean;
	/** The filters as they are written in the form, as a hash: it changes when somebody changes them. */
	filters: string;
	/** @throws NodeOperationError for a Start Date that is none */
	start: () => Start;
	lookback: Seconds;
	/** How much later than it is dated a result may arrive and be found by a sweep; 0 for none. */
	late: Seconds;
	simplify: boolean;
	addNames: NameKind[];
	maxRetries: number;
}

function eventOf(fields: IExecuteSingleFunctions, value: unknown): EventName {
	const names = Object.keys(EVENTS) as EventName[];
	const found = names.find((name) => name === value);
	if (found !== undefined) return found;
	const choices = names.join(', ');
	return invalidValue(fields, 'Event', value, 'is not known', `The events are: ${choices}.`);
}

function startOf(fields: IExecuteSingleFunctions, from: unknown, date: unknown): Start {
	if (from === 'now' || from === 'everything') return { from };
	if (from !== 'date') {
		const choices = 'The choices are: now, date, everything.';
		return invalidValue(fields, 'Start From', from, 'is not known', choices);
	}
	const moment = readMoment(date, fields.getTimezone());
	if (moment) return { from, date: Math.floor(moment.toSeconds()) };
	const nextStep = 'Pick a date, or write one such as 2026-01-31 or 2026-01-31T18:00:00.';
	return invalidValue(fields, 'Start Date', date, 'cannot be read as a date', nextStep);
}

/** An expression stays one, so that a date which moves with the time is no change. */
function hashOf(fields: readonly INodeProperties[], written: unknown): string {
	const values = fields.map(({ name }) => [name, (written as IDataObject | undefined)?.[name]]);
	const set = values.filter(([, value]) => value !== undefined);
	return createHash('sha256').update(JSON.stringify(set)).digest('base64url').slice(0, 16);
}

/** Refuses what n8n would ignore in the form. */
export type CheckNames = (context: IExecuteSingleFunctions) => void;

/**
 * Reads the form.
 * @param filters the fields of the collection Filters
 * @throws NodeOperationError for what cannot be used
 */
export async function readTriggerParameters(
	context: IPollFunctions,
	filters: readonly INodeProperties[],
	checkNames: CheckNames,
): Promise<TriggerParameters> {
	const fields = fieldContext(context);
	checkNames(fields);
	const parameter = (name: string, fallback: unknown): unknown =>
		context.getNodeParameter(name, fallback);
	const number = (name: string, label: string, fallback: number, max: number): number =>
		parseInteger(fields, label, parameter(`options.${name}`, fallback), { min: 0, max });
	const event = eventOf(fields, parameter('event', 'moduleCompleted'));
	const { date } = EVENTS[event];
	// One that was filled in for another event, and is hidden now.
	const shown = filters.filter((field) => !sendsParameter(field, date));
	return {
		event,
		filters: hashOf(shown, context.getNode().parameters.filters),
		...(await buildQuery(shown, parameter('filters', {}) as IDataObject, fields)),
		// Counts once: a date that cannot be read any more does not stop a trigger that runs.
		start: () => startOf(fields, parameter('startFrom', 'now'), parameter('startDate', '')),
		lookback: 60 * number('overlapMinutes', 'Overlap (Minutes)', 60, LONGEST_OVERLAP_MINUTES),
		late: DAY * number('lateResultsDays', 'Late Results (Days)', 7, MOST_LATE_DAYS),
		simplify: parseBoolean(fields, 'Simplify', parameter('simplify', true)),
		addNames: namesToAdd(fields, parameter('options.addNames', [])),
		maxRetries: number('maxRetries', 'Max Retries', 3, 10),
	};
}
