import '../support/withoutPauses';
import type { Fault } from '../simulator/server';
import { FORMATS, rowsOf, useSuite } from '../support/engine/suite';

const suite = useSuite();

const options = { pageSize: 50 };

test.each<[string, Fault[]]>([
	['429 with Retry-After', [{ on: { request: 2 }, status: 429, headers: { 'retry-after': '1' } }]],
	['503 twice', [{ on: { request: 2, times: 2 }, status: 503 }]],
	[
		'502 and 504',
		[
			{ on: { request: 1 }, status: 502 },
			{ on: { request: 2 }, status: 504 },
		],
	],
	['an empty body', [{ on: { request: 2 }, body: '' }]],
	['a socket closed before the response', [{ on: { request: 2 }, hangUp: true }]],
])('returns the same items after %s', async (_name, faults) => {
	const simulator = await suite.simulator({ rows: 120 });
	const complete = rowsOf(await suite.getAll(simulator, { options }));
	simulator.reset();
	simulator.faults.add(...faults);
	expect(rowsOf(await suite.getAll(simulator, { options }))).toEqual(complete);
	expect(simulator.faults.pending).toEqual([]);
	expect(simulator.pageRequests).toBeGreaterThan(3);
});

test.each(
	FORMATS.flatMap((format) => [
		{ format, name: 'by a closed socket', fault: { on: { request: 2 }, cut: 0.5 } },
		{
			format,
			name: 'without a connection error',
			fault: { on: { request: 3 }, cut: 0.9, cutMode: 'silent' as const },
		},
	]),
)('returns the same items after a $format body truncated $name', async ({ format, fault }) => {
	const simulator = await suite.simulator({ rows: 120, format });
	const complete = rowsOf(await suite.getAll(simulator, { options }));
	simulator.reset();
	simulator.faults.add(fault);
	expect(rowsOf(await suite.getAll(simulator, { options }))).toEqual(complete);
	expect(simulator.faults.pending).toEqual([]);
	expect(simulator.pageRequests).toBe(4);
});

test.each<[string, Fault, RegExp, RegExp]>([
	[
		'400',
		{ status: 400 },
		/^iSpring Learn rejected the request \(status 400\)$/,
		/iSpring Learn says: ".+"\. Check the values under 'Filters'/,
	],
	[
		'403',
		{ status: 403 },
		/^This API key isn't allowed to read module results \(status 403\)$/,
		/Enterprise subscription/,
	],
	[
		'404 as text',
		{ status: 404, body: 'Not Found', contentType: 'text/plain' },
		/^No module results found at this address \(status 404\)/,
		/says: "Not Found"/,
	],
	['501', { status: 501 }, /currently unavailable \(status 501\)/, /later/],
	['505', { status: 505 }, /currently unavailable \(status 505\)/, /later/],
	[
		'a web page with status 200',
		{ html: true },
		/^The response is a web page instead of data$/,
		/region in the credential/,
	],
	[
		'a web page with status 404',
		{ html: true, status: 404 },
		/web page instead of data \(status 404\)/,
		/Check the region/,
	],
	[
		'an error body with status 200',
		{ foreign: true },
		/instead of module results/,
		/Enterprise subscription/,
	],
	[
		'the records of another list',
		{ body: '{"users":[]}' },
		/contains no module results, only: users/,
		/region/,
	],
	['text', { body: 'It works!' }, /neither JSON nor XML: "It works!"/, /region/],
	[
		'a document type',
		{ body: '<!DOCTYPE r [<!ENTITY a "b">]><response/>' },
		/document type/,
		/proxy/,
	],
	[
		'status 418',
		{ status: 418, body: '' },
		/^Unexpected response from iSpring Learn \(status 418\)/,
		/region/,
	],
])('reports %s without a retry', async (_name, fault, message, description) => {
	const simulator = await suite.simulator({ rows: 120 });
	simulator.faults.add({ on: { request: 2, times: Infinity }, ...fault });
	const { error, rows } = await suite.getAll(simulator, { options });
	expect(rows).toEqual([]);
	expect(error?.message).toMatch(message);
	expect(error?.description).toMatch(description);
	expect(simulator.pageRequests).toBe(2);
});

test.each(FORMATS)('never accepts a truncated %s body as complete', async (format) => {
	const simulator = await suite.simulator({ rows: 120, format });
	simulator.faults.add({ on: { request: 3, times: Infinity }, cut: 0.7, cutMode: 'silent' });
	const { error, rows } = await suite.getAll(simulator, {
		options: { ...options, maxRetries: 1 },
	});
	expect(rows).toEqual([]);
	expect(error?.message).toMatch(/^The response is incomplete/);
	expect(error?.description).toContain("so it wasn't used");
	expect(simulator.pageRequests).toBe(4);
});

test.each([408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529])(
	'retries status %i, and reports it when it persists',
	async (status) => {
		const simulator = await suite.simulator({ rows: 120 });
		const fault = { status, headers: { 'retry-after': '0' } };
		simulator.faults.add({ on: { request: 2 }, ...fault });
		expect(rowsOf(await suite.getAll(simulator, { options }))).toHaveLength(120);
		expect(simulator.pageRequests).toBe(4);
		simulator.reset();
		simulator.faults.add({ on: { times: Infinity }, ...fault });
		const { error } = await suite.getAll(simulator, { options: { maxRetries: 1 } });
		expect(error?.message).toMatch(
			/^(iSpring Learn is currently unavailable|Too many requests) \(status \d+\)$/,
		);
		expect(error?.description).toContain('Tried 2 times');
		expect(simulator.pageRequests).toBe(2);
	},
);

test('stops after Max Retries and reports the number of requests', async () => {
	const simulator = await suite.simulator({ rows: 120 });
	simulator.faults.add({ on: { times: Infinity }, status: 429, headers: { 'retry-after': '0' } });
	const { error } = await suite.getAll(simulator, { options: { maxRetries: 2 } });
	expect(error?.message).toBe('Too many requests (status 429)');
	expect(error?.description).toContain('Tried 3 times');
	expect(simulator.pageRequests).toBe(3);
});

test('explains that one unknown id makes iSpring Learn reject the whole request', async () => {
	const simulator = await suite.simulator({ rows: 120 });
	const [{ id }] = simulator.world.users;
	const userIds = [id, '00000000-0000-0000-0000-000000000000'];
	const { error } = await suite.getAll(simulator, { filters: { userIds } });
	expect(error?.httpCode).toBe('400');
	expect(error?.message).toBe("An ID in 'User Names, Emails or IDs' doesn't exist (status 400)");
	expect(error?.description).toContain(
		'iSpring Learn rejects the whole request if one ID is unknown',
	);
	expect(error?.description).toContain('iSpring Learn says: "');
});
