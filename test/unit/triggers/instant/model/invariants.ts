/** What the workflow must receive, what it must not, and what the trigger cannot know. */
import { toMessages } from '../../../../../nodes/IspringLearn/triggers/instant/delivery/messages';
import { INSTANT_EVENTS } from '../../../../../nodes/IspringLearn/triggers/instant/events';
import {
	bareEventKeyOf,
	eventKeyOf,
} from '../../../../../nodes/IspringLearn/triggers/instant/memory/eventKeys';
import type { History } from './history';
import type { Completion } from './vendor';
import { messageOf, recordOf } from './vendor';

const EVENT = INSTANT_EVENTS.moduleCompleted;

/** All keys that an event may have: with a record or without one. */
const keysOf = (completion: Completion): string[] => [
	...[true, false].map((has) => eventKeyOf(EVENT, recordOf(completion, has), completion.date)),
	...toMessages([messageOf(completion)], EVENT).map((message) => bareEventKeyOf(EVENT, message)),
];

/** How often an event must be returned: once, never, or, where nobody can know of it, at most once. */
export function expectedOf(
	{ completions, publishing }: History,
	one: Completion,
): 'once' | 'never' | 'any' {
	const [from, until] = publishing;
	if (one.at < from) return 'never';
	if (one.at <= until) return 'any';
	// The trigger starts with what is completed after it was published.
	if (one.date <= until) return 'any';
	// If it could not be delivered, the list no longer shows it.
	const isReplaced = completions.some(({ learner, at }) => learner === one.learner && at > one.at);
	return isReplaced ? 'any' : 'once';
}

/** What went wrong, one text for each event; empty if nothing. */
export function violationsOf(history: History): string[] {
	const { completions, engine } = history;
	const known = new Set(completions.flatMap(keysOf));
	const unknown = [...engine.given.keys()].filter((key) => !known.has(key));
	const wrong = completions.flatMap((one) => {
		const times = [...new Set(keysOf(one))].reduce(
			(sum, key) => sum + (engine.given.get(key) ?? 0),
			0,
		);
		const expected = expectedOf(history, one);
		const isRight = { once: times === 1, never: times === 0, any: times <= 1 }[expected];
		return isRight ? [] : [`${times} times, expected ${expected}: ${JSON.stringify(one)}`];
	});
	return [...unknown.map((key) => `unknown: ${key}`), ...wrong];
}
