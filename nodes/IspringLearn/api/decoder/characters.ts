/** Unicode code points in XML: those that it forbids, and numeric references to any of them. */

/** Highest code point of Unicode. */
export const MAX_CODE_POINT = 0x10ffff;

/** True for a control character, a surrogate or a Unicode noncharacter. XML 1.0, section 2.2. */
export const isNonCharacter = (code: number): boolean =>
	(code < 0x20 && ![0x9, 0xa, 0xd].includes(code)) ||
	(code >= 0xd800 && code <= 0xdfff) ||
	(code <= MAX_CODE_POINT && (code & 0xfffe) === 0xfffe);

/** The code point of a numeric reference, by the digits in it: `&#65;` or `&#x41;`. NaN without either. */
export const toCodePoint = (decimal?: string, hex?: string): number =>
	decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
