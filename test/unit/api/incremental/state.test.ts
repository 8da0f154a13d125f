import fc from 'fast-check';
import { SeenSet } from '../../../../nodes/IspringLearn/api/incremental/seenSet';
import type { Late } from '../../../../nodes/IspringLearn/api/incremental/late';
import { nothingLate } from '../../../../nodes/IspringLearn/api/incremental/late';
import type { State } from '../../../../nodes/IspringLearn/api/incremental/state';
import { restoreState, storeState } from '../../../../nodes/IspringLearn/api/incremental/state';

const state = (more: Partial<State> = {}): State => ({
	source: 'moduleCompleted https://api-learn.ispring.com',
	filters: 'hash',
	cursor: 1_780_272_000,
	lookbackFrom: 1_780_268_400,
	suppressUntil: null,
	readAt: null,
	scan: null,
	late: nothingLate(1_780_268_400, 1_780_000_000, 86_400),
	seen: new SeenSet(),
	...more,
});

const again = (stored: unknown): State | null => restoreState(JSON.parse(JSON.stringify(stored)));

test('is the same after it was written down', () => {
	const given = new SeenSet();
	given.add(1_780_272_000, 'key');
	const ends = [1_780_270_000, 1_780_269_000];
	const pass = { startedAt: 1_780_272_060, readTo: null, ends, part: 3, newest: 1_780_270_001 };
	const sweep = {
		cursor: 1_780_272_000,
		startedAt: 1_780_272_061,
		readFrom: 1_780_000_000,
		ends,
		part: 2,
		requests: 7,
		lostBefore: 1_779_900_000,
	};
	const from = 1_779_900_000;
	const late: Late = { ...state().late, from, dueAt: from, waits: true, sweep };
	const whole = state({
		suppressUntil: 1_780_272_000,
		readAt: 1_780_271_000,
		scan: pass,
		late,
		seen: given,
	});
	expect(storeState(again(storeState(whole)) ?? state())).toEqual(storeState(whole));
	expect(storeState(again(storeState(state())) ?? whole)).toEqual(storeState(state()));
});

/** Every second that JavaScript knows, long before 1970 and long after the year 9999. */
const moments = fc.integer({ min: -8_640_000_000_000, max: 8_640_000_000_000 });
const perhaps = fc.option(moments);

test('whatever was written down is accepted', () => {
	const counts = fc.nat();
	const ends = fc.array(moments);
	const passes = fc.record({
		startedAt: perhaps,
		readTo: perhaps,
		ends,
		part: counts,
		newest: perhaps,
	});
	const sweeps = fc.record({
		cursor: moments,
		startedAt: perhaps,
		readFrom: moments,
		ends,
		part: counts,
		requests: counts,
		lostBefore: moments,
	});
	const lates = fc.record({
		span: counts,
		notBefore: moments,
		from: perhaps,
		knownFrom: moments,
		dueAt: perhaps,
		waits: fc.boolean(),
		sweep: fc.option(sweeps),
	});
	const parts = fc.record({
		source: fc.string(),
		filters: fc.string(),
		cursor: moments,
		lookbackFrom: moments,
		suppressUntil: perhaps,
		readAt: perhaps,
		scan: fc.option(passes),
		late: lates,
	});
	const events = fc.array(fc.tuple(moments, fc.string()));
	fc.assert(
		fc.property(parts, events, (some, list) => {
			const given = new SeenSet();
			for (const one of list) given.add(...one);
			const { seen: known, ...rest } = again(storeState({ ...some, seen: given })) ?? state();
			expect(rest).toEqual(some);
			for (const one of list) expect(known.add(...one)).toBe(false);
		}),
	);
});

test('is written with dates that can be read', () => {
	expect(storeState(state())).toMatchObject({ version: 2, cursor: '2026-06-01T00:00:00Z' });
});

const { late } = storeState(state());
const pass = { startedAt: null, readTo: null, ends: [], part: 0, newest: null };
const sweep = {
	cursor: '2026-06-01T00:00:00Z',
	startedAt: null,
	readFrom: '2026-06-01T00:00:00Z',
	ends: [],
	part: 0,
	requests: 0,
	lostBefore: '2026-06-01T00:00:00Z',
};

test.each([
	[undefined],
	[null],
	['text'],
	[{}],
	[{ ...storeState(state()), version: 1 }],
	[{ ...storeState(state()), cursor: 'soon' }],
	[{ ...storeState(state()), floor: null }],
	[{ ...storeState(state()), source: 5 }],
	[{ ...storeState(state()), filters: null }],
	[{ ...storeState(state()), mutedTo: '?' }],
	[{ ...storeState(state()), readAt: {} }],
	[{ ...storeState(state()), pass: 'none' }],
	[{ ...storeState(state()), pass: { ...pass, startedAt: 7 } }],
	[{ ...storeState(state()), pass: { ...pass, ends: ['soon'] } }],
	[{ ...storeState(state()), pass: { ...pass, part: -1 } }],
	[{ ...storeState(state()), pass: { ...pass, newest: 'soon' } }],
	[{ ...storeState(state()), late: undefined }],
	[{ ...storeState(state()), late: { ...late, span: 0.5 } }],
	[{ ...storeState(state()), late: { ...late, notBefore: null } }],
	[{ ...storeState(state()), late: { ...late, from: 'soon' } }],
	[{ ...storeState(state()), late: { ...late, knownFrom: 5 } }],
	[{ ...storeState(state()), late: { ...late, dueAt: {} } }],
	[{ ...storeState(state()), late: { ...late, waits: 'yes' } }],
	[{ ...storeState(state()), late: { ...late, sweep: 'none' } }],
	[{ ...storeState(state()), late: { ...late, sweep: { ...sweep, cursor: null } } }],
	[{ ...storeState(state()), late: { ...late, sweep: { ...sweep, ends: 'none' } } }],
	[{ ...storeState(state()), late: { ...late, sweep: { ...sweep, requests: '7' } } }],
	[{ ...storeState(state()), late: { ...late, sweep: { ...sweep, lostBefore: null } } }],
	[{ ...storeState(state()), given: [7] }],
	[{ ...storeState(state()), given: { soon: 'abcdefgh' } }],
	[{ ...storeState(state()), given: { '2026-06-01T00:00:00Z': 5 } }],
])('%j is none, not even in part', (stored) => {
	expect(restoreState(stored)).toBeNull();
});
