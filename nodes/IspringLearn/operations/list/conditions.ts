/** Checks the conditions that iSpring Learn has no parameter for. */
import type { IDataObject } from 'n8n-workflow';
import { LoggerProxy } from 'n8n-workflow';
import type { ListEndpoint } from '../../api/endpoints/endpoint';
import type { Query } from '../../api/paginator/chunkQuery';
import { normalizeUuid } from '../../api/paginator/deduplicator';
import type { RawRecord } from '../../api/schema/record';
import { isBlank, readId } from '../../api/schema/record';
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

/** The IDs that a column may have. */
interface IdCondition {
	idColumn: string;
	ids: readonly unknown[];
}

/** What a record has to match. */
export type Condition = TextCondition | DateCondition | ValueCondition | IdCondition;

/** Checks a record whose fields are in the columns of its schema. */
type Check = (row: RawRecord) => boolean;

const isCondition = (value: unknown): value is Exclude<Condition, IdCondition> =>
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

/** Takes the lists of IDs out of a query that the endpoint has no parameter for. */
export function takeLocalFilters(
	{ localFilters = {} }: ListEndpoint,
	query: Query,
): { query: Query; conditions: Condition[] } {
	const rest = { ...query };
	const conditions: Condition[] = [];
	for (const [parameter, idColumn] of Object.entries(localFilters)) {
		const { [parameter]: ids } = query;
		if (!Array.isArray(ids)) continue;
		delete rest[parameter];
		conditions.push({ idColumn, ids });
	}
	return { query: rest, conditions };
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
	if ('ids' in condition) return createIdCheck(condition);
	return isValueCondition(condition)
		? createValueCheck(condition, schema)
		: createWordCheck(condition);
}

function createWordCheck({ words, columns }: TextCondition): Check {
	const matches = createWordFilter(words);
	return (row) => matches(columns.map((name) => toText(row[name])).join(' '));
}

function createIdCheck({ idColumn, ids }: IdCondition): Check {
	const allowed = new Set(ids.map((id) => normalizeUuid(String(id))));
	return (row) => allowed.has(normalizeUuid(readId(row, idColumn)));
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
