/** The dates that the API sends, as moments. */
import { DateTime } from 'luxon';
import type { Value } from './record';

/** The form the API sends. `Date.parse` reads it many times faster than luxon. */
const API_FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** Reads an API date such as `2021-07-28T21:00:00+00:00` as seconds since 1970-01-01T00:00:00Z; null for anything else. Without a zone it is UTC. */
export function readSeconds(value: Value): number | null {
	if (typeof value !== 'string') return null;
	const text = value.trim();
	const parsed = API_FORM.test(text) ? Date.parse(text) : NaN;
	const milliseconds = Number.isNaN(parsed)
		? DateTime.fromISO(text, { zone: 'utc' }).toMillis()
		: parsed;
	return Number.isNaN(milliseconds) ? null : Math.floor(milliseconds / 1000);
}
