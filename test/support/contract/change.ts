/** What a change of contract.json means for people's workflows, in words for who made the change. */

/** The lines of a contract by their paths. */
export type Lines = Map<string, string>;

const BREAKING = `Removed or changed. Workflows have names and values saved, and columns are in people's sheets. After the first
release, keep the old ones, or add a node version (version: [1, 1.1], and '@version' in displayOptions) that keeps them for
existing workflows.`;

const REORDERED = `In another order. Items and files have their columns in this order. After the first release, add new columns at the end.`;

const ADDED = 'Added. This breaks nothing.';

export function linesOf(part: unknown, path = ''): Lines {
	if (typeof part !== 'object' || part === null || Array.isArray(part)) {
		return new Map([[path, typeof part === 'string' ? part : JSON.stringify(part)]]);
	}
	const below = (name: string): string => (path === '' ? name : `${path} > ${name}`);
	return new Map(Object.entries(part).flatMap(([name, inner]) => [...linesOf(inner, below(name))]));
}

/** "options all | raw, default "all"" as its list of values, and the rest. */
function valuesOf(line: string): { values: string[]; rest: string } {
	const [, type = '', list = '', rest = ''] =
		/^(\w+) ?(.*?)((?:, several)?, default .*)$/s.exec(line) ?? [];
	if (type === '') return { values: [], rest: line };
	return { values: list.split(' | ').filter((value) => value !== ''), rest: type + rest };
}

/** The values that only one of two lines has. Lines that differ in something else have none. */
function changedValues(old: string, current: string): { removed: string[]; added: string[] } {
	const [one, other] = [valuesOf(old), valuesOf(current)];
	if (one.rest !== other.rest) return { removed: [], added: [] };
	return {
		removed: one.values.filter((value) => !other.values.includes(value)),
		added: other.values.filter((value) => !one.values.includes(value)),
	};
}

/** A long list as the values that changed, any other line as it was and as it is. */
function describeLine(path: string, old: string, current: string | undefined): string {
	if (current === undefined) return `- ${path}: ${old}`;
	const { removed, added } = changedValues(old, current);
	const changes = [...removed.map((value) => `- ${value}`), ...added.map((value) => `+ ${value}`)];
	const shown = changes.length > 0 ? changes : [`- ${old}`, `+ ${current}`];
	return [`  ${path}:`, ...shown.map((change) => `    ${change}`)].join('\n');
}

const onlyAddsValues = (old: string, current: string | undefined): boolean => {
	if (current === undefined) return false;
	const { removed, added } = changedValues(old, current);
	return removed.length === 0 && added.length > 0;
};

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf(' > '));

/** The parts whose lines are in both contracts, and in another order. */
function reordered(old: Lines, current: Lines): string[] {
	const orders = (lines: Lines, others: Lines): Map<string, string> => {
		const found = new Map<string, string>();
		for (const path of lines.keys()) {
			const parent = parentOf(path);
			if (others.has(path)) found.set(parent, `${found.get(parent) ?? ''}\n${path}`);
		}
		return found;
	};
	const after = orders(current, old);
	return [...orders(old, current)].flatMap(([parent, order]) =>
		order === after.get(parent) ? [] : [`  ${parent}`],
	);
}

/** What a change means, or null if nothing changed. */
export function describeChange(before: string, after: string): string | null {
	const [old, current] = [before, after].map((text) => linesOf(JSON.parse(text)));
	const parents = new Set([...old.keys()].map(parentOf));
	const changed = [...old].filter(([path, line]) => current.get(path) !== line);
	const added = [...current].filter(([path]) => !old.has(path));
	/** Existing workflows have no value for a parameter that an operation requires from now on. */
	const isDemanded = ([path, line]: [string, string]): boolean =>
		line.endsWith(', required') && parents.has(parentOf(path));
	const describe = ([path, line]: [string, string]): string =>
		describeLine(path, line, current.get(path));
	const isHarmless = ([path, line]: [string, string]): boolean =>
		onlyAddsValues(line, current.get(path));
	const asAdded = ([path, line]: [string, string]): string => `+ ${path}: ${line}`;
	const parts: Array<[heading: string, lines: string[]]> = [
		[
			BREAKING,
			[
				...changed.filter((entry) => !isHarmless(entry)).map(describe),
				...added.filter(isDemanded).map(asAdded),
			],
		],
		[REORDERED, reordered(old, current)],
		[
			ADDED,
			[
				...changed.filter(isHarmless).map(describe),
				...added.filter((entry) => !isDemanded(entry)).map(asAdded),
			],
		],
	];
	const found = parts.filter(([, lines]) => lines.length > 0);
	if (found.length === 0) return null;
	const texts = found.map(([heading, lines]) => [heading, ...lines].join('\n'));
	return [...texts, 'To record it: npx tsx test/support/contract.ts'].join('\n\n');
}
