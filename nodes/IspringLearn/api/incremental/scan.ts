/** The scan: what every poll reads, from the lookback to the newest result, earliest slice first. */
import type { PollConfig, PollResult } from './pollConfig';
import type { Limits, ResultSource } from './readSlice';
import { dropSeen, readSlice } from './readSlice';
import type { Late, Scan, State } from './state';
import { forgetOld } from './state';
import type { Seconds, Slice } from './time';
import { bisect, isEmpty, later } from './time';

/** Reads the next slice of the scan, or some queries of it, or cuts it. */
export async function scanSlice(
	state: State,
	config: PollConfig,
	source: ResultSource,
	limits: Limits,
): Promise<PollResult> {
	const { event } = config;
	const scan = state.scan ?? (await newScan(config, source));
	const slice: Slice = {
		from: scan.readTo === null ? state.lookbackFrom : scan.readTo + 1,
		until: scan.ends.at(-1) ?? (event.pastOnly ? scan.startedAt : null),
	};
	if (isEmpty(slice)) {
		const late = startLate(state.late, source.now());
		return { state: endSlice({ ...state, late }, scan, slice, config, limits), records: [] };
	}

	const isSecond = slice.from === slice.until;
	let read = await readSlice(source, event, slice, scan.query, limits, isSecond);
	const startedAt = scan.startedAt ?? read.startedAt;
	if (read.left === 'tooMuch') {
		const dates = read.results.map(({ date }) => date);
		const cuts = bisect(slice, dates, startedAt);
		if (cuts.length > 0) {
			const ends = [...scan.ends, ...cuts];
			const cut = { ...scan, startedAt, ends, query: 0, newest: null };
			return { state: { ...state, scan: cut }, records: [] };
		}
		read = await readSlice(source, event, slice, scan.query, limits, true);
	}
	const newest = read.results
		.map(({ date }) => date)
		.filter((date) => date <= startedAt)
		.reduce<Seconds | null>((max, date) => later(date, max), scan.newest);
	const next: State = { ...state, late: startLate(state.late, startedAt) };
	const { suppressUntil } = state;
	const now = source.now();
	// A date in the future when the trigger starts was there before, too.
	const records = dropSeen(
		read.results,
		event,
		state.seen,
		(date) => suppressUntil === null || (date > suppressUntil && date <= now),
	).map(({ record }) => record);
	const progress = { ...scan, startedAt, newest };
	return typeof read.left === 'number'
		? { state: { ...next, scan: { ...progress, query: read.left } }, records }
		: { state: endSlice(next, progress, slice, config, limits), records };
}

async function newScan({ event }: PollConfig, source: ResultSource): Promise<Scan> {
	const startedAt = event.pastOnly ? await source.fetchNow() : null;
	return { startedAt, readTo: null, ends: [], query: 0, newest: null };
}

/** Once the server's time is known, so is how far back the first sweep reads. */
const startLate = (late: Late, now: Seconds): Late =>
	late.from === null ? { ...late, from: Math.max(late.notBefore, now - late.reach) } : late;

/** Moves the cursor and the lookback past a slice. The scan continues with the next slice, or ends. */
function endSlice(
	state: State,
	scan: Scan,
	{ until }: Slice,
	{ lookback }: PollConfig,
	{ maxSeen }: Limits,
): State {
	const cursor = later(state.cursor, scan.newest);
	const readTo = Math.min(cursor, until ?? Infinity);
	// The start must not move past slices that are still to be read, nor back when the lookback grows.
	const lookbackFrom = Math.max(state.lookbackFrom, readTo - lookback);
	const next = forgetOld({ ...state, cursor, lookbackFrom }, readTo, maxSeen);
	if (scan.ends.length === 0) {
		return { ...next, readAt: scan.startedAt ?? state.readAt, suppressUntil: null, scan: null };
	}
	const ends = scan.ends.slice(0, -1);
	return { ...next, scan: { ...scan, readTo: until, ends, query: 0, newest: null } };
}
