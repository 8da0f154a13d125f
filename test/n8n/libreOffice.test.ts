/** Exported files in LibreOffice, which shares no code with the package and with SheetJS. n8n isn't needed for it. */
import { createCsvEncoder } from '../../nodes/IspringLearn/output/csv';
import type { RowEncoder } from '../../nodes/IspringLearn/output/fileFormats';
import { EXCEL_LIMITS } from '../../nodes/IspringLearn/output/xlsx/limits';
import { createXlsxEncoder } from '../../nodes/IspringLearn/output/xlsx/xlsxEncoder';
import { createNormalizer } from '../../nodes/IspringLearn/api/schema/normalizer';
import type { RawRecord } from '../../nodes/IspringLearn/api/schema/record';
import { MODULE_RESULT } from '../../nodes/IspringLearn/api/schema/records/results';
import { startSimulator } from '../simulator/server';
import { readOpenDocument } from '../support/openDocument';
import { readXlsx } from '../support/xlsx';
import { LibreOffice } from './services/libreOffice';

const { columns } = MODULE_RESULT;
const STYLE = { records: 'module results', timezone: 'Europe/Berlin' };

/** Texts that a spreadsheet could take for something else, or spoil. */
const TEXTS = [
	...['007', '=1+1', '+1', '@a', '1,5', '1.5', 'TRUE', 'WAHR', '2026-01-31', '31.01.2026', '1E5'],
	...['<b>&amp;</b>', '_x0041_', '"a";b', ' a  b ', 'a\nb', '\ta', "'=1", 'Größe 大小 🎓', 'شكرا'],
	'long '.repeat(6553),
];

/** Rows of an account, and a row for each of these texts. */
async function createRows(): Promise<RawRecord[]> {
	const simulator = await startSimulator({ rows: 500 });
	const records = [...simulator.expectedRows({})].map((record): RawRecord => ({ ...record }));
	await simulator.close();
	const hostile = TEXTS.map((text, at) => ({ moduleTitle: text, progress: at + 0.25 }));
	return [...records, ...hostile].map(createNormalizer(MODULE_RESULT));
}

/** The file of these rows. */
async function fileOf(encoder: RowEncoder, rows: readonly RawRecord[]): Promise<Buffer> {
	const parts = [await encoder.encode(rows), await encoder.end()];
	return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

let rows: RawRecord[];
const offices: LibreOffice[] = [];

/** LibreOffice in a country, until the end of the suite. */
function openIn(locale: 'en-US' | 'de-DE'): LibreOffice {
	const office = new LibreOffice(locale);
	offices.push(office);
	return office;
}

beforeAll(async () => {
	rows = await createRows();
});

afterAll(() => {
	for (const office of offices) office.close();
});

test('LibreOffice and SheetJS read the same cells from an Excel file, and they are those of the rows', async () => {
	const file = await fileOf(createXlsxEncoder(columns, STYLE), rows);
	const sheets = readOpenDocument(await openIn('en-US').convert(file, 'xlsx', 'cells'));
	expect(sheets).toEqual(readXlsx(file));
	const [{ header, rows: cells }] = sheets;
	expect(header).toEqual(columns.map(({ name }) => name));
	expect(cells).toHaveLength(rows.length);
	const textAt = header.indexOf('moduleTitle');
	expect(cells.slice(-TEXTS.length).map((row) => row[textAt])).toEqual(TEXTS);
	const dateAt = header.indexOf('accessDate');
	expect(cells[0][dateAt]).toEqual({ date: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) });
});

test('LibreOffice opens an Excel file with several sheets', async () => {
	const limits = { ...EXCEL_LIMITS, rowsPerSheet: 200 };
	const file = await fileOf(createXlsxEncoder(columns, STYLE, limits), rows);
	const sheets = readOpenDocument(await openIn('en-US').convert(file, 'xlsx', 'cells'));
	expect(sheets).toEqual(readXlsx(file));
	expect(sheets.map(({ name }) => name)).toEqual([
		'Module results',
		'Module results (2)',
		'Module results (3)',
	]);
});

/** A row as people in Germany see it. */
const ROW: RawRecord = {
	userName: 'Jörg Müller; Köln',
	progress: 85.5,
	isOverdue: true,
	dueDate: '2026-01-31T17:00:00+00:00',
	moduleTitle: '007',
};
const SHOWN = columns.filter(({ name }) => name in ROW);

describe('in Germany', () => {
	test('an Excel file shows decimal commas, German words and dates of the workflow', async () => {
		const file = await fileOf(createXlsxEncoder(SHOWN, STYLE), [ROW]);
		expect(await openIn('de-DE').convert(file, 'xlsx', 'shown')).toBe(
			'userName;moduleTitle;progress;isOverdue;dueDate\n"Jörg Müller; Köln";007;85,5;WAHR;2026-01-31 18:00:00\n',
		);
	});

	test('a CSV file with semicolons opens in columns, with umlauts and dates', async () => {
		const style = {
			delimiter: 'semicolon',
			byteOrderMark: true,
			formulaGuard: true,
			timezone: STYLE.timezone,
		} as const;
		const file = await fileOf(createCsvEncoder(SHOWN, style), [ROW]);
		const [{ header, rows: cells }] = readOpenDocument(
			await openIn('de-DE').convert(file, 'csv', 'cells'),
		);
		expect(header).toEqual(SHOWN.map(({ name }) => name));
		const [userName, , , , dueDate] = cells[0];
		expect(userName).toBe('Jörg Müller; Köln');
		expect(dueDate).toEqual({ date: '2026-01-31T18:00:00.000' });
	});
});
