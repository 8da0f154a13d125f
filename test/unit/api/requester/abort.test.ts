import { CancelledError, abortableSleep } from '../../../../nodes/IspringLearn/api/requester/abort';
import { rejectionOf } from '../../support/thrown';

beforeEach(() => {
	jest.useFakeTimers();
});
afterEach(() => {
	jest.useRealTimers();
});

/** Tells whether a promise has settled, without advancing the clock. */
function follow(promise: Promise<void>) {
	const state = { settled: false };
	const settle = () => {
		state.settled = true;
	};
	promise.then(settle, settle);
	return state;
}

it.each([
	['without a signal', undefined],
	['with a signal that never aborts', new AbortController().signal],
])('waits for the given time %s', async (_name, signal) => {
	const promise = abortableSleep(5000, signal);
	const state = follow(promise);
	await jest.advanceTimersByTimeAsync(4999);
	expect(state.settled).toBe(false);
	await jest.advanceTimersByTimeAsync(1);
	expect(state.settled).toBe(true);
	await promise;
});

it('throws at once when the signal has already aborted', async () => {
	const cancelled = await rejectionOf(CancelledError, abortableSleep(60_000, AbortSignal.abort()));
	expect(cancelled.name).toBe('Cancelled');
	expect(cancelled.message).toBe('cancelled');
});

it('throws as soon as the signal aborts', async () => {
	const controller = new AbortController();
	const promise = abortableSleep(60_000, controller.signal);
	const state = follow(promise);
	await jest.advanceTimersByTimeAsync(1000);
	expect(state.settled).toBe(false);
	controller.abort();
	await rejectionOf(CancelledError, promise);
});

it('ignores a signal that aborts after the time is up', async () => {
	const controller = new AbortController();
	const promise = abortableSleep(1000, controller.signal);
	await jest.advanceTimersByTimeAsync(1000);
	await promise;
	controller.abort();
	await jest.advanceTimersByTimeAsync(60_000);
	await expect(promise).resolves.toBeUndefined();
});

it('shares one listener, and removes it however the waits end', async () => {
	const controller = new AbortController();
	const added = jest.spyOn(controller.signal, 'addEventListener');
	const removed = jest.spyOn(controller.signal, 'removeEventListener');
	const slept = [abortableSleep(1000, controller.signal), abortableSleep(1000, controller.signal)];
	await jest.advanceTimersByTimeAsync(1000);
	await Promise.all(slept);
	const cancelled = rejectionOf(CancelledError, abortableSleep(1000, controller.signal));
	controller.abort();
	await cancelled;
	await rejectionOf(CancelledError, abortableSleep(1000, controller.signal));
	const listeners = added.mock.calls.map(([, listener]) => listener);
	expect(listeners).toHaveLength(2);
	expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(listeners);
});

it('supports many waits on one signal', async () => {
	const controller = new AbortController();
	const pauses = Array.from({ length: 10 }, async () =>
		rejectionOf(CancelledError, abortableSleep(60_000, controller.signal)),
	);
	controller.abort();
	expect(await Promise.all(pauses)).toHaveLength(10);
});
