/**
 * The function that n8n calls when an execution starts with what the webhook or a poll has passed on: it reads the
 * records, drops what the workflow has received before, and returns rows.
 */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { LoggerProxy } from 'n8n-workflow';
import { abortableSleep } from '../../../api/requester/abort';
import { Locks } from '../../../api/requester/locks';
import { withRetry } from '../../../api/requester/retry';
import type { Runtime } from '../../../api/runtime';
import type { RawRecord } from '../../../api/schema/record';
import { INSTANT_LOG_LINES } from '../../../errors/messages/instantMessages';
import { nodeError, throwNodeError } from '../../../errors/throwNodeError';
import type { FormContext } from '../../form/buildQuery';
import { readOutputOptions } from '../../form/outputOptions';
import { nodeKeyOf, PerNode } from '../../perNode';
import { toMessages } from '../delivery/messages';
import type { InstantEvent } from '../eventDefinition';
import { INSTANT_EVENTS } from '../events';
import { EventMemory } from '../memory/eventMemory';
import { createTableMemory, fitsTable } from '../memory/processedItems';
import { readBack } from '../rows/readBack';
import { createRecordReader } from '../rows/readLists';
import { toResultEvents } from '../rows/resultEvents';
import type { SeenEvents } from '../memory/seenEvents';
import { selectNew } from '../memory/seenEvents';
import { createRowBuilder } from '../rows/toRows';
import { requestOf } from './failures';
import type { InstantForm } from './parameters';
import { readInstantEvent } from './parameters';
import type { CaughtUp } from './poll';
import { createRequests } from './requests';
import type { Delivered } from './webhook';

/** The memories of changes, which n8n's table can't keep. */
class ChangeMemories extends PerNode<EventMemory> {}

/** The executions of a node use n8n's table one after another. */
class TableLocks extends Locks {}

/**
 * How long results wait for messages. When n8n starts after an outage, Catch Up finds what iSpring Learn delivers at the
 * same moment. The messages go first: two executions that record the same event at once may both return it.
 */
const DELIVERIES_MS = 10_000;

/** n8n's functions for an execution, as those of a trigger: it has one input item. */
const formOf = (context: IExecuteFunctions): FormContext => ({
	getNode: () => context.getNode(),
	getTimezone: () => context.getTimezone(),
	getNodeParameter: (name, fallback) => context.getNodeParameter(name, 0, fallback),
});

/** The memory of the events that a node has returned. A test event has none: it may be returned again. */
function memoryOf(
	runtime: Runtime,
	context: IExecuteFunctions,
	event: InstantEvent,
	batch: string,
	sleep: (milliseconds: number) => Promise<void>,
): SeenEvents {
	if (context.getMode() === 'manual') return new EventMemory();
	if (fitsTable(event)) {
		const tools = {
			items: context.helpers,
			locks: runtime.get(TableLocks),
			node: nodeKeyOf(context),
			batch,
			sleep,
		};
		return createTableMemory(tools, event);
	}
	const memories = runtime.get(ChangeMemories);
	const memory = memories.get(context) ?? new EventMemory();
	memories.set(context, memory);
	return memory;
}

const isList = (value: unknown): value is RawRecord[] => Array.isArray(value);

/** What the webhook and polls have passed on. */
function readInput(context: IExecuteFunctions): Delivered & CaughtUp {
	const input = context.getInputData().map(({ json }) => json as Partial<Delivered & CaughtUp>);
	const all = (name: 'messages' | 'results'): RawRecord[] =>
		input.flatMap(({ [name]: list }) => (isList(list) ? list : []));
	// Without an ID, such as in items that were edited, the execution counts.
	const batchId = input.map((json) => json.batchId ?? context.getExecutionId()).join(' ');
	return { messages: all('messages'), results: all('results'), batchId };
}

/** Creates the function that turns events into rows. */
export function createExecute(runtime: Runtime, form: InstantForm) {
	async function readRows(context: IExecuteFunctions): Promise<RawRecord[]> {
		const { messages, results, batchId } = readInput(context);
		if (messages.length + results.length === 0) {
			throw nodeError(context.getNode(), 'nothingReceived', undefined);
		}
		const fields = formOf(context);
		const name = readInstantEvent(fields);
		const event: InstantEvent = INSTANT_EVENTS[name];
		const { shape, readableValues, maxRetries } = readOutputOptions(fields, form.outputOf(name));
		const signal = context.getExecutionCancelSignal();
		const sleep = async (milliseconds: number) => await abortableSleep(milliseconds, signal);
		const { send, policy } = await createRequests(runtime, context, maxRetries, { signal });
		const node = context.getNode().name;
		const readableIn = readableValues ? context.getTimezone() : null;
		const builder = createRowBuilder(send, policy, name, { shape, readableIn, node });
		const memory = memoryOf(runtime, context, event, batchId, sleep);
		const now = () => Math.floor(Date.now() / 1000);

		const found = toResultEvents(results, event);
		await builder.prepare(found);
		if (found.length > 0) await sleep(DELIVERIES_MS);
		const missed = await selectNew(memory, found, now());
		const tools = {
			readRecords: createRecordReader(send, policy),
			readRecord: async (...[endpoint, parameters]: Parameters<typeof send<'record'>>) =>
				await withRetry(async () => await send<'record'>(endpoint, parameters), policy),
			prepare: async (...[some]: Parameters<typeof builder.prepare>) => await builder.prepare(some),
			sleep,
			now,
		};
		const { events, repeated } = await readBack(tools, name, toMessages(messages, event), memory);
		if (repeated > 0) LoggerProxy.debug(INSTANT_LOG_LINES.repeated(node, repeated));
		return builder.toRows([...missed, ...events]);
	}

	return async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		try {
			const rows = await readRows(this);
			return [rows.map((row) => ({ json: row as IDataObject }))];
		} catch (error) {
			const { name } = INSTANT_EVENTS[readInstantEvent(formOf(this))].rows;
			return await throwNodeError(this, error, requestOf(name, [], {}));
		}
	};
}
