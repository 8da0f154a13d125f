/**
 * The demo behind `npm start`: the published n8n engine runs a workflow with the iSpring Learn node, from an
 * account to a table and a CSV file.
 */
import { relative, resolve } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { LoggerProxy } from 'n8n-workflow';
import { formOf, startEngine } from '../test/support/engine/engine';
import type { DemoAccount } from './account';
import { openAccount } from './account';
import { csvStep } from './csvStep';
import { counts, table } from './table';

const ROOT = resolve(__dirname, '..');
const CSV = resolve(ROOT, 'out/module-results.csv');
const SHOWN_ROWS = 8;
const COLUMNS = [
	'userName',
	'courseTitle',
	'moduleTitle',
	'completionStatus',
	'progress',
	'dueDate',
];

const FILTERS = {
	accessDateStart: '2025-01-01T00:00:00',
	completionStatuses: ['passed', 'complete', 'in_progress', 'failed', 'not_started'],
};

const print = (text = ''): boolean => process.stdout.write(`${text}\n`);

/** Prints the progress that the node writes to n8n's log. */
function showProgress(): void {
	const ignore = () => {};
	const debug = (message: string) => message.startsWith('iSpring Learn') && print(`  ${message}`);
	LoggerProxy.init({ debug, info: ignore, warn: ignore, error: ignore });
}

function showRows(rows: IDataObject[]): void {
	const cellOf = (row: IDataObject, name: string) => String(row[name] ?? '–').slice(0, 28);
	print(
		`\nThe first ${Math.min(SHOWN_ROWS, rows.length)} of ${rows.length.toLocaleString('en-US')} items (6 of ${Object.keys(rows[0]).length} columns):\n`,
	);
	print(
		table([
			COLUMNS,
			...rows.slice(0, SHOWN_ROWS).map((row) => COLUMNS.map((name) => cellOf(row, name))),
		]),
	);
	print('\nBy status:\n');
	const statuses = counts(rows.map((row) => String(row.completionStatus)));
	print(
		table([
			['completionStatus', 'items'],
			...statuses.map(([name, count]) => [name, String(count)]),
		]),
	);
}

async function show(account: DemoAccount): Promise<void> {
	const engine = await startEngine(ROOT);
	const { clientId, clientSecret, host } = account;
	print(`\nManual Trigger → iSpring Learn → Step → Write CSV, on ${account.title}\n`);
	print('Request: Module Result, Get Many, Return All');
	print('  Assigned After       2025-01-01');
	print(`  Completion Statuses  ${FILTERS.completionStatuses.join(', ')}\n`);
	showProgress();
	const started = performance.now();
	const values = {
		resource: 'moduleResult',
		operation: 'getAll',
		returnAll: true,
		filters: FILTERS,
	};
	const { rows, error } = await engine.run({
		parameters: formOf(engine.nodeType, values),
		credentials: engine.credentials({ ...host, clientId, clientSecret }),
		after: { writeCsv: csvStep(CSV) },
	});
	if (error) {
		print(`\n${error.message}\n${error.description ?? ''}`);
		process.exitCode = 1;
	} else if (rows.length === 0) {
		print('\nNo results match the filters.');
	} else {
		showRows(rows);
		print(
			`\nWritten: ${relative(process.cwd(), CSV)}, ${rows.length.toLocaleString('en-US')} rows, in ${((performance.now() - started) / 1000).toFixed(1)} s`,
		);
	}
}

async function main(): Promise<void> {
	const account = await openAccount();
	try {
		await show(account);
	} finally {
		await account.close();
	}
}

void main().then(() => process.exit());
