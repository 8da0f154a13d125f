/** The styles of cells: what the attribute `s` of a cell refers to. */

/** The formats, by their number. 49 is Excel's own for text, 14 its own for a date. */
const DATE_TIME_FORMAT = 164;
const DATE_FORMAT = 165;
const TEXT_FORMAT = 49;

/** The indexes of the styles below. */
export const STYLE = { header: 1, text: 2, dateTime: 3, date: 4 } as const;

/**
 * The styles of the workbook. Text has the format of text, so that Excel does not turn 007 into a number or run
 * =1+1 when a person edits the cell. Dates look the same in every language.
 */
export const STYLES_XML = [
	'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
	'<numFmts count="2">',
	`<numFmt numFmtId="${DATE_TIME_FORMAT}" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/>`,
	`<numFmt numFmtId="${DATE_FORMAT}" formatCode="yyyy\\-mm\\-dd"/>`,
	'</numFmts>',
	'<fonts count="2">',
	'<font><sz val="11"/><name val="Calibri"/><family val="2"/></font>',
	'<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font>',
	'</fonts>',
	'<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
	'<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
	'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
	'<cellXfs count="5">',
	'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
	`<xf numFmtId="${TEXT_FORMAT}" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`,
	`<xf numFmtId="${TEXT_FORMAT}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
	`<xf numFmtId="${DATE_TIME_FORMAT}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
	`<xf numFmtId="${DATE_FORMAT}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
	'</cellXfs>',
	'<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
	'</styleSheet>',
].join('');
