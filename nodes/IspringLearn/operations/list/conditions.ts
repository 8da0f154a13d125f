/** Checks the conditions that iSpring Learn has no parameter for. */
import type { IDataObject } from 'n8n-workflow';
import type { Query } from '../../api/paginator/chunkQuery';
import type { RawRecord } from '../../api/schema/record';
import type { RecordSchema } from '../../api/schema/recordSchema';
import { createTransform } from '../../api/schema/recordSchema';
import type { TextCondition } from '../../fields/textSearch';
import { isTextCondition } from '../../fields/textSearch';
import { createWordFilter } from '../../methods/names/textMatching';

/** Takes the conditions out of a query. The rest of it can be sent. */
export function takeConditions(query: IDataObject): { query: Query; conditions: TextCondition[] } {
	const entries = Object.entries(query);
	if (!entries.some(([, value]) => isTextCondition(value))) return { query, conditions: [] };
	return {
		query: Object.fromEntries(entries.filter(([, value]) => !isTextCondition(value))),
		conditions: entries.map(([, value]) => value).filter(isTextCondition),
	};
}

/** Creates a function that checks records; undefined if there is no condition. */
export function createRecordFilter(
	conditions: readonly TextCondition[],
	schema: RecordSchema,
): ((record: RawRecord) => boolean) | undefined {
	if (conditions.length === 0) return undefined;
	const transform = createTransform(schema);
	const checks = conditions.map(({ words, columns }) => {
		const matches = createWordFilter(words);
		return (row: RawRecord) => matches(columns.map((name) => toText(row[name])).join(' '));
	});
	return (record) => {
		const row = transform(record);
		return checks.every((check) => check(row));
	};
}

const toText = (value: RawRecord[string]): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';
