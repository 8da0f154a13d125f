import type { IDataObject } from 'n8n-workflow';
import { Runs } from '../../../../nodes/IspringLearn/api/requester/run';
import { countItems } from '../../../../nodes/IspringLearn/api/requester/runInput';

const NODE = { name: 'iSpring Learn' };

/** What n8n passes with the items of a run: of this node, or of an agent that calls it. */
const dataOf = (node = NODE, items = 2) => ({
	node,
	data: { main: [Array.from({ length: items }, () => ({ json: {} }))] },
});

interface Options {
	data?: ReturnType<typeof dataOf>;
	signal?: AbortSignal;
	/** The arguments of an agent's call. */
	call?: IDataObject;
}

const item = (index: number, { data = DATA, signal, call = {} }: Options = {}) => ({
	getNode: () => ({ ...NODE }),
	getItemIndex: () => index,
	getExecuteData: () => data,
	getInputData: () => ({ json: call }),
	getExecutionCancelSignal: () => signal,
});

let DATA = dataOf();
let runs: Runs;
beforeEach(() => {
	DATA = dataOf();
	runs = new Runs();
});

it('shares one run among all items', () => {
	const run = runs.join(item(0));
	expect(runs.join(item(1))).toBe(run);
	expect(runs.of(item(1))).toBe(run);
	expect(runs.join(item(0, { data: dataOf() }))).not.toBe(run);
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

it('keeps state for a new try', () => {
	class State {}
	const first = runs.join(item(0));
	const again = runs.join(item(0));
	expect(again.kept.get(State)).toBe(first.kept.get(State));
	expect(again.shared.get(State)).not.toBe(first.shared.get(State));
});

describe('calls of an agent', () => {
	const agent = () => dataOf({ name: 'Agent' }, 5);

	it('are runs of their own, although n8n passes the data of the agent with each', () => {
		const data = agent();
		const [first, second] = [{ name: 'A' }, { name: 'A' }];
		const run = runs.join(item(0, { data, call: first }));
		const other = runs.join(item(0, { data, call: second }));
		expect(other).not.toBe(run);
		expect(run.signal.aborted).toBe(false);
		expect(runs.of(item(0, { data, call: first }))).toBe(run);
		expect(runs.join(item(0, { data, call: first })).kept).toBe(run.kept);
	});

	it('have one item', () => {
		expect([countItems(item(0)), countItems(item(0, { data: agent() }))]).toEqual([2, 1]);
	});
});

it('aborts with the execution, which is not a stop by an item', () => {
	const cancel = new AbortController();
	const run = runs.join(item(0, { signal: cancel.signal }));
	cancel.abort();
	expect([run.isStoppedBefore(0), run.signal.aborted]).toEqual([false, true]);
	expect(runs.join(item(0, { data: dataOf(), signal: cancel.signal })).signal.aborted).toBe(true);
});

it('works for a trigger, which has no items', () => {
	const context = { getNode: () => NODE, getItemIndex: () => 0 };
	expect(runs.join(context).isStoppedBefore(0)).toBe(false);
	expect(countItems(context)).toBe(1);
});
