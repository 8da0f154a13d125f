/** A PostgreSQL table for module results, and the expected row of each result. */
import type { ModuleResult } from '../simulator/server';
import { resultKeyOf } from '../support/columns';

/** The columns that need no look-up, as a reader of README.md would create them. */
const COLUMNS = {
	moduleTitle: 'text',
	completionStatus: 'text',
	progress: 'double precision',
	awardedScore: 'double precision',
	passingScore: 'double precision',
	timeSpent: 'integer',
	viewsCount: 'integer',
	isOverdue: 'boolean',
	accessDate: 'timestamptz',
	dueDate: 'timestamptz',
	completionDate: 'timestamptz',
	expirationDate: 'timestamptz',
	userId: 'text',
	courseId: 'text',
	moduleId: 'text',
	courseItemId: 'text',
	enrollmentId: 'text',
	resultKey: 'text PRIMARY KEY',
};
export type Column = keyof typeof COLUMNS;
export type Row = Record<Column, string | number | boolean | Date | null>;
const NAMES = Object.keys(COLUMNS) as Column[];
const INSTANTS = NAMES.filter((name) => COLUMNS[name] === 'timestamptz');

/** The statement that creates the table. */
export function createTable(name: string): string {
	const columns = NAMES.map((column) => `"${column}" ${COLUMNS[column]}`).join(', ');
	return `CREATE TABLE "${name}" (${columns})`;
}

/** The expected row of a result. Fields that were not sent are null. */
export function expectedRow(result: ModuleResult): Row {
	const known: Record<string, string | number | boolean> = {
		...result,
		resultKey: resultKeyOf(result),
	};
	const value = (name: Column): Row[Column] => {
		if (!(name in known)) return null;
		return INSTANTS.includes(name) ? new Date(String(known[name])) : known[name];
	};
	return Object.fromEntries(NAMES.map((name) => [name, value(name)])) as Row;
}
