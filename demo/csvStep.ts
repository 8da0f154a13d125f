import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { IDataObject, IExecuteFunctions, INodeType } from 'n8n-workflow';
import { step } from '../test/support/engine/steps';

const cell = (value: unknown): string => {
	const text = value === null || value === undefined ? '' : String(value);
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Writes rows as CSV (RFC 4180), with the columns of the first row. */
function toCsv(rows: readonly IDataObject[]): string {
	const columns = Object.keys(rows[0] ?? {});
	const lines = rows.map((row) => columns.map((name) => cell(row[name])).join(','));
	return [columns.join(','), ...lines].map((line) => `${line}\r\n`).join('');
}

/** The node after iSpring Learn in the demo: writes its input to a file, and passes it on. */
export const csvStep = (file: string): INodeType => ({
	description: { ...step.description, displayName: 'Write CSV', name: 'writeCsv' },
	async execute(this: IExecuteFunctions) {
		const items = this.getInputData();
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, toCsv(items.map(({ json }) => json)));
		return [items];
	},
});
