/** Tells whether two records that iSpring Learn sent are the same one. */
import type { RecordSchema } from '../schema/normalizer';
import type { RawRecord, Value } from '../schema/record';
import { readId, isRecord } from '../schema/record';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** An id in the form in which ids are compared: a UUID is the same one in capitals, other texts are not. */
export const comparable = (id: string): string => (UUID.test(id) ? id.toLowerCase() : id);

/** Fields in the order of their names: two pages need not have them in the same one. */
const inOrder = (_name: string, value: Value): Value =>
	isRecord(value)
		? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
		: value;

/**
 * What a record is known by: its key where every part of it is there, else all that it holds. A learner
 * who was enrolled again has another enrollment, and without an enrollment a result may be another one.
 */
export function identityOf(record: RawRecord, { primaryKey: key }: RecordSchema): string {
	const names = key.map((part) => (typeof part === 'string' ? part : part[0]));
	const parts = names.map((name) => comparable(readId(record, name)));
	return parts.includes('') ? JSON.stringify(record, inOrder) : JSON.stringify(parts);
}
