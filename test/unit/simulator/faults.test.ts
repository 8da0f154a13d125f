/** Answers of writes that fail or get lost: the test decides whether the write was done. */
import type { Fault } from '../../simulator/server';
import { Quota } from '../../simulator/server';
import { closeAll, send, start } from './client';

afterEach(closeAll);

const body = { name: 'New' };
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('a write', () => {
	it.each<[string, Fault, boolean, number]>([
		['an error before it', { status: 502 }, false, 502],
		['an error after it', { status: 502, done: true }, true, 502],
		['a limit', { status: 429, headers: { 'Retry-After': '2' } }, false, 429],
		['a token that was revoked', { revoke: true }, false, 401],
		['a redirect', { status: 304 }, false, 304],
		['a page of HTML', { html: true }, false, 200],
		['a page of HTML after it', { html: true, done: true }, true, 200],
		['a connection that closes before it', { hangUp: true }, false, 0],
		['a connection that closes after it', { hangUp: true, done: true }, true, 0],
		['a cut answer', { cut: 5 }, true, 0],
		['another status of success', { status: 200 }, true, 200],
	])('meets %s', async (_, fault, isDone, status) => {
		const simulator = await start();
		simulator.faults.add({ ...fault, on: { kind: 'write' } });
		const answer = await send(simulator, 'POST /group', { body }).catch(() => ({ status: 0 }));
		expect(answer.status).toBe(status);
		expect(simulator.world.groups).toHaveLength(isDone ? 7 : 6);
		expect([simulator.faults.pending, simulator.violations]).toEqual([[], []]);
		expect((await send(simulator, 'POST /group', { body })).status).toBe(201);
	});

	it.each([
		['before', undefined, 6],
		['after', true, 7],
	])('times out %s it was done', async (_, done, groups) => {
		const simulator = await start();
		simulator.faults.add({ on: { kind: 'write' }, delayMs: 100, done });
		const client = new AbortController();
		const answer = fetch(`${simulator.url}/group`, {
			method: 'POST',
			body: JSON.stringify(body),
			headers: {
				Accept: 'application/json',
				'Content-Type': 'application/json',
				Authorization: simulator.issueToken(),
			},
			signal: client.signal,
		});
		answer.catch(() => undefined);
		while (!simulator.requests[0]?.body) await pause(1);
		client.abort();
		await expect(answer).rejects.toThrow();
		await pause(120);
		expect(simulator.world.groups).toHaveLength(groups);
		expect(simulator.requests[0].status).toBe(0);
	});

	it('is counted while it is in flight', async () => {
		const simulator = await start({ delayMs: 150 });
		const requests = ['POST /group', 'GET /groups', 'POST /group', 'POST /group'];
		await Promise.all(
			requests.map((request) =>
				send(simulator, request, request.startsWith('POST') ? { body } : {}),
			),
		);
		expect([simulator.maxConcurrent, simulator.maxConcurrentWrites]).toEqual([4, 3]);
		await send(simulator, 'POST /group', { body });
		simulator.reset();
		expect([simulator.maxConcurrent, simulator.maxConcurrentWrites]).toEqual([0, 0]);
	});

	it('waits for the quota that all requests share', async () => {
		const simulator = await start();
		simulator.setQuota(new Quota(1, 3600));
		const read = await send(simulator, 'GET /groups');
		const write = await send(simulator, 'POST /group', { body });
		expect([read.status, write.status]).toEqual([200, 429]);
		expect(simulator.world.groups).toHaveLength(6);
	});
});

test('a fault meets the kind, the method and the path that it is for', async () => {
	const simulator = await start();
	const [group] = simulator.world.groups;
	simulator.faults.add(
		{ on: { kind: 'record' }, status: 500 },
		{ on: { kind: 'write', request: 2 }, status: 501 },
		{ on: { path: '/group/{groupId}', method: 'DELETE' }, status: 502 },
		{ status: 503 },
	);
	const statuses: number[] = [];
	for (const request of [
		'POST /group',
		`GET /group/${group.id}`,
		'POST /group',
		`GET /group/${group.id}`,
		`DELETE /group/${group.id}`,
		'GET /groups',
		`DELETE /group/${group.id}`,
	]) {
		const sent = request.startsWith('POST') ? { body } : {};
		statuses.push((await send(simulator, request, sent)).status);
	}
	expect(statuses).toEqual([201, 500, 501, 200, 502, 503, 204]);
	const { pageRequests, recordRequests, writeRequests } = simulator;
	expect([pageRequests, recordRequests, writeRequests]).toEqual([1, 2, 4]);
});
