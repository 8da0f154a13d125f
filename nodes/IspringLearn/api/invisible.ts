/**
 * Invisible characters that people copy from web pages, mails and documents: zero-width spaces and joiners,
 * soft hyphens, direction marks, byte order marks, variation selectors and Hangul fillers.
 */
export const INVISIBLE = '\\p{Default_Ignorable_Code_Point}';

const ALL_INVISIBLE = new RegExp(`[${INVISIBLE}]`, 'gu');

/** Removes invisible characters anywhere in a text. */
export const withoutInvisible = (text: string): string => text.replace(ALL_INVISIBLE, '');

/** Removes invisible characters, and white space at both ends. */
export const cleanText = (text: string): string => withoutInvisible(text).trim();
