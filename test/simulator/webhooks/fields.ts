import { isUuid } from '../world/ids';
import { fail, isObject, optional, text, type Field } from '../writes/body/fields';
import { FILTERS, isEventType, type Param } from './filters';
import type { Subscription } from './subscriber';

/** "each up to 255 characters". */
const MAX_CHARACTERS = 255;

/** Refuses properties that the documentation does not know. */
function expectKeys(
	value: unknown,
	known: readonly string[],
	what: string,
): Record<string, unknown> {
	if (!isObject(value) || Object.keys(value).some((key) => !known.includes(key)))
		return fail(value, what);
	return value;
}

export const short: Field<string> = {
	...text,
	read: (value) => {
		const read = text.read(value);
		return read.length <= MAX_CHARACTERS
			? read
			: fail(read, `a text of up to ${MAX_CHARACTERS} characters`);
	},
};
export const secret = optional(short);
export const url: Field<string> = {
	...short,
	read: (value) => {
		const read = short.read(value);
		return /^https?:\/\/[^\s/]/.test(read) && URL.canParse(read) ? read : fail(read, 'a URL');
	},
};

function readIds(value: string): string[] {
	let ids: unknown;
	try {
		ids = JSON.parse(value);
	} catch {
		return fail(value, 'a JSON text');
	}
	const isId = (id: unknown): id is string => typeof id === 'string' && isUuid(id);
	return Array.isArray(ids) && ids.length > 0 && ids.every(isId)
		? ids
		: fail(value, 'a JSON text of a list of UUIDs');
}
/** The ids of a filter. */
export const idsOf = ({ value }: Param): string[] => readIds(value);

function readParam(value: unknown): Param {
	const { name, value: ids } = expectKeys(value, ['name', 'value'], 'a filter');
	if (typeof name !== 'string' || typeof ids !== 'string')
		return fail(value, 'a filter with a name and a text');
	readIds(ids);
	return { name, value: ids };
}

function readSubscription(value: unknown): Subscription {
	const known = ['subscriptionType', 'params'];
	const { subscriptionType, params } = expectKeys(value, known, 'a subscription');
	if (typeof subscriptionType !== 'string' || !isEventType(subscriptionType))
		return fail(subscriptionType, 'a type of event');
	if (params === undefined) return { subscriptionType };
	if (!Array.isArray(params)) return fail(params, 'a list of filters');
	const read = params.map(readParam);
	const names = read.map(({ name }) => name);
	const unknown = names.find((name) => !Object.hasOwn(FILTERS[subscriptionType], name));
	if (unknown !== undefined) return fail(unknown, `a filter of ${subscriptionType}`);
	if (new Set(names).size < names.length) return fail(names, 'a list of different filters');
	return { subscriptionType, params: read };
}

/** "subscription*{subscriptionType*, params?[{name, value}]}". */
export const subscription: Field<Subscription> = {
	required: true,
	fromXml: ({ children }) =>
		Object.fromEntries(
			children.map(({ name, text: value, children: entries }) => [
				name,
				name === 'params'
					? entries.map((entry) =>
							Object.fromEntries(entry.children.map((one) => [one.name, one.text])),
						)
					: value,
			]),
		),
	read: readSubscription,
};
