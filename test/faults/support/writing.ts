/** Writes of a random kind under random faults, and a check of what became of them. */
import type { INode, INodeParameters } from 'n8n-workflow';
import type { Fault, Simulator } from '../../simulator/server';
import { TOKEN_PATH } from '../../simulator/api';
import type { Outcome } from '../../support/engine/engine';
import type { Suite } from '../../support/engine/suite';
import type { Random } from '../../support/random';
import type { Item } from './kinds';
import { KINDS } from './kinds';

export interface Writing {
	resource: string;
	operation: string;
	fields: INodeParameters;
	items: readonly Item[];
	faults: readonly Fault[];
	settings: Partial<INode>;
}

/** Answers after which the write may have been done, and answers that say it was not. */
const LOST: Fault[] = [
	...[500, 502, 503, 504, 520].map((status) => ({ status })),
	...[{ hangUp: true }, { html: true }, { foreign: true }, { status: 403, html: true }],
	{ status: 302, headers: { location: '/users/v2' } },
];
const REFUSED: Fault[] = [
	...[400, 403, 404, 429, 422].map((status) => ({ status })),
	{ status: 503, headers: { 'retry-after': '1' } },
	{ revoke: true },
];

function faultOf(random: Random): Fault {
	const kind = random.of(['write', 'write', 'write', 'record', 'list'] as const);
	const on = { kind, request: random.between(1, 6), times: random.of([1, 1, 2, 5]) };
	if (random.below(15) === 0) return { on: { path: TOKEN_PATH, times: 1 }, status: 503 };
	if (random.below(2) === 0) return { ...random.of(REFUSED), on };
	const done = kind === 'write' ? random.below(2) === 0 : undefined;
	return { ...random.of(LOST), on, done };
}

/** The n-th writing of a seed. */
export function writingOf(random: Random, { world, rules }: Simulator): Writing {
	rules.bulk = random.of(['atomic', 'partial']);
	const { resource, operation, prepare } = random.of(KINDS);
	const numbers = Array.from({ length: random.between(1, 4) }, (_, at) => at);
	return {
		resource,
		operation,
		...prepare(world, numbers, random),
		faults: Array.from({ length: random.between(1, 4) }, () => faultOf(random)),
		settings: {
			onError: random.of([
				'stopWorkflow',
				'stopWorkflow',
				'continueErrorOutput',
				'continueRegularOutput',
			] as const),
			...(random.below(10) === 0 && { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 }),
		},
	};
}

const UNCONFIRMED = /may have been made|doesn't say whether the rest was done/;

/** What an item, or the error that stopped the node, says of the effects of an input item. */
type Claim = 'done' | 'not done' | 'unknown';

/** The key of an effect in an item. */
function keyOf(effect: unknown): string {
	if (typeof effect !== 'object' || effect === null) return String(effect);
	const { userId, courseId } = effect as Record<string, string>;
	return `${userId} in ${courseId}`;
}

/** The claims about each effect. */
function claimsOf({ items }: Writing, outcome: Outcome): Map<string, Claim> {
	const claims = new Map<string, Claim>();
	const claim = (effects: readonly unknown[] | undefined, what: Claim): void => {
		for (const effect of effects ?? []) claims.set(keyOf(effect), what);
	};
	const { error, outputs } = outcome;
	if (error) {
		const text = `${error.message} ${error.description}`;
		const done = Number(/Other input items: (\d+) done/.exec(text)?.[1] ?? 0);
		for (const [at, { effects }] of items.entries()) {
			claim(effects, at < done ? 'done' : 'not done');
			// Some entries of a list may be done. The message names those that failed.
			if (at === done) claimPortion(effects, text, claim);
		}
		return claims;
	}
	for (const { json, pairedItem } of outputs.flat()) {
		const { item } = pairedItem as { item: number };
		const { effects } = items[item];
		if (json.error === undefined) {
			claim(effects, json.action === 'notEnrolled' ? 'not done' : 'done');
			continue;
		}
		const text = `${String(json.error)} ${String(json.errorDescription)}`;
		claim(effects, UNCONFIRMED.test(text) ? 'unknown' : 'not done');
		claim(json.doneIds as string[] | undefined, 'done');
		claim(json.unsentIds as string[] | undefined, 'not done');
	}
	return claims;
}

function claimPortion(
	effects: readonly string[],
	text: string,
	claim: (effects: readonly string[], what: Claim) => void,
): void {
	const done = Number(/Done before: (\d+)/.exec(text)?.[1] ?? 0);
	const unsent = Number(/Not sent: (\d+)/.exec(text)?.[1] ?? 0);
	claim(effects, UNCONFIRMED.test(text) ? 'unknown' : 'not done');
	claim(effects.slice(0, done), 'done');
	claim(effects.slice(effects.length - unsent), 'not done');
}

/** What is wrong with an outcome. */
export function problemsOf(
	writing: Writing,
	outcome: Outcome,
	counts: ReadonlyMap<string, number>,
): string[] {
	const claims = claimsOf(writing, outcome);
	return writing.items.flatMap(({ effects }) =>
		effects.flatMap((effect) => {
			const count = counts.get(effect) ?? 0;
			const claimed = claims.get(effect);
			if (claimed === undefined) return [`nothing is said of ${effect}`];
			if (count > 1) return [`${effect} was done ${count} times`];
			if (claimed === 'done' && count === 0) return [`${effect} is reported as done`];
			if (claimed === 'not done' && count > 0) return [`${effect} is reported as not done`];
			return [];
		}),
	);
}

/** Carries out a writing. */
export const write = async (
	suite: Suite,
	simulator: Simulator,
	{ resource, operation, fields, items, settings }: Writing,
): Promise<Outcome> =>
	await suite.operate(
		simulator,
		{ resource, operation, ...fields },
		{ input: items.map(({ input }) => input), settings },
	);
