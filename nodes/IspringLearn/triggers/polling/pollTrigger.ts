/** The thin edge between n8n's polling and the core of the trigger. */
import { NodeOperationError } from 'n8n-workflow';
import type {
	IDataObject,
	INodeExecutionData,
	INodeProperties,
	IPollFunctions,
} from 'n8n-workflow';
import { holdsIds } from '../../fields/ids';
import { ListUnreadable } from '../../methods/nameResolver';
import { INVALID_ID_STATUS } from '../../api/paginator/bisectInvalidIds';
import { triggerForm } from '../../errors/form';
import { ENDPOINTS } from '../../api/endpoints/endpoints';
import type { RawRecord } from '../../api/schema/record';
import { findStatusError } from '../../api/requester/requestError';
import { MAX_SEEN } from '../../api/incremental/seenSet';
import { poll } from '../../api/incremental/poll';
import { resumeState } from '../../api/incremental/pollConfig';
import { readSample } from '../../api/incremental/sample';
import type { ResultSource } from '../../api/incremental/readSlice';
import type { Connection } from '../../api/requester/connection';
import { readConnection } from '../../api/requester/connection';
import { assertRequestCount, MAX_POLL_REQUESTS } from '../../api/paginator/requestCount';
import { EVENTS } from '../events';
import type { Deadline } from './deadline';
import { deadlineOf } from './deadline';
import { forgetIds, withKnownIds } from './resolvedIds';
import { sendsParameter } from './buildQuery';
import { throwPollError } from './throwPollError';
import type { Runtime } from '../../api/runtime';
import { PollState } from './pollState';
import { resultSource } from './resultSource';
import { toRows } from './toRows';
import type { CheckNames, TriggerParameters } from './triggerParameters';
import { readTriggerParameters } from './triggerParameters';
import { recordName } from '../../errors/recordNames';

/** Seconds between two looks for what arrived late. */
const SWEEP_EVERY = 3600;

/** Results that a test by hand shows. */
const SAMPLES = 5;

const ONCE_ACTIVE = 'Once the workflow is active, the trigger waits for the first result.';
const NONE_YET = {
	message: 'No module result goes with this event yet',
	description: `To have something to go on with, choose another Event, or take fields away under Filters. iSpring Learn gives results of active learners only, unless others are chosen in User Statuses. ${ONCE_ACTIVE}`,
};
const NONE_IN_TIME = {
	message:
		'Among the newest module results none goes with this event, and there was no time to look through all of them',
	description: `To have something to go on with, choose another Event, or set Filters to learners or courses of which you know results. ${ONCE_ACTIVE}`,
};

const NOTHING = {
	message: 'The expression in a filter yields nothing, so there are no events',
	description:
		"'Empty Expressions' under Options is set to 'No Results'. Check the expressions under Filters, or set 'Empty Expressions' to 'No Filter'.",
};

/** The poll function of a trigger whose form has these filters. */
export function pollTrigger(
	runtime: Runtime,
	filters: readonly INodeProperties[],
	checkNames: CheckNames,
) {
	return async function (this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const deadline = deadlineOf(this);
		const written = await readTriggerParameters(this, filters, checkNames);
		const progress = { retries: 0 };
		const labelOf = (parameter: string): string =>
			filters.find((field) => sendsParameter(field, parameter))?.displayName ?? parameter;
		const errorForm = triggerForm(labelOf);
		try {
			const form = await withKnownIds(runtime, this, written, filters, deadline);
			assertRequestCount(form.query, MAX_POLL_REQUESTS);
			const isTest = this.getMode() === 'manual';
			const rows = await (isTest ? sample : given)(runtime, this, form, deadline, progress);
			return rows.length === 0 ? null : [rows.map((row) => ({ json: row as IDataObject }))];
		} catch (error) {
			if (error instanceof ListUnreadable) {
				return await throwPollError(this, error, {
					label: error.label,
					idFilters: [],
					form: errorForm,
					retries: 0,
				});
			}
			if (findStatusError(error)?.status === INVALID_ID_STATUS) forgetIds(runtime, this);
			const used = filters.filter(
				(field) => holdsIds(field) && Object.hasOwn(written.query, field.name),
			);
			return await throwPollError(this, error, {
				label: recordName(ENDPOINTS.moduleResults.name),
				idFilters: used.map(({ displayName }) => displayName),
				form: errorForm,
				retries: progress.retries,
			});
		}
	};
}

const sourceOf = (
	runtime: Runtime,
	context: IPollFunctions,
	connection: Connection,
	{ event, query, maxRetries }: TriggerParameters,
	deadline: Deadline,
	progress: { retries: number },
): ResultSource =>
	resultSource(runtime, context, connection, query, EVENTS[event], maxRetries, deadline, progress);

/** The newest results, for somebody who tries the trigger; nothing is kept of it. */
async function sample(
	runtime: Runtime,
	context: IPollFunctions,
	form: TriggerParameters,
	deadline: Deadline,
	progress: { retries: number },
): Promise<RawRecord[]> {
	// Not needed here; better told now than when the workflow is activated.
	form.start();
	if (form.isNothing) throw new NodeOperationError(context.getNode(), NOTHING.message, NOTHING);
	const event = EVENTS[form.event];
	const connection = await readConnection(context);
	const source = sourceOf(runtime, context, connection, form, deadline, progress);
	const { records, isComplete } = await readSample(event, source, SAMPLES, deadline.isTimeUp);
	if (records.length > 0)
		return await toRows(runtime, context, connection, form, records, deadline);
	const { message, description } = isComplete ? NONE_YET : NONE_IN_TIME;
	throw new NodeOperationError(context.getNode(), message, { description });
}

/** What is new. The state is written last: whatever throws before leaves it as it was. */
async function given(
	runtime: Runtime,
	context: IPollFunctions,
	form: TriggerParameters,
	deadline: Deadline,
	progress: { retries: number },
): Promise<RawRecord[]> {
	const memory = context.getWorkflowStaticData('node');
	const polls = runtime.get(PollState);
	return await polls.skipIfRunning(memory, async () => {
		const event = EVENTS[form.event];
		const connection = await readConnection(context);
		const config = {
			event,
			source: `${form.event} ${connection.baseURL}`,
			filters: form.filters,
			start: form.start,
			lookback: form.lookback,
			late: { reach: form.late, every: SWEEP_EVERY },
			readAt: polls.lastReadAt.get(context),
		};
		const source = sourceOf(runtime, context, connection, form, deadline, progress);
		const stored = polls.load(context, memory);
		if (form.isNothing) {
			const state = await resumeState(stored, config, source);
			if (state !== stored) polls.save(context, memory, state, false);
			return [];
		}
		const { maxRows, isTimeUp } = deadline;
		const limits = { maxRows, maxSeen: MAX_SEEN, isTimeUp };
		const { state, records } = await poll(stored, config, source, limits);
		const rows = await toRows(runtime, context, connection, form, records, deadline);
		polls.save(context, memory, state, rows.length > 0);
		return rows;
	});
}
