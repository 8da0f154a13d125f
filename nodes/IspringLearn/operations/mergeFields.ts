/** Merges the fields that several operations of a form have in common. */
import type { INodeProperties } from 'n8n-workflow';

/** A field, and one operation that has it. */
interface FieldUse {
	operation: string;
	field: INodeProperties;
}

/**
 * Groups the fields of several operations. A field that operations share becomes one property, because
 * n8n keeps its value when the operation changes. The order of each list is kept.
 * @returns the uses of each field
 */
export function mergeFields(
	lists: ReadonlyArray<{ operation: string; fields: readonly INodeProperties[] }>,
): FieldUse[][] {
	const merged: FieldUse[][] = [];
	for (const { operation, fields } of lists) {
		let added: FieldUse[][] = [];
		for (const field of fields) {
			const at = merged.findIndex(([first]) => isSameField(first.field, field));
			if (at === -1) {
				added.push([{ operation, field }]);
			} else {
				merged[at].push({ operation, field });
				merged.splice(at, 0, ...added);
				added = [];
			}
		}
		merged.push(...added);
	}
	return merged;
}

const isCollection = ({ type }: INodeProperties): boolean => type === 'collection';

/** What a field is marked with under symbols, such as that an operation requires it. */
const marksOf = (field: INodeProperties): unknown[] =>
	Object.getOwnPropertySymbols(field).map((mark) => [mark.description, Reflect.get(field, mark)]);

/**
 * Compares fields as JSON, with their marks: what a function of a field does differently must show in one of them.
 */
function isSameField(one: INodeProperties, other: INodeProperties): boolean {
	const toKey = (field: INodeProperties): string =>
		JSON.stringify([isCollection(field) ? { ...field, options: [] } : field, marksOf(field)]);
	return toKey(one) === toKey(other);
}

/** A collection has the options of all its operations. Some are shown only for some of them. */
export function mergeOptions(uses: readonly FieldUse[]): INodeProperties {
	const [{ field }] = uses;
	if (!isCollection(field)) return field;
	const lists = uses.map((use) => ({
		operation: use.operation,
		fields: (use.field.options ?? []) as INodeProperties[],
	}));
	const options = mergeFields(lists).map((optionUses) => {
		const [{ field: option }] = optionUses;
		if (optionUses.length === uses.length) return option;
		return showFor(option, { '/operation': optionUses.map((use) => use.operation) });
	});
	return { ...field, options };
}

/** Adds conditions to those under which a field is shown. */
export function showFor(field: INodeProperties, show: Record<string, string[]>): INodeProperties {
	const { displayOptions } = field;
	return {
		...field,
		displayOptions: { ...displayOptions, show: { ...show, ...displayOptions?.show } },
	};
}
