/**
 * Characters that nobody sees, and that come along when text is copied from web pages, mails and
 * documents: zero-width blanks and joiners, soft hyphens, marks of direction, byte order marks,
 * variation selectors, and letters of Hangul that are only there to fill a place.
 */
export const INVISIBLE = '\\p{Default_Ignorable_Code_Point}';

const ALL_INVISIBLE = new RegExp(`[${INVISIBLE}]`, 'gu');

/** A text without them, wherever they stand in it. */
export const withoutInvisible = (text: string): string => text.replace(ALL_INVISIBLE, '');
