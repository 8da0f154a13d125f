/** The files of a workbook besides its sheets. Most come last, when the number of sheets is known. */
import { columnLetters } from './cells';
import { STYLES_XML } from './styles';
import { escapeText, XML_DECLARATION } from './xml';

/** A sheet, for the list of sheets. */
export interface SheetEntry {
	/** With its header. */
	rows: number;
	columns: number;
}

/** The longest name of a sheet. */
const MAX_NAME = 31;

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export const sheetPath = (at: number): string => `xl/worksheets/sheet${at + 1}.xml`;

/** "Module results", then "Module results (2)". */
function sheetName(records: string, at: number): string {
	const number = at === 0 ? '' : ` (${at + 1})`;
	const name = records.charAt(0).toUpperCase() + records.slice(1);
	return escapeText(name.slice(0, MAX_NAME - number.length) + number);
}

/** The filter needs a hidden name for its range, or some versions of Excel show none. */
const filterName = (name: string, at: number, { columns, rows }: SheetEntry): string =>
	`<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">'${name}'!$A$1:$${columnLetters(columns - 1)}$${rows}</definedName>`;

function workbookXml(records: string, sheets: readonly SheetEntry[]): string {
	const names = sheets.map((_sheet, at) => sheetName(records, at));
	const list = names.map(
		(name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
	);
	const filters = sheets.map((sheet, at) => filterName(names[at], at, sheet));
	return `<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><bookViews><workbookView/></bookViews><sheets>${list.join('')}</sheets><definedNames>${filters.join('')}</definedNames></workbook>`;
}

const relationships = (targets: ReadonlyArray<readonly [type: string, target: string]>): string =>
	`<Relationships xmlns="${RELATIONSHIPS}">${targets
		.map(
			([type, target], at) =>
				`<Relationship Id="rId${at + 1}" Type="${DOCUMENT}/${type}" Target="/${target}"/>`,
		)
		.join('')}</Relationships>`;

function contentTypes(sheets: readonly SheetEntry[]): string {
	const parts = [
		['xl/workbook.xml', 'sheet.main'],
		['xl/styles.xml', 'styles'],
		...sheets.map((_sheet, at) => [sheetPath(at), 'worksheet']),
	].map(([path, type]) => `<Override PartName="/${path}" ContentType="${CONTENT}.${type}+xml"/>`);
	return `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts.join('')}</Types>`;
}

/** A file in the ZIP file. */
export type File = readonly [path: string, xml: string];

const declare = (files: readonly File[]): File[] =>
	files.map(([path, xml]) => [path, XML_DECLARATION + xml]);

/** The files before the sheets. By the first one, programs recognize an Office file. */
export const LEADING_FILES: readonly File[] = declare([
	['_rels/.rels', relationships([['officeDocument', 'xl/workbook.xml']])],
	['xl/styles.xml', STYLES_XML],
]);

/**
 * The files that make sheets a workbook.
 * @param records what the sheets contain, such as "module results"
 */
export const workbookFiles = (records: string, sheets: readonly SheetEntry[]): File[] =>
	declare([
		['[Content_Types].xml', contentTypes(sheets)],
		['xl/workbook.xml', workbookXml(records, sheets)],
		[
			'xl/_rels/workbook.xml.rels',
			relationships([
				...sheets.map((_sheet, at) => ['worksheet', sheetPath(at)] as const),
				['styles', 'xl/styles.xml'],
			]),
		],
	]);
