/** The poll function of the trigger: read the form → poll → rows → save the state. */
import type {
	IDataObject,
	INodeExecutionData,
	INodeProperties,
	IPollFunctions,
} from 'n8n-workflow';
import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { poll } from '../../api/incremental/poll';
import { resumeState } from '../../api/incremental/pollConfig';
import { readSample } from '../../api/incremental/sample';
import { MAX_SEEN } from '../../api/incremental/seenSet';
import { INVALID_ID_STATUS } from '../../api/paginator/invalidIds';
import { assertRequestCount, MAX_POLL_REQUESTS } from '../../api/paginator/chunkQuery';
import { readConnection } from '../../api/requester/requester';
import { findStatusError } from '../../api/requester/requestError';
import type { Runtime } from '../../api/runtime';
import type { RawRecord } from '../../api/schema/record';
import { triggerForm } from '../../errors/form';
import { recordName } from '../../errors/messages/template';
import { nodeError } from '../../errors/throwNodeError';
import type { OutputForm } from '../../fields/outputFields';
import { ListUnreadable } from '../../methods/names/nameResolver';
import { createLabelOf, labelsOfFilled } from '../../operations/ids/idFields';
import { EVENTS } from './events';
import type { CheckNames } from '../form/outputOptions';
import { forgetIds, resolveNames } from '../form/resolvedIds';
import type { PollRun } from './deadline';
import { createPollRequests, startDeadline } from './deadline';
import { PollState } from './pollState';
import { createResultSource } from './resultSource';
import { throwPollError } from './throwPollError';
import { toRows } from './toRows';
import type { TriggerParameters } from './triggerParameters';
import { readTriggerParameters } from './triggerParameters';

/** Seconds from the start of one sweep to the start of the next. */
const SWEEP_EVERY = 3600;

/** Results that Fetch Test Event shows. */
const SAMPLE_SIZE = 5;

/**
 * Creates the poll function of the trigger.
 * @param filters the fields of the collection Filters
 * @param output what the trigger can return
 * @param checkNames throws if the form holds filters that n8n would ignore
 */
export function pollTrigger(
	runtime: Runtime,
	filters: readonly INodeProperties[],
	output: OutputForm,
	checkNames: CheckNames,
) {
	return async function (this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const run: PollRun = { runtime, context: this, deadline: startDeadline(this), retries: 0 };
		const form = await readTriggerParameters(this, filters, output, checkNames);
		try {
			const createRequests = async () =>
				createPollRequests(run, await readConnection(this), form.maxRetries);
			const source = { runtime, context: this, createRequests };
			const query = await resolveNames(source, filters, form.query);
			const parameters = { ...form, query };
			assertRequestCount(parameters.query, MAX_POLL_REQUESTS);
			const isTest = this.getMode() === 'manual';
			const rows = await (isTest ? fetchSample : fetchNew)(run, parameters);
			return rows.length === 0 ? null : [rows.map((row) => ({ json: row as IDataObject }))];
		} catch (error) {
			if (findStatusError(error)?.status === INVALID_ID_STATUS) forgetIds(run);
			return await throwPollError(this, error, describeRequest(error, run, form, filters));
		}
	};
}

/** What a message says about the request that failed. */
function describeRequest(
	error: unknown,
	{ retries }: PollRun,
	{ query }: TriggerParameters,
	filters: readonly INodeProperties[],
) {
	const form = triggerForm(createLabelOf(filters, query));
	if (error instanceof ListUnreadable) {
		return { label: error.label, idFilters: [], form, retries: 0 };
	}
	const idFilters = labelsOfFilled(filters, query);
	return { label: recordName(ENDPOINTS.moduleResults.name), idFilters, form, retries };
}

/** Fetch Test Event: the newest results. It neither reads nor saves the state. */
async function fetchSample(run: PollRun, parameters: TriggerParameters): Promise<RawRecord[]> {
	const node = run.context.getNode();
	// Not needed here, but an invalid Start Date should show before the workflow is activated.
	parameters.start();
	if (parameters.isNothing) throw nodeError(node, 'emptyFilterExpression', undefined);
	const connection = await readConnection(run.context);
	const source = createResultSource(run, connection, parameters);
	const event = EVENTS[parameters.event];
	const sample = await readSample(event, source, SAMPLE_SIZE, run.deadline.isTimeUp);
	if (sample.records.length > 0) return await toRows(run, connection, parameters, sample.records);
	throw nodeError(node, sample.isComplete ? 'noEventYet' : 'noEventInTime', undefined);
}

/** The new results. It saves the state last, so that an error leaves the old state in place. */
async function fetchNew(run: PollRun, parameters: TriggerParameters): Promise<RawRecord[]> {
	const { context, deadline } = run;
	const memory = context.getWorkflowStaticData('node');
	const states = run.runtime.get(PollState);
	return await states.skipIfRunning(memory, async () => {
		const connection = await readConnection(context);
		const config = {
			event: EVENTS[parameters.event],
			source: `${parameters.event} ${connection.baseURL}`,
			filters: parameters.filters,
			start: parameters.start,
			lookback: parameters.lookback,
			late: { reach: parameters.lateReach, every: SWEEP_EVERY },
			readAt: states.lastReadAt.get(context),
		};
		const source = createResultSource(run, connection, parameters);
		const stored = states.load(context, memory);
		if (parameters.isNothing) {
			// Nothing is read. Only the start is noted, because Start From: Now counts from here.
			const state = await resumeState(stored, config, source);
			if (state !== stored) states.save(context, memory, state, false);
			return [];
		}
		const { maxRows, isTimeUp } = deadline;
		const limits = { maxRows, maxSeen: MAX_SEEN, isTimeUp };
		const { state, records } = await poll(stored, config, source, limits);
		const rows = await toRows(run, connection, parameters, records);
		states.save(context, memory, state, rows.length > 0);
		return rows;
	});
}
