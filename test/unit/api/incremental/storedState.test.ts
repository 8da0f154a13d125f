import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { SeenSet } from '../../../../nodes/IspringLearn/api/incremental/seenSet';
import type { Late, State } from '../../../../nodes/IspringLearn/api/incremental/state';
import {
	restoreState,
	storeState,
} from '../../../../nodes/IspringLearn/api/incremental/storedState';

/** What n8n's database holds of a trigger in the middle of a scan and of a sweep. */
const STORED = {
	version: 2,
	source: 'moduleCompleted https://api-learn.ispring.com',
	filters: 'hash',
	cursor: '2026-06-01T00:00:00Z',
	floor: '2026-05-31T23:00:00Z',
	mutedTo: '2026-06-01T00:00:00Z',
	readAt: '2026-05-31T23:43:20Z',
	pass: {
		startedAt: '2026-06-01T00:01:00Z',
		readTo: null,
		ends: ['2026-05-31T23:26:40Z', '2026-05-31T23:10:00Z'],
		part: 3,
		newest: '2026-05-31T23:26:41Z',
	},
	late: {
		span: 86_400,
		notBefore: '2026-05-28T20:26:40Z',
		from: '2026-05-27T16:40:00Z',
		knownFrom: '2026-05-31T23:00:00Z',
		dueAt: '2026-05-27T16:40:00Z',
		waits: true,
		sweep: {
			cursor: '2026-06-01T00:00:00Z',
			startedAt: '2026-06-01T00:01:01Z',
			readFrom: '2026-05-28T20:26:40Z',
			ends: ['2026-05-31T23:26:40Z', '2026-05-31T23:10:00Z'],
			part: 2,
			requests: 7,
			lostBefore: '2026-05-27T16:40:00Z',
		},
	},
	given: { '2026-06-01T00:00:00Z': 'AAALHDhK3oG' },
};

const late: Late = {
	reach: 86_400,
	notBefore: 1_780_000_000,
	from: null,
	knownFrom: 1_780_268_400,
	dueAt: null,
	sweepFirst: false,
	sweep: null,
};

const state: State = {
	source: 'moduleCompleted https://api-learn.ispring.com',
	filters: 'hash',
	cursor: 1_780_272_000,
	lookbackFrom: 1_780_268_400,
	suppressUntil: null,
	readAt: null,
	scan: null,
	late,
	seen: new SeenSet(),
};

/** Stores and restores a state, as n8n does. */
const again = (stored: unknown): State | null => restoreState(JSON.parse(JSON.stringify(stored)));

test('the stored form of this version is restored, whatever the names in the code', () => {
	const restored = again(STORED);
	const ends = [1_780_270_000, 1_780_269_000];
	expect(restored).toMatchObject({
		source: STORED.source,
		filters: 'hash',
		cursor: 1_780_272_000,
		lookbackFrom: 1_780_268_400,
		suppressUntil: 1_780_272_000,
		readAt: 1_780_271_000,
		scan: { startedAt: 1_780_272_060, readTo: null, ends, query: 3, newest: 1_780_270_001 },
		late: {
			reach: 86_400,
			notBefore: 1_780_000_000,
			from: 1_779_900_000,
			knownFrom: 1_780_268_400,
			dueAt: 1_779_900_000,
			sweepFirst: true,
			sweep: {
				cursor: 1_780_272_000,
				startedAt: 1_780_272_061,
				readFrom: 1_780_000_000,
				ends,
				query: 2,
				requests: 7,
				forgottenBefore: 1_779_900_000,
			},
		},
	});
	expect(restored?.seen.add(1_780_272_000, 'key')).toBe(false);
	expect(storeState(restored ?? state)).toEqual(STORED);
});

test('a state without scan and sweep is restored', () => {
	const stored = storeState(state);
	expect(stored).toMatchObject({ version: 2, cursor: '2026-06-01T00:00:00Z', pass: null });
	expect(again(stored)).toEqual(state);
});

/** Every second that JavaScript knows, long before 1970 and long after the year 9999. */
const moments = fc.integer({ min: -8_640_000_000_000, max: 8_640_000_000_000 });
const momentsOrNull = fc.option(moments);

test('every state survives being stored', () => {
	const counts = fc.nat();
	const ends = fc.array(moments);
	const scans = fc.record({
		startedAt: momentsOrNull,
		readTo: momentsOrNull,
		ends,
		query: counts,
		newest: momentsOrNull,
	});
	const sweeps = fc.record({
		cursor: moments,
		startedAt: momentsOrNull,
		readFrom: moments,
		ends,
		query: counts,
		requests: counts,
		forgottenBefore: moments,
	});
	const lates = fc.record({
		reach: counts,
		notBefore: moments,
		from: momentsOrNull,
		knownFrom: moments,
		dueAt: momentsOrNull,
		sweepFirst: fc.boolean(),
		sweep: fc.option(sweeps),
	});
	const parts = fc.record({
		source: fc.string(),
		filters: fc.string(),
		cursor: moments,
		lookbackFrom: moments,
		suppressUntil: momentsOrNull,
		readAt: momentsOrNull,
		scan: fc.option(scans),
		late: lates,
	});
	const events = fc.array(fc.tuple(moments, fc.string()));
	fc.assert(
		fc.property(parts, events, (some, list) => {
			const added = new SeenSet();
			for (const one of list) added.add(...one);
			const { seen, ...rest } = again(storeState({ ...some, seen: added })) ?? state;
			expect(rest).toEqual(some);
			for (const one of list) expect(seen.add(...one)).toBe(false);
		}),
	);
});

const inPart = (part: 'pass' | 'late', change: IDataObject) => ({
	...STORED,
	[part]: { ...STORED[part], ...change },
});
const inSweep = (change: IDataObject) =>
	inPart('late', { sweep: { ...STORED.late.sweep, ...change } });

test.each([
	[undefined],
	[null],
	['text'],
	[{}],
	[{ ...STORED, version: 1 }],
	[{ ...STORED, cursor: 'soon' }],
	[{ ...STORED, floor: null }],
	[{ ...STORED, source: 5 }],
	[{ ...STORED, filters: null }],
	[{ ...STORED, mutedTo: '?' }],
	[{ ...STORED, readAt: {} }],
	[{ ...STORED, pass: 'none' }],
	[inPart('pass', { startedAt: 7 })],
	[inPart('pass', { ends: ['soon'] })],
	[inPart('pass', { part: -1 })],
	[inPart('pass', { newest: 'soon' })],
	[{ ...STORED, late: undefined }],
	[inPart('late', { span: 0.5 })],
	[inPart('late', { notBefore: null })],
	[inPart('late', { from: 'soon' })],
	[inPart('late', { knownFrom: 5 })],
	[inPart('late', { dueAt: {} })],
	[inPart('late', { waits: 'yes' })],
	[inPart('late', { sweep: 'none' })],
	[inSweep({ cursor: null })],
	[inSweep({ ends: 'none' })],
	[inSweep({ requests: '7' })],
	[inSweep({ lostBefore: null })],
	[{ ...STORED, given: [7] }],
	[{ ...STORED, given: { soon: 'abcdefgh' } }],
	[{ ...STORED, given: { '2026-06-01T00:00:00Z': 5 } }],
])('%j is not restored, not even in part', (stored) => {
	expect(restoreState(stored)).toBeNull();
});
