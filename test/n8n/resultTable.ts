/** The table of the example postgres-upsert: the expected row of each result. */
import type { ModuleResult, Simulator } from '../simulator/server';
import { ALL_COLUMNS, namesOf, resultKeyOf } from '../support/columns';

export type Row = Record<string, string | number | boolean | Date | null>;

const isInstant = (column: string): boolean => column.endsWith('Date');

/** The expected row of a result, with its names. Fields that were not sent are null. */
export function expectedRow(simulator: Simulator, result: ModuleResult): Row {
	const values = { ...result, ...namesOf(simulator, result), resultKey: resultKeyOf(result) };
	const known = new Map<string, Row[string] | undefined>(Object.entries(values));
	const value = (column: string): Row[string] => {
		const sent = known.get(column) ?? null;
		return sent !== null && isInstant(column) ? new Date(String(sent)) : sent;
	};
	return Object.fromEntries(ALL_COLUMNS.map((column) => [column, value(column)]));
}
