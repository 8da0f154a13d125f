/** Fields with rows that a person adds: n8n's fixed collections whose rows have one field. */
import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { locatorValue } from '../../methods/locatorValue';

/** The names under which n8n saves the rows of a field, and the value of each row. */
interface RowNames {
	row: string;
	value: string;
}

function rowNames({ type, options = [] }: INodeProperties): RowNames | undefined {
	const [rows] = type === 'fixedCollection' ? (options as INodePropertyCollection[]) : [];
	return rows && { row: rows.name, value: rows.values[0].name };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null;

/**
 * The value of each row, without what n8n wraps it in. A program may have set a row to the value itself.
 * @returns undefined if the field has no rows, or its value has another shape
 */
export function readRows(field: INodeProperties, value: unknown): unknown[] | undefined {
	const names = rowNames(field);
	if (names === undefined || !isObject(value) || !Object.hasOwn(value, names.row)) return undefined;
	return [value[names.row]].flat().map((row) => {
		const hasValue = isObject(row) && Object.hasOwn(row, names.value);
		return locatorValue(hasValue ? row[names.value] : row);
	});
}
