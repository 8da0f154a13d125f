/** Carries out a write for each input item, one after another. */
import type { IDataObject, IExecutePaginationFunctions, INodePropertyRouting } from 'n8n-workflow';
import { CancelledError } from '../../api/requester/abort';
import type { Run } from '../../api/requester/run';
import type { Runtime } from '../../api/runtime';
import { shouldSend } from '../../fields/guard/guardField';
import { parameterOr } from '../../fields/guard/emptyExpressions';
import { parseInteger } from '../../fields/parseValue';
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
		const failure = {
			definition,
			done: () => written.count,
			items: countItems(context),
			entries: () => written.entriesOf(item),
		};
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
			return await endWithError(context, error, failure, (ended) =>
				written.set(item, { error: ended }),
			);
		}
	};
}
