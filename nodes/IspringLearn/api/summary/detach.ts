/**
 * Copies a text that is remembered for long. A text from XML is a part of its page, and would keep the whole page in
 * memory.
 */
export const detach = (text: string): string => JSON.parse(JSON.stringify(text)) as string;
