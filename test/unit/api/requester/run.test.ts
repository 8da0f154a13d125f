import { Runs } from '../../../../nodes/IspringLearn/api/requester/run';

interface Options {
	data?: object;
	signal?: AbortSignal;
}

const item = (index: number, { data = DATA, signal }: Options = {}) => ({
	getItemIndex: () => index,
	getExecuteData: () => data,
	getExecutionCancelSignal: () => signal,
});

let DATA = {};
let runs: Runs;
beforeEach(() => {
	DATA = {};
	runs = new Runs();
});

it('shares one run among all items', () => {
	const run = runs.join(item(0));
	expect(runs.join(item(1))).toBe(run);
	expect(runs.join(item(0, { data: {} }))).not.toBe(run);
	expect([run.isStoppedBefore(5), run.signal.aborted]).toEqual([false, false]);
});

it('stops all items when one of them stops the run', () => {
	const [first, second] = [runs.join(item(0)), runs.join(item(1))];
	second.stop(1);
	expect([first.isStoppedBefore(0), first.signal.aborted]).toEqual([true, true]);
	expect(second.isStoppedBefore(1)).toBe(false);
	first.stop(0);
	expect([first.isStoppedBefore(0), second.isStoppedBefore(1)]).toEqual([true, false]);
	expect(runs.join(item(2)).isStoppedBefore(9)).toBe(true);
});

it('starts a new run when n8n tries again, whichever item comes first', () => {
	const first = runs.join(item(0));
	runs.join(item(1)).stop(1);
	expect(first.isStoppedBefore(0)).toBe(true);
	const again = runs.join(item(1));
	expect([again === first, again.isStoppedBefore(1)]).toEqual([false, false]);
	expect(runs.join(item(0))).toBe(again);
});

it('aborts with the execution, which is not a stop by an item', () => {
	const cancel = new AbortController();
	const run = runs.join(item(0, { signal: cancel.signal }));
	cancel.abort();
	expect([run.isStoppedBefore(0), run.signal.aborted]).toEqual([false, true]);
	expect(runs.join(item(0, { data: {}, signal: cancel.signal })).signal.aborted).toBe(true);
});

it('works for a trigger, which has no items', () => {
	expect(runs.join({ getItemIndex: () => 0 }).isStoppedBefore(0)).toBe(false);
});
