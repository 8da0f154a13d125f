import { Gate, Gates } from '../../../../nodes/IspringLearn/api/requester/gate';
import { CancelledError } from '../../../../nodes/IspringLearn/api/requester/abort';
import { rejectionOf } from '../../support/thrown';

beforeEach(() => {
	jest.useFakeTimers();
});
afterEach(() => {
	jest.useRealTimers();
});

/** Lets everything that can go on go on. */
const settle = async () => await jest.advanceTimersByTimeAsync(0);

const names = (count: number, letter = 'r') =>
	Array.from({ length: count }, (_, at) => `${letter}${at}`);

/** Requests to one host that hold their places until they are told to leave. */
function visits(gate: Gate) {
	type Place = Awaited<ReturnType<Gate['enter']>>;
	const entered: string[] = [];
	const places: Place[] = [];
	const owners: Record<string, object> = {};
	const visit = (name: string, more: { tries?: number; signal?: AbortSignal } = {}) => {
		const owner = (owners[name[0]] ??= {});
		return gate.enter({ owner, tries: 0, ...more }).then((place) => {
			entered.push(name);
			places.push(place);
		});
	};
	const answer = async () => {
		places.shift()?.leave({ isAnswered: true });
		await settle();
	};
	return { entered, places, visit, answer };
}

it('lets four in at once, and the others in turn', async () => {
	const { entered, visit, answer } = visits(new Gate());
	for (const name of names(9)) void visit(name);
	await settle();
	expect(entered).toEqual(names(4));
	for (let left = 1; left <= 5; left++) {
		await answer();
		expect(entered).toEqual(names(4 + left));
	}
});

it('has a place again after a request that went wrong', async () => {
	const { entered, places, visit } = visits(new Gate());
	for (const name of names(5)) void visit(name);
	await settle();
	places[0].leave({ isAnswered: false });
	await settle();
	expect(entered).toEqual(names(5));
});

it('lets owners take turns', async () => {
	const { entered, visit, answer } = visits(new Gate());
	for (const name of [...names(20, 'a'), ...names(2, 'b'), 'c0']) void visit(name);
	await settle();
	for (let left = 0; left < 6; left++) await answer();
	expect(entered.slice(4)).toEqual(['a4', 'b0', 'c0', 'a5', 'b1', 'a6']);
});

it('lets those in first that were refused most often', async () => {
	const { entered, visit, answer } = visits(new Gate());
	for (const name of names(6)) void visit(name);
	void visit('r once', { tries: 1 });
	void visit('r twice', { tries: 2 });
	void visit('r once more', { tries: 1 });
	await settle();
	for (let left = 0; left < 5; left++) await answer();
	expect(entered.slice(4)).toEqual(['r twice', 'r once', 'r once more', 'r4', 'r5']);
});

describe('a pause', () => {
	it('holds up everybody for as long as it lasts, and then lets one ahead', async () => {
		const { entered, places, visit, answer } = visits(new Gate());
		for (const name of names(9)) void visit(name);
		await settle();
		expect(places.shift()?.leaveForPause(1000, null)).toBe(1);
		for (let left = 0; left < 3; left++) await answer();
		await jest.advanceTimersByTimeAsync(999);
		expect(entered).toHaveLength(4);
		await jest.advanceTimersByTimeAsync(1);
		expect(entered).toHaveLength(5 + 3);
	});

	it('of all that were under way is one, and ends when the longest of them does', async () => {
		const { entered, places, visit, answer } = visits(new Gate());
		for (const name of names(12)) void visit(name);
		await settle();
		const counts = [1000, 3000, 1000, 0].map((wait) => places.shift()?.leaveForPause(wait, null));
		expect(counts).toEqual([1, 1, 1, 1]);
		await jest.advanceTimersByTimeAsync(2999);
		expect(entered).toHaveLength(4);
		await jest.advanceTimersByTimeAsync(1);
		expect(entered).toHaveLength(5);
		await answer();
		expect(entered).toHaveLength(7);
		await answer();
		await answer();
		expect(entered).toHaveLength(11);
	});

	it('after a pause is counted, until the host has answered', async () => {
		const { places, visit, answer } = visits(new Gate());
		// Somebody is always there, so that nothing is forgotten.
		const refuse = async () => {
			void visit('waits');
			const count = places.shift()?.leaveForPause(10, null);
			await jest.advanceTimersByTimeAsync(10);
			return count;
		};
		void visit('first');
		await settle();
		expect([await refuse(), await refuse(), await refuse()]).toEqual([1, 2, 3]);
		void visit('last');
		await answer();
		expect(await refuse()).toBe(1);
	});

	it('throws its reason to those who have no time for it, and to nobody else', async () => {
		const gate = new Gate();
		const { entered, places, visit } = visits(gate);
		await visit('a');
		const reason = new Error('busy');
		places.shift()?.leaveForPause(10_000, reason);
		const hasTimeFor = (milliseconds: number) => milliseconds <= 5000;
		const late = { owner: {}, tries: 0, hasTimeFor };
		await expect(gate.enter(late)).rejects.toBe(reason);
		void visit('b');
		await jest.advanceTimersByTimeAsync(5000);
		void gate.enter(late).then(() => entered.push('late'));
		await jest.advanceTimersByTimeAsync(5000);
		expect(entered).toEqual(['a', 'b']);
		places.shift()?.leave({ isAnswered: true });
		await settle();
		expect(entered).toEqual(['a', 'b', 'late']);
	});

	it('ends for those who are cancelled, at once and for them alone', async () => {
		const gate = new Gate();
		const { entered, places, visit } = visits(gate);
		await visit('a0');
		places.shift()?.leaveForPause(60_000, null);
		const cancel = new AbortController();
		const { signal } = cancel;
		const cancelled = names(20, 'b').map((name) =>
			rejectionOf(CancelledError, visit(name, { signal })),
		);
		void visit('c0');
		await settle();
		cancel.abort();
		expect(await Promise.all(cancelled)).toHaveLength(20);
		await rejectionOf(CancelledError, visit('b late', { signal }));
		await jest.advanceTimersByTimeAsync(60_000);
		expect(entered).toEqual(['a0', 'c0']);
	});
});

it('is no matter to those who are in that their signal is given', async () => {
	const { entered, visit, answer } = visits(new Gate());
	const cancel = new AbortController();
	const { signal } = cancel;
	const visiting = names(4).map(async (name) => await visit(name, { signal }));
	await Promise.all(visiting);
	cancel.abort();
	void visit('late');
	await answer();
	expect(entered).toEqual([...names(4), 'late']);
});

it('listens once, however many wait', async () => {
	const cancel = new AbortController();
	const added = jest.spyOn(cancel.signal, 'addEventListener');
	const removed = jest.spyOn(cancel.signal, 'removeEventListener');
	const { visit, answer } = visits(new Gate());
	for (const name of names(30)) void visit(name, { signal: cancel.signal });
	await settle();
	for (let left = 0; left < 30; left++) await answer();
	expect(added.mock.calls.length).toBe(removed.mock.calls.length);
	expect(added.mock.calls.length).toBeLessThanOrEqual(5);
});

it('is one for each host, however its address is written', () => {
	const gates = new Gates();
	const gate = gates.forHost('https://d.example');
	expect(gates.forHost('HTTPS://D.example/api/v3')).toBe(gate);
	expect(gates.forHost('https://d.example/')).toBe(gate);
	expect(gates.forHost('https://d.example:8443')).not.toBe(gate);
	expect(gates.forHost('https://e.example')).not.toBe(gate);
	expect(gates.forHost('__proto__')).toBe(gates.forHost('__proto__'));
	expect(gates.forHost('')).not.toBe(gate);
});
