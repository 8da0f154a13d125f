import fc from 'fast-check';
import { Given } from '../../../../nodes/IspringLearn/source/trigger/given';
import type { State } from '../../../../nodes/IspringLearn/source/trigger/state';
import { restoreState, storeState } from '../../../../nodes/IspringLearn/source/trigger/state';

const state = (more: Partial<State> = {}): State => ({
	source: 'moduleCompleted https://api-learn.ispring.com',
	filters: 'hash',
	cursor: 1_780_272_000,
	floor: 1_780_268_400,
	mutedTo: null,
	readAt: null,
	pass: null,
	given: new Given(),
	...more,
});

const again = (stored: unknown): State | null => restoreState(JSON.parse(JSON.stringify(stored)));

test('is the same after it was written down', () => {
	const given = new Given();
	given.add(1_780_272_000, 'key');
	const pass = { startedAt: 1_780_272_060, readTo: null, ends: [1_780_270_000, 1_780_269_000] };
	const whole = state({ mutedTo: 1_780_272_000, readAt: 1_780_271_000, pass, given });
	expect(storeState(again(storeState(whole)) ?? state())).toEqual(storeState(whole));
	expect(storeState(again(storeState(state())) ?? whole)).toEqual(storeState(state()));
});

/** Every second that JavaScript knows, long before 1970 and long after the year 9999. */
const moments = fc.integer({ min: -8_640_000_000_000, max: 8_640_000_000_000 });
const perhaps = fc.option(moments);

test('whatever was written down is accepted', () => {
	const passes = fc.record({ startedAt: perhaps, readTo: perhaps, ends: fc.array(moments) });
	const parts = fc.record({
		source: fc.string(),
		filters: fc.string(),
		cursor: moments,
		floor: moments,
		mutedTo: perhaps,
		readAt: perhaps,
		pass: fc.option(passes),
	});
	const events = fc.array(fc.tuple(moments, fc.string()));
	fc.assert(
		fc.property(parts, events, (some, list) => {
			const given = new Given();
			for (const one of list) given.add(...one);
			const { given: known, ...rest } = again(storeState({ ...some, given })) ?? state();
			expect(rest).toEqual(some);
			for (const one of list) expect(known.add(...one)).toBe(false);
		}),
	);
});

test('is written with dates that can be read', () => {
	expect(storeState(state())).toMatchObject({ version: 1, cursor: '2026-06-01T00:00:00Z' });
});

test.each([
	[undefined],
	[null],
	['text'],
	[{}],
	[{ ...storeState(state()), version: 2 }],
	[{ ...storeState(state()), cursor: 'soon' }],
	[{ ...storeState(state()), floor: null }],
	[{ ...storeState(state()), source: 5 }],
	[{ ...storeState(state()), filters: null }],
	[{ ...storeState(state()), mutedTo: '?' }],
	[{ ...storeState(state()), readAt: {} }],
	[{ ...storeState(state()), pass: 'none' }],
	[{ ...storeState(state()), pass: { startedAt: 7, readTo: null, ends: [] } }],
	[{ ...storeState(state()), pass: { startedAt: null, readTo: null, ends: ['soon'] } }],
	[{ ...storeState(state()), given: [7] }],
	[{ ...storeState(state()), given: { soon: 'abcdefgh' } }],
	[{ ...storeState(state()), given: { '2026-06-01T00:00:00Z': 5 } }],
])('%j is none, not even in part', (stored) => {
	expect(restoreState(stored)).toBeNull();
});
