import type { IPollFunctions } from 'n8n-workflow';

/** n8n before 2.36 sets a poll no limit; a schedule may be as short as a minute. */
const BUDGET_MS = 120_000;

/** Names have to be looked up afterwards, and the last page may be a slow one. */
const SHARE = 0.5;

/** Tells when a poll should come to an end, so that n8n does not give it up. */
export function deadlineOf(context: IPollFunctions): () => boolean {
	const isKnown = typeof context.getPollBudgetMs === 'function';
	const budgetMs = isKnown ? context.getPollBudgetMs() : BUDGET_MS;
	const endsAtMs = Date.now() + budgetMs * SHARE;
	return () => Date.now() >= endsAtMs;
}
