/** How what is remembered of late results is written down. */
import type { Value } from '../schema/record';
import { isRecord } from '../schema/record';
import type { Late, Sweep } from './late';
import { readCount, readMoments, readOrNull, readSeconds, toIso, toIsoOrNull } from './moment';

/** As JSON: dates as ISO text in UTC, the span in seconds. */
export interface StoredLate {
	span: number;
	notBefore: string;
	from: string | null;
	knownFrom: string;
	dueAt: string | null;
	waits: boolean;
	sweep: StoredSweep | null;
}

interface StoredSweep {
	cursor: string;
	startedAt: string | null;
	readFrom: string;
	ends: string[];
	part: number;
	requests: number;
	lostBefore: string;
}

export function storeLate({ sweep, ...late }: Late): StoredLate {
	return {
		span: late.span,
		notBefore: toIso(late.notBefore),
		from: toIsoOrNull(late.from),
		knownFrom: toIso(late.knownFrom),
		dueAt: toIsoOrNull(late.dueAt),
		waits: late.waits,
		sweep: sweep && {
			cursor: toIso(sweep.cursor),
			startedAt: toIsoOrNull(sweep.startedAt),
			readFrom: toIso(sweep.readFrom),
			ends: sweep.ends.map(toIso),
			part: sweep.part,
			requests: sweep.requests,
			lostBefore: toIso(sweep.lostBefore),
		},
	};
}

function restoreSweep(sweep: Value): Sweep | null | undefined {
	if (sweep === null) return null;
	if (!isRecord(sweep)) return undefined;
	const cursor = readSeconds(sweep.cursor);
	const startedAt = readOrNull(sweep.startedAt);
	const readFrom = readSeconds(sweep.readFrom);
	const ends = readMoments(sweep.ends);
	const part = readCount(sweep.part);
	const requests = readCount(sweep.requests);
	const lostBefore = readSeconds(sweep.lostBefore);
	if (cursor === null || readFrom === null || startedAt === undefined) return undefined;
	if (lostBefore === null) return undefined;
	if (ends === undefined || part === undefined || requests === undefined) return undefined;
	return { cursor, startedAt, readFrom, ends, part, requests, lostBefore };
}

/** Undefined for what `storeLate` did not write. */
export function restoreLate(late: Value): Late | undefined {
	if (!isRecord(late)) return undefined;
	const span = readCount(late.span);
	const notBefore = readSeconds(late.notBefore);
	const from = readOrNull(late.from);
	const knownFrom = readSeconds(late.knownFrom);
	const dueAt = readOrNull(late.dueAt);
	const sweep = restoreSweep(late.sweep);
	const { waits } = late;
	if (span === undefined || notBefore === null || knownFrom === null) return undefined;
	if (from === undefined || dueAt === undefined || sweep === undefined) return undefined;
	return typeof waits === 'boolean'
		? { span, notBefore, from, knownFrom, dueAt, waits, sweep }
		: undefined;
}
