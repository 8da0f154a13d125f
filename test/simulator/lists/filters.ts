import { isUuid } from '../world/ids';

export type Pair = readonly [name: string, value: string];
type Value = number | string | undefined;

interface Common {
	/** The name without brackets. */ name: string;
	/** The value of row i. */ of: (i: number) => Value | readonly Value[];
}
/** UUIDs of existing entities; `widen` adds the descendants of one (sub-departments). */
export interface IdFilter extends Common {
	kind: 'ids';
	find: (id: string) => number;
	widen?: (index: number) => readonly number[];
	/** Whether a request without it returns 400. */
	required?: boolean;
	/** One value without brackets in the name, its ids separated by commas. */
	isCommaList?: boolean;
	/** One id without brackets in the name. */
	single?: boolean;
}
/** A closed list of values; `byDefault` applies if the parameter is absent. */
export interface ChoiceFilter extends Common {
	kind: 'choice';
	/** True for one value, whose parameter has no brackets. */
	single?: boolean;
	values: readonly string[];
	byDefault?: readonly string[];
}
/** Free text, matched exactly. */
export interface TextFilter extends Common {
	kind: 'text';
	/** True for one value, whose parameter has no brackets. */
	single?: boolean;
}
/** `name[startDate]` / `name[endDate]`, either may be absent unless `needsBoth`; `of` returns epoch seconds. */
export interface RangeFilter extends Common {
	kind: 'range';
	needsBoth?: boolean;
	/** Whether the range includes both ends. */
	inclusive: boolean;
	of: (i: number) => number | undefined;
}
export type Filter = IdFilter | ChoiceFilter | TextFilter | RangeFilter;

export interface ParsedQuery {
	accepts: (i: number) => boolean;
	pageSize: number;
	pageToken?: string;
	/** The normalised filters without pageSize and pageToken. A page token is valid for one fingerprint. */
	fingerprint: string;
	unknown: string[];
	/** The reasons for a 400. Each names the parameter. */
	problems: string[];
}

const DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** Splits a raw query string; undefined if an escape is malformed. */
export function splitQuery(raw: string): Pair[] | undefined {
	try {
		const decode = (text: string): string => decodeURIComponent(text.replace(/\+/g, ' '));
		return raw
			.split('&')
			.filter((part) => part !== '')
			.map((part): Pair => {
				const at = part.indexOf('=');
				return at < 0
					? [decode(part), '']
					: [decode(part.slice(0, at)), decode(part.slice(at + 1))];
			});
	} catch {
		return undefined;
	}
}

/** Parses a date in the format of the API into epoch seconds ("RFC 3339, seconds precision, Z"), else undefined. */
function readDate(text: string): number | undefined {
	const time = DATE.test(text) ? Date.parse(text) : NaN;
	return Number.isNaN(time) || new Date(time).toISOString().replace('.000', '') !== text
		? undefined
		: time / 1000;
}

/** The parameter of a filter. */
export const nameOf = (filter: IdFilter | ChoiceFilter | TextFilter): string =>
	filter.single || (filter.kind === 'ids' && filter.isCommaList) ? filter.name : `${filter.name}[]`;

const membership =
	(filter: Filter, wanted: ReadonlySet<Value>) =>
	(i: number): boolean => {
		const has = filter.of(i);
		return typeof has === 'object' ? has.some((one) => wanted.has(one)) : wanted.has(has);
	};

function compileList(
	filter: IdFilter | ChoiceFilter | TextFilter,
	sent: readonly string[],
	maxIds: number,
	problems: string[],
): (i: number) => boolean {
	const name = nameOf(filter);
	if (name === filter.name && sent.length > 1)
		problems.push(`Parameter ${name}: given more than once`);
	const given =
		filter.kind === 'ids' && filter.isCommaList ? sent.flatMap((one) => one.split(',')) : sent;
	const wanted = new Set<Value>();
	if (filter.kind === 'ids' && given.length > maxIds)
		problems.push(`Parameter ${name}: ${given.length} ids, more than ${maxIds}`);
	for (const value of given) {
		if (filter.kind === 'ids') {
			const index = isUuid(value) ? filter.find(value.toLowerCase()) : -1;
			if (index < 0)
				problems.push(
					`Parameter ${name}: "${value}" is ${isUuid(value) ? 'an unknown id' : 'not a UUID'}`,
				);
			else for (const one of filter.widen?.(index) ?? [index]) wanted.add(one);
		} else if (filter.kind === 'choice' && !filter.values.includes(value))
			problems.push(`Parameter ${name}: "${value}" is none of ${filter.values.join(', ')}`);
		else wanted.add(value);
	}
	return membership(filter, wanted);
}

function compileRange(
	filter: RangeFilter,
	ends: ReadonlyMap<string, string[]>,
	problems: string[],
): ((i: number) => boolean) | undefined {
	const read = (end: string): number | undefined => {
		const name = `${filter.name}[${end}]`;
		const values = ends.get(name) ?? [];
		if (values.length === 0) return undefined;
		const date = readDate(values[0]);
		if (values.length > 1) problems.push(`Parameter ${name}: given ${values.length} times`);
		else if (date === undefined)
			problems.push(`Parameter ${name}: "${values[0]}" is not a date like 2019-12-24T21:00:00Z`);
		return date;
	};
	const start = read('startDate');
	const end = read('endDate');
	if (start === undefined && end === undefined) return undefined;
	if (filter.needsBoth && (start === undefined || end === undefined))
		problems.push(`Parameter ${filter.name} needs both ends`);
	if (start !== undefined && end !== undefined && start > end)
		problems.push(`Parameter ${filter.name}[startDate]: lies after ${filter.name}[endDate]`);
	return (i) => {
		const at = filter.of(i);
		if (at === undefined) return false;
		if (!filter.inclusive && (at === start || at === end)) return false;
		return (start === undefined || at >= start) && (end === undefined || at <= end);
	};
}

/**
 * Reads the parameters of a list endpoint as the reference describes them: lists as `name[]=a&name[]=b`, ranges as
 * `name[startDate]`, `pageSize` ("If not indicated, equal to 1000") and `pageToken`. "One invalid id makes the whole call 400."
 */
export function parseQuery(
	filters: readonly Filter[],
	paged: boolean,
	pairs: readonly Pair[],
	maxIds = 50,
): ParsedQuery {
	const problems: string[] = [];
	const known = new Set(
		filters.flatMap((one) =>
			one.kind === 'range' ? [`${one.name}[startDate]`, `${one.name}[endDate]`] : [nameOf(one)],
		),
	);
	if (paged) known.add('pageSize').add('pageToken');
	const given = new Map<string, string[]>();
	const unknown: string[] = [];
	for (const [name, value] of pairs) {
		if (!known.has(name)) unknown.push(name);
		else given.set(name, [...(given.get(name) ?? []), value]);
	}
	const tests: Array<(i: number) => boolean> = [];
	for (const filter of filters) {
		if (filter.kind === 'range') {
			const test = compileRange(filter, given, problems);
			if (test) tests.push(test);
			continue;
		}
		const values =
			given.get(nameOf(filter)) ?? (filter.kind === 'choice' ? filter.byDefault : undefined);
		if (values === undefined && filter.kind === 'ids' && filter.required)
			problems.push(`Parameter ${nameOf(filter)} is missing`);
		if (values !== undefined) tests.push(compileList(filter, values, maxIds, problems));
	}
	for (const name of ['pageSize', 'pageToken'])
		if ((given.get(name)?.length ?? 0) > 1)
			problems.push(`Parameter ${name}: given more than once`);
	const size = given.get('pageSize')?.[0];
	const pageSize = size === undefined ? 1000 : /^\d{1,5}$/.test(size) ? Number(size) : 0;
	if (pageSize < 1 || pageSize > 1000)
		problems.push(`Parameter pageSize: "${size}" is not a number from 1 to 1000`);
	const fingerprint = JSON.stringify(
		[...given]
			.filter(([name]) => name !== 'pageSize' && name !== 'pageToken')
			.map(([name, values]) => [name, [...values].sort()])
			.sort(),
	);
	return {
		accepts: (i) => tests.every((test) => test(i)),
		pageSize,
		pageToken: given.get('pageToken')?.[0],
		fingerprint,
		unknown,
		problems,
	};
}
