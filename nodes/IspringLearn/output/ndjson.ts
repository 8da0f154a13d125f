import type { RawRecord } from '../api/schema/record';

/** Writes rows as the text of a file, in as many turns as one likes; what must stand first comes with the first. */
export type Encode = (rows: readonly RawRecord[]) => string;

/** One JSON object a line, each the row as it is. */
export const createNdjsonEncoder = (): Encode => (rows) =>
	rows.map((row) => `${JSON.stringify(row)}\n`).join('');
