import type { IPollFunctions } from 'n8n-workflow';

/** n8n before 2.36 sets a poll no limit; a schedule may be as short as a minute. */
const BUDGET_MS = 120_000;

/** Names have to be looked up afterwards, and the last page may be a slow one. */
const SHARE = 0.5;

/** What is not over by then, n8n may give up: its message would be lost. */
const LAST_SHARE = 0.9;

/** A request that gets less cannot do anything. */
const SHORTEST_MS = 1000;

/** For so many milliseconds of its budget a poll takes one result: their names have to be looked up within it. */
const MS_PER_ROW = 12;
const FEWEST_ROWS = 1000;
const MOST_ROWS = 10_000;

/** How long a poll may take: 36 seconds under n8n's durable scheduler, five minutes otherwise. */
export interface Deadline {
	/** Whether it should come to an end, so that n8n does not give it up. */
	isTimeUp: () => boolean;
	/** How long a request may still take. */
	leftMs: () => number;
	/** Whether there is time to wait so long, and to try again. */
	hasTimeFor: (milliseconds: number) => boolean;
	/** Results to read at once, so that neither n8n nor a poll has to carry more. */
	maxRows: number;
}

/** To be called when a poll begins. */
export function deadlineOf(context: IPollFunctions): Deadline {
	const isKnown = typeof context.getPollBudgetMs === 'function';
	const budgetMs = isKnown ? context.getPollBudgetMs() : BUDGET_MS;
	const beganAtMs = Date.now();
	const leftMs = () => beganAtMs + budgetMs * LAST_SHARE - Date.now();
	return {
		isTimeUp: () => Date.now() >= beganAtMs + budgetMs * SHARE,
		leftMs: () => Math.max(SHORTEST_MS, Math.floor(leftMs())),
		hasTimeFor: (milliseconds) => milliseconds + SHORTEST_MS <= leftMs(),
		maxRows: Math.min(Math.max(Math.floor(budgetMs / MS_PER_ROW), FEWEST_ROWS), MOST_ROWS),
	};
}
