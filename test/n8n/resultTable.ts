/** A table of PostgreSQL for module results, and the row that it should have of each. */
import type { ModuleResult } from '../simulator/server';

/** The columns as somebody who reads README.md would make them. */
const COLUMNS = {
	resultKey: 'text PRIMARY KEY',
	userId: 'text',
	courseId: 'text',
	moduleId: 'text',
	moduleTitle: 'text',
	courseItemId: 'text',
	enrollmentId: 'text',
	accessDate: 'timestamptz',
	dueDate: 'timestamptz',
	expirationDate: 'timestamptz',
	completionDate: 'timestamptz',
	timeSpent: 'integer',
	completionStatus: 'text',
	progress: 'double precision',
	awardedScore: 'double precision',
	passingScore: 'double precision',
	isOverdue: 'boolean',
	viewsCount: 'integer',
};
export type Column = keyof typeof COLUMNS;
export type Row = Record<Column, string | number | boolean | Date | null>;
const NAMES = Object.keys(COLUMNS) as Column[];
const INSTANTS = NAMES.filter((name) => COLUMNS[name] === 'timestamptz');

/** The statement that makes the table. */
export function createTable(name: string): string {
	const columns = NAMES.map((column) => `"${column}" ${COLUMNS[column]}`).join(', ');
	return `CREATE TABLE "${name}" (${columns})`;
}

/** The row that the table should have of a result: what was not sent is null. */
export function expectedRow(result: ModuleResult): Row {
	const { userId, courseId, moduleId, accessDate, enrollmentId = accessDate } = result;
	const known: Record<string, string | number | boolean> = {
		...result,
		resultKey: [userId, courseId, moduleId, enrollmentId].join(':'),
	};
	const value = (name: Column): Row[Column] => {
		if (!(name in known)) return null;
		return INSTANTS.includes(name) ? new Date(String(known[name])) : known[name];
	};
	return Object.fromEntries(NAMES.map((name) => [name, value(name)])) as Row;
}
