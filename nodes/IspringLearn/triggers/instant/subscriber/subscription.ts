/** What a subscriber receives: a type of event, narrowed by filters. */
import type { RawRecord, Value } from '../../../api/schema/record';
import { isRecord, readField, readId } from '../../../api/schema/record';
import type { EventFilter } from '../eventDefinition';
import type { InstantEventName } from '../events';
import { INSTANT_EVENTS, normalizeType } from '../events';

/** The IDs of each filter. One that is missing or empty doesn't narrow anything. */
export type EventFilters = Partial<Record<EventFilter, readonly string[]>>;

/** A subscription, as requests have it. */
export interface Subscription {
	subscriptionType: string;
	/** The value is a JSON text. */
	params?: Array<{ name: string; value: string }>;
}

/** Builds the subscription to an event. Filters that the event doesn't have are left out. */
export function toSubscription(event: InstantEventName, filters: EventFilters): Subscription {
	const { type, filters: names } = INSTANT_EVENTS[event];
	const params = names.flatMap((name) => {
		const ids = [...new Set(filters[name] ?? [])];
		return ids.length > 0 ? [{ name, value: JSON.stringify(ids) }] : [];
	});
	return { subscriptionType: type, ...(params.length > 0 && { params }) };
}

/** The filters in a list of parameters. In XML each one may be inside an element of its own. */
function readParams(params: Value): Map<string, Set<string>> {
	const filters = new Map<string, Set<string>>();
	const visit = (value: Value): void => {
		if (Array.isArray(value)) for (const entry of value) visit(entry);
		if (!isRecord(value)) return;
		const name = readId(value, 'name');
		if (name === '') return visit(Object.values(value));
		const ids = readIds(readField(value, 'value'));
		if (ids.length > 0) filters.set(name, new Set([...(filters.get(name) ?? []), ...ids]));
	};
	visit(params);
	return filters;
}

/** The IDs in a JSON text, or in a list. Text that isn't JSON counts as one ID, which then matches none. */
function readIds(value: Value): string[] {
	if (Array.isArray(value)) return value.map((id) => String(id).trim().toLowerCase());
	if (isRecord(value)) return readIds(Object.values(value));
	const text = typeof value === 'string' ? value.trim() : '';
	if (!text.startsWith('[')) return text === '' ? [] : [text.toLowerCase()];
	try {
		return readIds(JSON.parse(text) as Value[]);
	} catch {
		return [text];
	}
}

const isSameSet = (one: ReadonlySet<string>, other: ReadonlySet<string> | undefined): boolean =>
	one.size === other?.size && [...one].every((entry) => other.has(entry));

/**
 * Whether a subscription that the API lists is the wanted one: the same type and the same filters, in any order.
 */
export function isSameSubscription(listed: RawRecord, wanted: Subscription): boolean {
	const type = normalizeType(readId(listed, 'subscriptionType'));
	if (type !== normalizeType(wanted.subscriptionType)) return false;
	const there = readParams(readField(listed, 'params'));
	const here = readParams(wanted.params);
	return (
		there.size === here.size && [...here].every(([name, ids]) => isSameSet(ids, there.get(name)))
	);
}
