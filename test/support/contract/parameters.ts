/** The parameters of forms in the contract, as lines of text. See test/support/contract.ts. */
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

/** An object of objects, with one line of text for each parameter or column. */
export interface Part {
	[name: string]: Part | string;
}

export const sorted = (entries: ReadonlyArray<[string, Part | string]>): Part =>
	Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1)));

/** A default that a workflow relies on. A long text for AI models may be improved at any time. */
const defaultOf = (value: unknown): string =>
	typeof value === 'string' && value.length > 60 ? 'a text' : JSON.stringify(value);

/** "options all | raw | selected | simplified, default "simplified"". */
function lineOf({
	type,
	options = [],
	modes = [],
	typeOptions,
	...field
}: INodeProperties): string {
	const values = (options as INodePropertyOptions[]).map(({ value }) => String(value));
	const names = modes.map(({ name }) => name);
	const words = [type, [...values, ...names].sort().join(' | ')].filter((word) => word !== '');
	const several = typeOptions?.multipleValues ? ', several' : '';
	const isRequired = field.required ? ', required' : '';
	return `${words.join(' ')}${several}, default ${defaultOf(field.default)}${isRequired}`;
}

const isCollection = ({ type }: INodeProperties): boolean =>
	type === 'collection' || type === 'fixedCollection';

/** What fields of one name depend on: they differ in AI tools, or with the event. */
const CONDITIONS = ['@tool', 'event'];

/** "event: userRegistered" for each value of such conditions. None if the field doesn't depend on them. */
const casesOf = (
	{ displayOptions: { show = {} } = {} }: INodeProperties,
	conditions: readonly string[],
): string[] =>
	conditions.reduce<string[]>((cases, name) => {
		const own = (show[name] ?? show[`/${name}`] ?? []).map((value) => `${name}: ${String(value)}`);
		if (cases.length === 0 || own.length === 0) return [...cases, ...own];
		return cases.flatMap((one) => own.map((other) => `${one}, ${other}`));
	}, []);

interface Line {
	/** The path, such as `filters.userIds`. */
	name: string;
	line: string;
	cases: string[];
}

/** The lines of fields. Fields that store no value are left out. */
function linesOf(
	fields: readonly INodeProperties[],
	conditions: readonly string[],
	path = '',
	outer: string[] = [],
): Line[] {
	return fields
		.filter(({ type }) => type !== 'notice')
		.flatMap((field): Line[] => {
			const name = `${path}${field.name}`;
			const own = casesOf(field, conditions);
			const cases = own.length > 0 ? own : outer;
			if (!isCollection(field)) return [{ name, line: lineOf(field), cases }];
			const line = lineOf({ ...field, options: [] });
			if (field.type === 'collection') {
				const options = (field.options ?? []) as INodeProperties[];
				return [{ name, line, cases }, ...linesOf(options, conditions, `${name}.`, cases)];
			}
			const groups = (field.options ?? []) as INodePropertyCollection[];
			const inner = groups.flatMap((group) =>
				linesOf(group.values, conditions, `${name}.${group.name}.`, cases),
			);
			return [{ name, line, cases }, ...inner];
		});
}

/** The parameters. A name that stands for several fields has a line for each case, such as "limit (@tool: true)". */
export function parametersOf(fields: readonly INodeProperties[], conditions = CONDITIONS): Part {
	const lines = linesOf(fields, conditions);
	const isOne = (name: string): boolean =>
		new Set(lines.filter((other) => other.name === name).map(({ line }) => line)).size === 1;
	const found = new Map<string, string>();
	for (const { name, line, cases } of lines) {
		for (const key of isOne(name) ? [name] : cases.map((one) => `${name} (${one})`)) {
			if ((found.get(key) ?? line) !== line) throw new Error(`${key} stands for different fields`);
			found.set(key, line);
		}
		if (cases.length === 0 && !isOne(name)) throw new Error(`${name} stands for different fields`);
	}
	return sorted([...found]);
}
