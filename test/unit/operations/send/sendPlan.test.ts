import fc from 'fast-check';
import type { Parameters } from '../../../../nodes/IspringLearn/api/endpoints/endpoint';
import { WRITES } from '../../../../nodes/IspringLearn/api/endpoints/writes';
import { CancelledError } from '../../../../nodes/IspringLearn/api/requester/abort';
import { HostLimiter } from '../../../../nodes/IspringLearn/api/requester/hostLimiter';
import type { SendRequest } from '../../../../nodes/IspringLearn/api/requester/requester';
import type { SendPlan } from '../../../../nodes/IspringLearn/operations/send/plan';
import { isPlan, toPortions } from '../../../../nodes/IspringLearn/operations/send/plan';
import { SendFailed, sendPlan } from '../../../../nodes/IspringLearn/operations/send/sendPlan';
import { rejectionOf } from '../../support/thrown';

const ids = (count: number): string[] => Array.from({ length: count }, (_, at) => `id-${at}`);

const deactivate = (userIds: string[], skip?: ReadonlySet<string>): SendPlan => ({
	endpoint: WRITES.deactivateUsers,
	parameters: { userIds },
	action: 'deactivated',
	split: { list: 'userIds' },
	skip,
});

const answer = (status: number, retryAfter?: string) =>
	Object.assign(new Error('no'), {
		response: { status, data: '', headers: retryAfter ? { 'retry-after': retryAfter } : {} },
	});
const networkError = (code: string) => Object.assign(new Error(code), { code });

/** Sends with these outcomes, one after another: an error, or a result. */
function sender(...outcomes: unknown[]) {
	const sent: Parameters[] = [];
	const send = async (_endpoint: unknown, parameters: Parameters) => {
		sent.push(parameters);
		const outcome = outcomes.length > 1 ? outcomes.shift() : outcomes[0];
		return await (outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome));
	};
	const wait = async () => await Promise.resolve();
	const policy = { limiter: new HostLimiter(), maxRetries: 3, wait };
	return { sent, with: { send: send as unknown as SendRequest, policy } };
}

describe('portions', () => {
	it('hold each entry once, in order, at most 50', () => {
		fc.assert(
			fc.property(fc.array(fc.nat(200).map(String), { minLength: 1 }), (list) => {
				const portions = toPortions(deactivate(list));
				const sent = portions.map(({ parameters }) => parameters.userIds as string[]);
				expect(sent.flat()).toEqual([...new Set(list)]);
				expect(Math.max(...sent.map(({ length }) => length))).toBeLessThanOrEqual(50);
				expect(portions.map(({ entries }) => entries)).toEqual(sent);
			}),
		);
	});

	it('leave out what an earlier try has done', () => {
		const [portion, ...others] = toPortions(deactivate(ids(60), new Set(ids(59))));
		expect(portion.parameters).toEqual({ userIds: ['id-59'] });
		expect(others).toEqual([]);
		expect(toPortions(deactivate(ids(2), new Set(ids(2))))).toEqual([]);
	});

	it.each([[[]], [undefined], ['id-1'], [null]])('are never empty, as with %j', (userIds) => {
		expect(() => toPortions({ ...deactivate([]), parameters: { userIds } })).toThrow(TypeError);
	});

	it('hold one entry each where the endpoint takes one', () => {
		const split = { list: 'userIds', as: 'userId' };
		const parameters = { userIds: ids(2), date: '2026-01-31' };
		const plan = { endpoint: WRITES.scheduleTermination, parameters, action: 'x', split };
		expect(toPortions(plan).map((portion) => portion.parameters)).toEqual([
			{ userId: 'id-0', date: '2026-01-31' },
			{ userId: 'id-1', date: '2026-01-31' },
		]);
	});
});

describe('the outcome', () => {
	it.each<[string, SendPlan, unknown, object]>([
		[
			'the ID of what was created',
			{ endpoint: WRITES.createUser, parameters: { fields: {} }, action: 'created' },
			'id-1',
			{ action: 'created', userId: 'id-1' },
		],
		[
			'the ID in the path',
			{ endpoint: WRITES.updateUser, parameters: { userId: 'id-2' }, action: 'updated' },
			null,
			{ action: 'updated', userId: 'id-2' },
		],
		['the list', deactivate(ids(51)), null, { action: 'deactivated', userIds: ids(51) }],
		[
			'what the plan shows',
			{ ...deactivate(ids(1)), shows: { groupId: 'id-3' } },
			null,
			{ action: 'deactivated', userIds: ids(1), groupId: 'id-3' },
		],
	])('has %s', async (_name, plan, result, expected) => {
		expect(isPlan(plan)).toBe(true);
		const outcome = await sendPlan(sender(result).with, plan);
		expect(outcome).toEqual(expected);
		expect(isPlan(outcome)).toBe(false);
	});
});

describe('a request', () => {
	it.each([
		['429', answer(429)],
		['503 with Retry-After', answer(503, '0')],
		['a refused connection', networkError('ECONNREFUSED')],
	])('is sent again after %s', async (_name, error) => {
		jest.useFakeTimers();
		const { sent, with: tools } = sender(error, null);
		const sending = sendPlan(tools, deactivate(ids(1)));
		await jest.advanceTimersByTimeAsync(60_000);
		await sending;
		expect(sent).toHaveLength(2);
		jest.useRealTimers();
	});

	it.each([
		['500', answer(500)],
		['503 without Retry-After', answer(503)],
		['504', answer(504)],
		['a timeout', networkError('ECONNABORTED')],
		['a broken connection', networkError('ECONNRESET')],
	])('is sent once, and unconfirmed, after %s', async (_name, error) => {
		const { sent, with: tools } = sender(error);
		const failed = await rejectionOf(SendFailed, sendPlan(tools, deactivate(ids(1))));
		expect([sent.length, failed.isUnconfirmed, failed.retries]).toEqual([1, true, 0]);
	});

	it('that is rejected ends the plan, and says what was done before it', async () => {
		const { sent, with: tools } = sender(null, answer(400));
		const failed = await rejectionOf(SendFailed, sendPlan(tools, deactivate(ids(120))));
		expect(sent).toHaveLength(2);
		expect(failed.isUnconfirmed).toBe(false);
		expect(failed.entries).toEqual({
			done: ids(50),
			failed: ids(100).slice(50),
			unsent: ids(120).slice(100),
		});
	});

	const withoutSplit = (parameters: Parameters): SendPlan => ({
		endpoint: WRITES.createGroup,
		parameters,
		action: 'created',
	});

	it.each<[string, SendPlan, Error, boolean]>([
		['several IDs', deactivate(ids(2)), answer(400), true],
		['several IDs, forbidden', deactivate(ids(2)), answer(403), true],
		['several IDs, as one request of too many', deactivate(ids(2)), answer(429), false],
		['several IDs, without a connection', deactivate(ids(2)), networkError('ENOTFOUND'), false],
		['one ID', deactivate(ids(1)), answer(400), false],
		['values', withoutSplit({ name: 'Sales' }), answer(400), false],
		['values and IDs', withoutSplit({ name: 'Sales', userIds: ids(1) }), answer(400), true],
		['values and objects', withoutSplit({ roles: [{ roleId: 'id-0' }] }), answer(400), false],
	])('that is rejected may be done in part: %s', async (_name, plan, error, expected) => {
		const { with: tools } = sender(error);
		const policy = { ...tools.policy, maxRetries: 0 };
		const failed = await rejectionOf(SendFailed, sendPlan({ ...tools, policy }, plan));
		expect([failed.isUnconfirmed, failed.mayBePartlyDone]).toEqual([false, expected]);
	});

	it('is not sent after the execution was cancelled', async () => {
		const cancel = new AbortController();
		const { sent, with: tools } = sender(null);
		const send = (async (...request: Parameters[]) => {
			cancel.abort();
			return await (tools.send as unknown as (...all: Parameters[]) => Promise<null>)(...request);
		}) as unknown as SendRequest;
		const policy = { ...tools.policy, signal: cancel.signal };
		const failed = await rejectionOf(SendFailed, sendPlan({ send, policy }, deactivate(ids(60))));
		expect(failed.cause).toBeInstanceOf(CancelledError);
		expect(sent).toHaveLength(1);
		expect(failed.isUnconfirmed).toBe(false);
		expect(failed.entries).toEqual({ done: ids(50), failed: [], unsent: ids(60).slice(50) });
	});
});
