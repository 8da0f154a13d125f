/** Carries out the plan of one input item: looks, sends, looks again if that failed, and reads the result. */
import { LoggerProxy } from 'n8n-workflow';
import type { IDataObject, IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';
import { classifyError } from '../../api/requester/requestError';
import { ListUnreadable } from '../../methods/names/nameResolver';
import type { AccountContext } from '../readContext';
import type { SendDefinition, WriteTools } from './definition';
import type { Outcome, SendPlan } from './plan';
import { isPlan } from './plan';
import { describeUnread } from './sendErrors';
import { SendFailed, sendPlan } from './sendPlan';
import { createTools } from './tools';
import type { Written } from './written';

/**
 * Carries out a plan.
 * @param written receives the entries of a list that were done although a later request failed
 * @returns the items
 * @throws SendFailed, ListUnreadable, or NodeOperationError for what cannot be done
 */
export async function carryOut(
	account: AccountContext,
	definition: SendDefinition,
	prepared: SendPlan,
	written: Written,
): Promise<INodeExecutionData[]> {
	const { context } = account;
	const item = context.getItemIndex();
	const tools = createTools(account);
	const first = { ...prepared, skip: written.entriesOf(item), found: written.foundOf(item) };
	const plan = (await definition.before?.(first, tools)) ?? first;
	const outcome = await sendAll(account, definition, plan, tools, written);
	const rows = await readResult(definition, outcome, tools, isPlan(plan) ? plan : first, context);
	return rows.map((json) => ({ json, pairedItem: { item } }));
}

/**
 * Sends a plan, and looks again after a failed request. As long as that confirms further entries of a list, the
 * others are sent.
 */
async function sendAll(
	account: AccountContext,
	definition: SendDefinition,
	next: SendPlan | Outcome,
	tools: WriteTools,
	written: Written,
): Promise<Outcome> {
	if (!isPlan(next)) return next;
	const item = account.context.getItemIndex();
	const skip = new Set([...written.entriesOf(item), ...(next.skip ?? [])]);
	try {
		return await sendPlan(account, { ...next, skip });
	} catch (error) {
		if (!(error instanceof SendFailed)) return await Promise.reject(error);
		written.addEntries(item, error.entries.done, error.plan);
		const instead = await lookAgain(definition, error, tools);
		if (instead === null) return await Promise.reject(error);
		const isFurther = isPlan(instead) && [...(instead.skip ?? [])].some((one) => !skip.has(one));
		const again = isFurther ? definition : { ...definition, recover: undefined };
		return await sendAll(account, again, instead, tools, written);
	}
}

/** What to do after a failed request. If that cannot be found out, the failure is reported as it is. */
async function lookAgain(
	{ recover }: SendDefinition,
	error: SendFailed,
	tools: WriteTools,
): Promise<SendPlan | Outcome | null> {
	if (recover === undefined) return null;
	const { cause, plan, isUnconfirmed, entries } = error;
	return await recover(classifyError(cause), plan, tools, entries.failed).catch(
		async (thrown: unknown) =>
			isUnconfirmed || thrown instanceof ListUnreadable
				? null
				: await Promise.reject(error.explainedBy(thrown)),
	);
}

/** The fields of the items, in the order of the columns. What cannot be read is a warning, since the write is done. */
async function readResult(
	{ result, columns }: SendDefinition,
	outcome: Outcome,
	tools: WriteTools,
	plan: SendPlan,
	context: IExecutePaginationFunctions,
): Promise<IDataObject[]> {
	const rows: IDataObject[] = result
		? await result(outcome, tools, plan).catch(async (error: unknown) => [
				{ ...outcome, warning: await describeUnread(context, error) },
			])
		: [outcome];
	const blank = Object.fromEntries(columns.map(({ name }) => [name, null]));
	const place = { node: context.getNode().name, itemIndex: context.getItemIndex() };
	for (const warning of new Set(rows.map((row) => row.warning))) {
		if (typeof warning === 'string') LoggerProxy.warn(warning, place);
	}
	return rows.map((row) => ({ ...blank, ...row }));
}
