/** Values that try to inject parameters, headers or paths. */
import { FORMATS, parameterOf, rowsOf, useSuite } from '../support/engine/suite';

const suite = useSuite();

const PAYLOADS = [
	'&userStatuses[]=5',
	'&pageSize=1',
	'#',
	'?a=b',
	'/../../users/v2',
	'%26a=b',
	'\r\nX-Evil: 1',
	'\0',
	'"><script>',
	'{1}',
];

test.each(PAYLOADS)('rejects %j after a date or a status before any request', async (payload) => {
	const simulator = await suite.simulator();
	for (const filters of [
		{ completionDateStart: `2026-01-01T00:00:00Z${payload}` },
		{ completionStatuses: `={{ [${JSON.stringify(`passed${payload}`)}] }}` },
	]) {
		const { error } = await suite.getAll(simulator, { filters });
		expect(error?.message).toMatch(/isn't a date|isn't a status/);
	}
	expect(simulator.requests).toEqual([]);
});

test('takes a second line after an ID for an unknown name', async () => {
	const simulator = await suite.simulator();
	const [{ id }] = simulator.world.users;
	const userIds = `${id}\r\nX-Evil: 1`;
	const { error } = await suite.getAll(simulator, { filters: { userIds } });
	expect(error?.message).toContain(`"X-Evil: 1" in 'User Names, Emails or IDs' isn't an ID`);
	for (const { path, headers } of simulator.requests.slice(1)) {
		expect(path).toBe('/users/v2');
		expect(headers).not.toHaveProperty('x-evil');
	}
});

test.each(PAYLOADS.filter((payload) => !payload.includes('\n')))(
	'drops %j after an ID and sends only the ID',
	async (payload) => {
		const simulator = await suite.simulator();
		const [{ id: userId }] = simulator.world.users;
		const [{ id: courseId }] = simulator.world.courses;
		for (const userIds of [[userId + payload], `={{ ${JSON.stringify(userId + payload)} }}`]) {
			rowsOf(await suite.getAll(simulator, { filters: { userIds } }));
			const request = simulator.requests.at(-1);
			expect(request?.path).toBe('/learners/modules/results');
			expect(request?.query).toEqual([
				['userIds[]', userId],
				['pageSize', '1000'],
			]);
			expect(request?.headers).not.toHaveProperty('x-evil');
		}
		const one = { resource: 'courseModule', scope: 'course', courseId: courseId + payload };
		rowsOf(await suite.getAll(simulator, one));
		expect(simulator.requests.at(-1)?.rawUrl).toBe(`/course/${courseId}/modules`);
		expect(simulator.violations).toEqual([]);
	},
);

test.each(PAYLOADS)('keeps %j within a page token or a text filter', async (payload) => {
	const simulator = await suite.simulator({ rows: 5 });
	const pageToken = `x${payload}y`;
	await suite.getAll(simulator, { options: { pageToken } });
	const request = simulator.requests.at(-1);
	expect(request?.path).toBe('/learners/modules/results');
	expect(request?.query.map(([name]) => name).sort()).toEqual(['pageSize', 'pageToken']);
	expect(parameterOf(request, 'pageToken')).toBe(pageToken);
	expect(request?.headers).not.toHaveProperty('x-evil');

	const emails = [`a${payload}@example.com`];
	rowsOf(await suite.getAll(simulator, { resource: 'user', filters: { emails } }));
	const people = simulator.requests.at(-1);
	expect(people?.path).toBe('/users/v2');
	expect(
		people?.query.map(([name]) => name).every((name) => ['emails[]', 'pageSize'].includes(name)),
	).toBe(true);
	expect(people?.headers).not.toHaveProperty('x-evil');
});

test.each(FORMATS)(
	'sends the page token of a %s response back unchanged, as one parameter',
	async (format) => {
		const simulator = await suite.simulator({ rows: 5, format });
		const nextPageToken = 'a&userStatuses[]=5#\u00e4 %26\t';
		const escaped = nextPageToken.replaceAll('&', '&amp;');
		const body =
			format === 'json'
				? JSON.stringify({ results: [{ userId: 'a' }], nextPageToken })
				: `<response><results><result><userId>a</userId></result></results><nextPageToken>${escaped}</nextPageToken></response>`;
		simulator.faults.add({ body });
		await suite.getAll(simulator);
		const request = simulator.requests.at(-1);
		expect(request?.query.map(([name]) => name).sort()).toEqual(['pageSize', 'pageToken']);
		expect(parameterOf(request, 'pageToken')).toBe(nextPageToken.trim());
	},
);

test.each(['abc\r\nX-Evil: 1', 'abc\0', 'abc\u00e4\u4e00'])(
	'sends no extra header for the pasted token %j, and does not leak it',
	async (accessToken) => {
		const simulator = await suite.simulator({ rows: 5 });
		const account = { authentication: 'accessToken', accessToken };
		const credentials = suite.account(simulator, account);
		const { error } = await suite.getAll(
			simulator,
			{ options: { maxRetries: 0 } },
			{ credentials },
		);
		expect(error).toBeDefined();
		expect(JSON.stringify([error, error?.message])).not.toContain('X-Evil');
		for (const { headers } of simulator.requests) expect(headers).not.toHaveProperty('x-evil');
	},
);
