/** Writes of a random kind under random faults, and a check of what became of them. */
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import type { Fault, Simulator } from '../../simulator/server';
import { TOKEN_PATH } from '../../simulator/api';
import type { Outcome } from '../../support/engine/engine';
import type { Suite } from '../../support/engine/suite';
import type { Random } from '../../support/random';

/** What one input item asks for: each effect by a key that no other item has. */
interface Item {
	input: IDataObject;
	effects: readonly string[];
}

export interface Writing {
	operation: 'create' | 'deactivate' | 'update' | 'upsert';
	fields: INodeParameters;
	items: readonly Item[];
	faults: readonly Fault[];
	settings: Partial<INode>;
}

/** Answers after which the write may have been done, and answers that say it was not. */
const LOST: Fault[] = [
	...[500, 502, 503, 504, 520].map((status) => ({ status })),
	...[{ hangUp: true }, { html: true }, { foreign: true }],
];
const REFUSED: Fault[] = [
	...[400, 403, 404, 429, 422].map((status) => ({ status })),
	{ status: 503, headers: { 'retry-after': '1' } },
	{ status: 302, headers: { location: '/users/v2' } },
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

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const mapping = (value: IDataObject) =>
	({ mappingMode: 'defineBelow', value }) as unknown as INodeParameters;

const title = '={{ $json.title }}';

/** The n-th writing of a seed. */
export function writingOf(random: Random, { world }: Simulator): Writing {
	const operation = random.of(['create', 'deactivate', 'update', 'upsert'] as const);
	const count = random.between(1, 4);
	const numbers = Array.from({ length: count }, (_, at) => at);
	const departmentId = byId(world.departments[1].id);
	const login = {
		...{ login: '={{ $json.login }}', email: '={{ $json.login }}@example.com' },
		job_title: title,
	};
	const newUser = (at: number): Item => ({
		input: { login: `new${at}`, title: `Title ${at}` },
		effects: [`Title ${at}`],
	});
	const kinds: Record<Writing['operation'], () => Pick<Writing, 'fields' | 'items'>> = {
		create: () => ({
			fields: { profile: mapping(login), departmentId },
			items: numbers.map(newUser),
		}),
		upsert: () => ({
			fields: { profile: mapping(login), departmentId },
			// The same user again, with another title.
			items: numbers.map((at) => {
				const { input, effects } = newUser(at);
				return { input: { ...input, login: `new${random.below(at + 1)}` }, effects };
			}),
		}),
		update: () => ({
			fields: { userId: byId('={{ $json.user }}'), profile: mapping({ job_title: title }) },
			items: numbers.map((at) => ({
				input: { user: world.users[at + 1].id, title: `Title ${at}` },
				effects: [`Title ${at}`],
			})),
		}),
		deactivate: () => ({
			fields: { userIds: '={{ $json.users }}' },
			items: numbers.map((at) => {
				const size = random.of([1, 10, 60]);
				const users = world.users.slice(1 + at * 60, 1 + at * 60 + size);
				return {
					input: { users: users.map(({ id }) => id) },
					effects: users.map(({ id }) => id),
				};
			}),
		}),
	};
	return {
		operation,
		...kinds[operation](),
		faults: Array.from({ length: random.between(1, 4) }, () => faultOf(random)),
		settings: {
			onError: random.of([
				'stopWorkflow',
				'stopWorkflow',
				'continueErrorOutput',
				'continueRegularOutput',
			] as const),
			...(random.below(40) === 0 && { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 }),
		},
	};
}

/** Counts how often each effect happens in the simulated account. */
export function countEffects({ world }: Simulator): Map<string, number> {
	const counts = new Map<string, number>();
	const count = (effect: unknown): void => {
		if (typeof effect === 'string') counts.set(effect, (counts.get(effect) ?? 0) + 1);
	};
	const addUser = world.addUser.bind(world);
	world.addUser = (user) => {
		count(user.profile?.JOB_TITLE);
		return addUser(user);
	};
	const changeUser = world.changeUser.bind(world);
	world.changeUser = (at, change) => {
		if (change.status === 3) count(world.users[at].id);
		else count(change.profile?.JOB_TITLE);
		changeUser(at, change);
	};
	return counts;
}

const UNCONFIRMED = /may have been made/;

/** What an item, or the error that stopped the node, says of the effects of an input item. */
type Claim = 'done' | 'not done' | 'unknown';

/** The claims about each effect. */
function claimsOf({ items }: Writing, outcome: Outcome): Map<string, Claim> {
	const claims = new Map<string, Claim>();
	const claim = (effects: readonly unknown[] | undefined, what: Claim): void => {
		for (const effect of effects ?? []) claims.set(String(effect), what);
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
			claim(effects, 'done');
			continue;
		}
		claim(effects, UNCONFIRMED.test(String(json.error)) ? 'unknown' : 'not done');
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
	{ operation, fields, items, settings }: Writing,
): Promise<Outcome> =>
	await suite.operate(
		simulator,
		{ resource: 'user', operation, ...fields },
		{ input: items.map(({ input }) => input), settings },
	);
