/**
 * A stand-in for the Google Sheets API. It applies what n8n writes, and refuses large requests as Google does.
 * https://developers.google.com/workspace/sheets/api/limits
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { StandIn } from './proxy';
import type { Cell, RowRange } from './sheetGrid';
import { SheetGrid } from './sheetGrid';

const MOST_BYTES = 10_000_000;
const LAST_ROW = 10_000_000;

export interface SheetsRequest {
	method: string;
	path: string;
	bytes: number;
	status: number;
}

interface Body {
	values?: Array<Array<Cell | null>>;
	requests?: Array<{
		appendDimension?: { sheetId: number | string; dimension: string; length: number };
	}>;
}

export class Sheets implements StandIn {
	readonly host = 'sheets.googleapis.com';
	readonly spreadsheetId = 'a-spreadsheet';
	readonly token = 'a-token-of-google';
	readonly requests: SheetsRequest[] = [];
	/** The statuses of the next requests that write values, instead of an answer. */
	readonly failures: number[] = [];
	private grids: readonly SheetGrid[] = [];

	/** Starts over with one empty sheet, and without requests. */
	reset(title: string): void {
		this.requests.length = 0;
		this.failures.length = 0;
		this.grids = [new SheetGrid(title, 0)];
	}

	/** Fills a sheet: the names of the columns, then their values. */
	fill(title: string, rows: ReadonlyArray<Readonly<Record<string, Cell>>>): void {
		const names = [...new Set(rows.flatMap(Object.keys))];
		const values = rows.map((row) => names.map((name) => row[name] ?? ''));
		this.reset(title);
		this.find(title).write({ sheet: title, from: 1, to: LAST_ROW }, [names, ...values]);
	}

	/** The cells of a sheet as objects, by the names in its first row. */
	rowsOf(title: string): Array<Record<string, Cell>> {
		const [names = [], ...rows] = this.find(title).read({ sheet: title, from: 1, to: LAST_ROW });
		return rows.map((row) =>
			Object.fromEntries(names.map((name, i) => [String(name), row[i] ?? ''])),
		);
	}

	async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const sent = await buffer(request);
		const [status, answer] = this.answer(request, sent);
		const { method = '', url = '' } = request;
		this.requests.push({ method, path: url, bytes: sent.length, status });
		response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
	}

	private find(title: string): SheetGrid {
		const grid = this.grids.find((one) => one.title === title);
		if (grid === undefined) throw new Error(`No sheet ${title}`);
		return grid;
	}

	private answer({ method, url = '', headers }: IncomingMessage, sent: Buffer): [number, object] {
		if (headers.authorization !== `Bearer ${this.token}`) return refused(401, 'No valid token');
		if (sent.length > MOST_BYTES) return refused(413, 'Request payload size exceeds the limit');
		const [path] = url.split('?');
		const base = `/v4/spreadsheets/${this.spreadsheetId}`;
		if (!path.startsWith(base)) return refused(404, 'Requested entity was not found.');
		const failure = method === 'PUT' ? this.failures.shift() : undefined;
		if (failure !== undefined) return refused(failure, 'Try again later');
		const body = (sent.length === 0 ? {} : JSON.parse(sent.toString())) as Body;
		return this.apply(`${method} ${decodeURIComponent(path.slice(base.length))}`, body);
	}

	private apply(call: string, { values = [], requests = [] }: Body): [number, object] {
		if (call === 'GET ') {
			return [200, { sheets: this.grids.map(({ properties }) => ({ properties })) }];
		}
		if (call === 'POST :batchUpdate') {
			for (const { appendDimension } of requests) {
				const grid = this.grids.find(({ sheetId }) => sheetId === Number(appendDimension?.sheetId));
				if (appendDimension?.dimension !== 'ROWS') return refused(400, 'Only rows are known here');
				grid?.appendRows(appendDimension.length);
			}
			return [200, { replies: requests.map(() => ({})) }];
		}
		const [, method, range, action] = /^(GET|PUT|POST) \/values\/(.*?)(:clear)?$/.exec(call) ?? [];
		const rows = rowsOf(range ?? '');
		const grid = this.grids.find(({ title }) => title === rows.sheet);
		if (grid === undefined) return refused(400, `Unable to parse range: ${range ?? call}`);
		if (method === 'GET') return [200, withValues(grid.read(rows))];
		if (action === ':clear') grid.clear(rows);
		const message = method === 'PUT' ? grid.write(rows, values) : undefined;
		return message === undefined ? [200, {}] : refused(400, message);
	}
}

/** The API leaves out `values` if all cells are empty. */
const withValues = (values: Cell[][]): object => (values.length === 0 ? {} : { values });

const refused = (code: number, message: string): [number, object] => [
	code,
	{ error: { code, message } },
];

/** The rows of `'Sheet'`, or of `Sheet!2:5`. */
function rowsOf(range: string): RowRange {
	const [, sheet, from = 1, to = LAST_ROW] = /^'?(.*?)'?(?:!(\d+):(\d+))?$/.exec(range) ?? [];
	return { sheet, from: Number(from), to: Number(to) };
}
