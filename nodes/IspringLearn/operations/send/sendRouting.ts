/** Carries out a write for each input item, one after another. */
import type { IExecutePaginationFunctions, INodePropertyRouting } from 'n8n-workflow';
import { AccountLocks } from '../../api/requester/locks';
import type { Run } from '../../api/requester/run';
import { countItems } from '../../api/requester/runInput';
import type { Runtime } from '../../api/runtime';
import { shouldSend } from '../../fields/guard/guardField';
import { readMaxRetries } from '../../fields/listFields';
import type { ExecuteItem } from '../itemRouting';
import { itemRouting } from '../itemRouting';
import { createAccountContext } from '../readContext';
import { carryOut } from './carryOut';
import type { SendDefinition } from './definition';
import { preparePlan } from './prepare';
import { endWithError } from './sendErrors';
import { Written } from './written';

/** The routing of an operation that changes something. */
export const sendRouting = (runtime: Runtime, definition: SendDefinition): INodePropertyRouting =>
	itemRouting(runtime, definition.endpoint, createSending(runtime, definition));

/** The part of n8n's Request Options that matters here. */
interface RequestOptions {
	batching?: { batch?: { batchInterval?: unknown } };
}

/**
 * Whether n8n has already failed the node, because an expression of a later item could not be resolved. It
 * starts all items at once, unless it waits between batches.
 */
function isAbandoned(context: IExecutePaginationFunctions, run: Run): boolean {
	const { batching } = context.getNodeParameter('requestOptions', {}) as RequestOptions;
	const waits = Number(batching?.batch?.batchInterval) > 0;
	return !context.continueOnFail() && !waits && run.turns.count < countItems(context);
}

function createSending(runtime: Runtime, definition: SendDefinition): ExecuteItem {
	return async (context, options, run) => {
		const item = context.getItemIndex();
		const written = run.kept.get(Written);
		const known = written.get(item);
		if (known !== undefined) return known;
		try {
			const { qs = {}, ...connection } = options;
			const isSkipped = !shouldSend(options);
			const maxRetries = readMaxRetries(context);
			const account = createAccountContext(runtime, context, connection, maxRetries, run);
			const plan = isSkipped ? null : await preparePlan(account, definition, qs);
			await run.turns.take(item);
			if (plan === null) return [];
			const { signal } = run;
			const write = async () => {
				if (isAbandoned(context, run)) return [];
				const meanwhile = written.get(item);
				if (meanwhile !== undefined) return meanwhile;
				const items = await carryOut(account, definition, plan, written);
				written.set(item, { items, isDone: true });
				return items;
			};
			return await runtime.get(AccountLocks).run(await account.account, write, signal);
		} catch (error) {
			// An earlier run, which n8n repeats, may have ended this item meanwhile.
			const meanwhile = written.get(item);
			if (meanwhile !== undefined) return meanwhile;
			const failure = { definition, written, items: countItems(context) };
			return await endWithError(context, error, failure);
		}
	};
}
