/** Checks the conditions that iSpring Learn has no parameter for. */
import type { IDataObject } from 'n8n-workflow';
import { LoggerProxy } from 'n8n-workflow';
import type { ListEndpoint } from '../../api/endpoints/endpoint';
import type { Query } from '../../api/paginator/chunkQuery';
import type { RawRecord } from '../../api/schema/record';
import { isBlank } from '../../api/schema/record';
import type { RecordSchema } from '../../api/schema/recordSchema';
import { createTransform } from '../../api/schema/recordSchema';
import { LOG_LINES } from '../../errors/messages/nodeMessages';
import { recordName } from '../../errors/messages/template';
import type { DateCondition } from '../../fields/dates/dateCondition';
import { createRangeCheck, isDateCondition } from '../../fields/dates/dateCondition';
import { createNormalizer } from '../../api/schema/normalizer';
import { shapeOf } from '../../api/schema/rowShape';
import type { ValueCondition } from '../../fields/recordFilters';
import { isValueCondition } from '../../fields/recordFilters';
import type { TextCondition } from '../../fields/textSearch';
import { isTextCondition } from '../../fields/textSearch';
import { createWordFilter } from '../../methods/names/textMatching';

/** What a record has to match. */
export type Condition = TextCondition | DateCondition | ValueCondition;

/** Checks a record whose fields are in the columns of its schema. */
type Check = (row: RawRecord) => boolean;

const isCondition = (value: unknown): value is Condition =>
	isTextCondition(value) || isDateCondition(value) || isValueCondition(value);

/** Takes the conditions out of a query. The rest of it can be sent. */
export function takeConditions(query: IDataObject): { query: Query; conditions: Condition[] } {
	const entries = Object.entries(query);
	if (!entries.some(([, value]) => isCondition(value))) return { query, conditions: [] };
	return {
		query: Object.fromEntries(entries.filter(([, value]) => !isCondition(value))),
		conditions: entries
			.map(([, value]) => value as unknown)
			.filter(isCondition)
			.filter((one) => !isValueCondition(one) || one.equals !== null),
	};
}

/** Creates a function that selects the records of a list; undefined if it has all of them. */
export function createRecordFilter(
	conditions: readonly Condition[],
	{ schema, selects, name }: Pick<ListEndpoint, 'schema' | 'selects' | 'name'>,
): ((record: RawRecord) => boolean) | undefined {
	if (conditions.length === 0) return selects;
	const transform = createTransform(schema);
	const checks = conditions.map((condition) => createCheck(condition, schema, name));
	return (record) => {
		if (selects?.(record) === false) return false;
		const row = transform(record);
		return checks.every((check) => check(row));
	};
}

function createCheck(condition: Condition, schema: RecordSchema, endpoint: string): Check {
	if (isDateCondition(condition)) return createDateCheck(condition, endpoint);
	return isValueCondition(condition)
		? createValueCheck(condition, schema)
		: createWordCheck(condition);
}

function createWordCheck({ words, columns }: TextCondition): Check {
	const matches = createWordFilter(words);
	return (row) => matches(columns.map((name) => toText(row[name])).join(' '));
}

/** A record without the date is in no range. A date that cannot be read is reported once. */
function createDateCheck(condition: DateCondition, endpoint: string): Check {
	const { dateColumn } = condition;
	const isInRange = createRangeCheck(condition);
	let isReported = false;
	return (row) => {
		const value = row[dateColumn];
		if (value === undefined || value === null || isBlank(value)) return false;
		const isMatch = isInRange(value);
		if (isMatch === null && !isReported) {
			isReported = true;
			LoggerProxy.warn(LOG_LINES.unreadableDates(dateColumn, recordName(endpoint)));
		}
		return isMatch === true;
	};
}

/** Compares the value as the output has it: in XML, 1 is true. */
function createValueCheck({ column, equals }: ValueCondition, schema: RecordSchema): Check {
	const toRow = createNormalizer(schema, shapeOf(schema, [column]));
	return (row) => toRow(row)[column] === equals;
}

const toText = (value: RawRecord[string]): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';
