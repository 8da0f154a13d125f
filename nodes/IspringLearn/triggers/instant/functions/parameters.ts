/** Reads the values of the instant trigger's form. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Query } from '../../../api/paginator/chunkQuery';
import type { Runtime } from '../../../api/runtime';
import type { OutputForm } from '../../../fields/outputFields';
import { parseBoolean } from '../../../fields/parseValue';
import type { FormContext } from '../../form/buildQuery';
import { buildQuery, fieldContext } from '../../form/buildQuery';
import type { CheckNames } from '../../form/outputOptions';
import { hashFilters } from '../../form/outputOptions';
import { readEvent } from '../../form/readEvent';
import type { Deadline } from '../../polling/deadline';
import type { InstantEvent } from '../eventDefinition';
import type { InstantEventName } from '../events';
import { INSTANT_EVENTS } from '../events';
import type { InstantContext } from './requests';

/** What the functions of the trigger need to know about its form. */
export interface InstantForm {
	/** The fields of the collection Filters that an event has. */
	filtersOf: (event: InstantEventName) => readonly INodeProperties[];
	/** What an event can return. */
	outputOf: (event: InstantEventName) => OutputForm;
	checkNames: CheckNames;
}

/** A call that reads the whole form. */
export interface InstantRun {
	runtime: Runtime;
	context: InstantContext;
	form: InstantForm;
	/** The time that a poll has left. */
	deadline?: Deadline;
}

/** Reads Trigger On. */
export const readInstantEvent = (context: FormContext): InstantEventName =>
	readEvent(context, INSTANT_EVENTS);

/** The values of Filters. */
interface InstantFilters {
	/** Holds names as well as IDs. */
	query: Query;
	/** A hash of the filters as the form holds them. */
	hash: string;
}

/**
 * Reads the filters of an event. Others may still hold values that were set for another event.
 * @throws NodeOperationError for an invalid value
 */
export async function readInstantFilters(
	context: FormContext,
	{ filtersOf, checkNames }: InstantForm,
	event: InstantEventName,
): Promise<InstantFilters> {
	const fields = fieldContext(context);
	checkNames(fields);
	const shown = filtersOf(event);
	const values = context.getNodeParameter('filters', {}) as IDataObject;
	const { query } = await buildQuery(shown, values, fields);
	return { query, hash: hashFilters(shown, context.getNode().parameters.filters) };
}

/** Whether an event can be found by reading results. */
const hasCatchUp = (name: InstantEventName): boolean => {
	const event: InstantEvent = INSTANT_EVENTS[name];
	return event.catchesUp ?? false;
};

/** Reads Catch Up; false for an event that can't be found by reading results. */
export function readCatchUp(context: FormContext, event: InstantEventName): boolean {
	const value = context.getNodeParameter('catchUp', true);
	return hasCatchUp(event) && parseBoolean(fieldContext(context), 'Catch Up', value);
}
