/** Carries out a write for each input item, one after another. */
import { LoggerProxy } from 'n8n-workflow';
import type {
	IDataObject,
	IExecutePaginationFunctions,
	INodeExecutionData,
	INodePropertyRouting,
} from 'n8n-workflow';
import { CancelledError } from '../../api/requester/abort';
import { classifyError } from '../../api/requester/requestError';
import type { Run } from '../../api/requester/run';
import type { Runtime } from '../../api/runtime';
import { shouldSend } from '../../fields/guard/guardField';
import { parameterOr } from '../../fields/guard/emptyExpressions';
import { parseInteger } from '../../fields/parseValue';
import { ListUnreadable } from '../../methods/names/nameResolver';
import type { ExecuteItem } from '../itemRouting';
import { itemRouting } from '../itemRouting';
import type { AccountContext } from '../readContext';
import { createAccountContext } from '../readContext';
import type { SendDefinition, WriteTools } from './definition';
import type { Outcome, SendPlan } from './plan';
import { isPlan } from './plan';
import { createTools, preparePlan } from './prepare';
import { describeUnread, endWithError } from './sendErrors';
import { SendFailed, sendPlan } from './sendPlan';
import { Written } from './written';

/** The routing of an operation that changes something. */
export const sendRouting = (runtime: Runtime, definition: SendDefinition): INodePropertyRouting =>
	itemRouting(runtime, definition.endpoint, createSending(runtime, definition));

const readMaxRetries = (context: IExecutePaginationFunctions): number =>
	parseInteger(context, 'Max Retries', parameterOr(context, 'options.maxRetries', 3), {
		min: 0,
		max: 10,
	});

/** The number of input items. */
const countItems = (context: IExecutePaginationFunctions): number => {
	const { main, ai_tool: tool } = context.getExecuteData().data;
	return (main ?? tool)?.[0]?.length ?? 1;
};

/**
 * Whether n8n has already failed the node, because an expression of a later item could not be resolved. It
 * starts all items at once, unless they come in batches.
 */
function isAbandoned(context: IExecutePaginationFunctions, run: Run): boolean {
	const { batching } = context.getNodeParameter('requestOptions', {}) as IDataObject;
	return (
		!context.continueOnFail() && batching === undefined && run.turns.count < countItems(context)
	);
}

function createSending(runtime: Runtime, definition: SendDefinition): ExecuteItem {
	return async (context, options, run) => {
		const item = context.getItemIndex();
		const written = run.kept.get(Written);
		const known = written.get(item);
		if (known !== undefined) return known;
		const failure = { definition, done: () => written.count, items: countItems(context) };
		try {
			const { qs = {}, ...connection } = options;
			const isSkipped = !shouldSend(options);
			const maxRetries = readMaxRetries(context);
			const account = createAccountContext(runtime, context, connection, maxRetries, run);
			const plan = isSkipped ? null : await preparePlan(account, definition, qs);
			await run.turns.take(item);
			if (plan === null) return [];
			if (run.signal.aborted || isAbandoned(context, run)) throw new CancelledError();
			const items = await carryOut(account, definition, plan, written);
			written.set(item, { items });
			return items;
		} catch (error) {
			if (error instanceof SendFailed) written.addEntries(item, error.entries.done);
			return await endWithError(context, error, failure, (ended) =>
				written.set(item, { error: ended }),
			);
		}
	};
}

/** Looks, sends, looks again if that failed, and reads the result. */
async function carryOut(
	account: AccountContext,
	definition: SendDefinition,
	prepared: SendPlan,
	written: Written,
): Promise<INodeExecutionData[]> {
	const { context } = account;
	const item = context.getItemIndex();
	const tools = createTools(account);
	const skip = written.entriesOf(item);
	const send = async (next: SendPlan | Outcome): Promise<Outcome> =>
		isPlan(next) ? await sendPlan(account, { ...next, skip }) : next;
	const plan = (await definition.before?.({ ...prepared, skip }, tools)) ?? prepared;
	const outcome = await send(plan).catch(async (error: unknown) => {
		const instead = await lookAgain(definition, error, tools);
		return instead ? await send(instead) : await Promise.reject(error);
	});
	const rows = await readResult(definition, outcome, tools, context);
	return rows.map((json) => ({ json, pairedItem: { item } }));
}

/** What to do after a failed request. If that cannot be found out, the failure is reported as it is. */
async function lookAgain(
	{ recover }: SendDefinition,
	error: unknown,
	tools: WriteTools,
): Promise<SendPlan | Outcome | null> {
	if (!(error instanceof SendFailed) || recover === undefined) return null;
	const { cause, plan, isUnconfirmed } = error;
	return await recover(classifyError(cause), plan, tools).catch(async (thrown: unknown) =>
		isUnconfirmed || thrown instanceof ListUnreadable ? null : await Promise.reject(thrown),
	);
}

/** The fields of the items, in the order of the columns. What cannot be read is a warning, since the write is done. */
async function readResult(
	{ result, columns }: SendDefinition,
	outcome: Outcome,
	tools: WriteTools,
	context: IExecutePaginationFunctions,
): Promise<IDataObject[]> {
	const rows: IDataObject[] = result
		? await result(outcome, tools).catch(async (error: unknown) => [
				{ ...outcome, warning: await describeUnread(context, error) },
			])
		: [outcome];
	const blank = Object.fromEntries(columns.map(({ name }) => [name, null]));
	return rows.map((row) => {
		const { warning } = row;
		if (typeof warning === 'string') {
			LoggerProxy.warn(warning, {
				node: context.getNode().name,
				itemIndex: context.getItemIndex(),
			});
		}
		return { ...blank, ...row };
	});
}
