/** The simulator's own rules that other tests rely on: they take its rows, filters, violations and faults for granted. */
import { request } from 'node:http';
import { SaxesParser } from 'saxes';
import {
	startSimulator,
	type ExpectedFilters,
	type ModuleResult,
	type Simulator,
	type SimulatorOptions,
} from '../../simulator/server';

type Page = { rows: Array<Record<string, unknown>>; token: string | null | undefined };
const PATH = '/learners/modules/results';
const NUMBERS = ['timeSpent', 'progress', 'awardedScore', 'passingScore', 'viewsCount'];
const running: Simulator[] = [];

async function start(options: SimulatorOptions = {}): Promise<Simulator> {
	const simulator = await startSimulator(options);
	running.push(simulator);
	return simulator;
}
afterEach(async () => {
	for (const simulator of running.splice(0)) await simulator.close();
});

async function call(
	simulator: Simulator,
	url: string,
	accept = 'application/json',
	token = simulator.issueToken(),
): Promise<{ status: number; type: string; text: string }> {
	const answer = await fetch(simulator.url + url, {
		headers: { Accept: accept, Authorization: `Bearer ${token}` },
	});
	return {
		status: answer.status,
		type: answer.headers.get('content-type') ?? '',
		text: await answer.text(),
	};
}

/** Flat rows of an XML list, typed by their names. */
function readXml(text: string): Page {
	const page: Page = { rows: [], token: undefined };
	const path: string[] = [];
	let value = '';
	const parser = new SaxesParser();
	parser.on('error', (error) => {
		throw error;
	});
	parser.on('opentag', ({ name }) => {
		path.push(name);
		value = '';
		if (path.length === 3) page.rows.push({});
	});
	parser.on('text', (more) => (value += more));
	parser.on('cdata', (more) => (value += more));
	parser.on('closetag', ({ name }) => {
		if (path.length === 4)
			page.rows[page.rows.length - 1][name] = NUMBERS.includes(name)
				? Number(value)
				: name.startsWith('is')
					? value === '1'
					: value;
		if (path.length === 2 && name.startsWith('nextPage')) page.token = value;
		path.pop();
	});
	parser.write(text).close();
	return page;
}
function readJson(text: string, wrapper = 'results', key = 'nextPageToken'): Page {
	const body = JSON.parse(text) as Record<string, unknown>;
	return { rows: body[wrapper] as Page['rows'], token: body[key] as Page['token'] };
}

async function all(
	simulator: Simulator,
	query = '',
	accept = 'application/json',
	path = PATH,
	read: (text: string) => Page = accept === 'application/json' ? readJson : readXml,
): Promise<{ rows: Page['rows']; pages: Page[] }> {
	const access = simulator.issueToken();
	const pages: Page[] = [];
	for (
		let token: Page['token'];
		pages.length === 0 || token;
		token = pages[pages.length - 1].token
	) {
		const answer = await call(
			simulator,
			`${path}?${query}${token ? `&pageToken=${encodeURIComponent(token)}` : ''}`,
			accept,
			access,
		);
		if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
		pages.push(read(answer.text));
	}
	return { rows: pages.flatMap((page) => page.rows), pages };
}

const tokenRequest = (
	simulator: Simulator,
	body: string,
	headers: Record<string, string> = {},
): Promise<Response> =>
	fetch(`${simulator.url}/api/v3/token`, {
		method: 'POST',
		body,
		headers: {
			'Content-Type': 'application/x-www-form-urlencoded',
			Accept: 'application/json',
			...headers,
		},
	});
const GOOD = 'client_id=sim-client&client_secret=sim-secret&grant_type=client_credentials';

describe('pages', () => {
	it('hold every row once, the same in JSON and in XML', async () => {
		const simulator = await start();
		const expected = [...simulator.expectedRows()];
		const json = await all(simulator, 'pageSize=333');
		const xml = await all(simulator, '', 'application/xml');
		expect(json.pages.map((page) => page.rows.length)).toEqual([
			333, 333, 333, 333, 333, 333, 333, 169,
		]);
		expect(xml.pages).toHaveLength(3);
		expect(json.rows).toEqual(expected);
		expect(xml.rows).toEqual(expected);
		expect(json.pages.at(-1)).toEqual({ rows: expect.any(Array), token: undefined });
		expect(json.pages.some((page) => page.token?.endsWith('='))).toBe(true);
		expect(
			new Set(
				expected.map((row) => [row.userId, row.courseId, row.moduleId, row.enrollmentId].join()),
			).size,
		).toBe(2500);
		expect(simulator.violations).toEqual([]);
		expect([simulator.pageRequests, simulator.maxConcurrent]).toEqual([11, 1]);
		const text = (await call(simulator, PATH, '*/*')).text;
		for (const part of [
			'<![CDATA[',
			'&#39;',
			'&amp;',
			'&#128512;',
			'<isOverdue>1</isOverdue>',
			'<progress>9.09</progress>',
		])
			expect(text).toContain(part);
	});
});

describe('filters', () => {
	it('select the rows that they say', async () => {
		const simulator = await start({ rows: 2000, allActive: false });
		const { world } = simulator;
		const rows = [...simulator.expectedRows({ userStatuses: [1, 3, 5] })];
		expect(rows).toHaveLength(2000);
		const users = new Map(world.users.map((user) => [user.id, user]));
		const active = rows.filter((row) => users.get(row.userId)?.status === 1);
		expect(active.length).toBeLessThan(2000);
		const at = (text: string | undefined): number => Date.parse(text ?? '');
		const [from, to] = [active[800].accessDate, '2026-01-01T00:00:00+00:00'];
		const out = (text: string): string => text.replace('+00:00', 'Z');
		const tree = world.departmentTree(1).map((d) => world.departments[d].id);
		const pick = active[1034];
		const cases: Array<[ExpectedFilters, (row: ModuleResult) => boolean]> = [
			[{}, () => true],
			[
				{ userIds: [pick.userId, world.users[0].id] },
				(row) => row.userId === pick.userId || row.userId === world.users[0].id,
			],
			[{ courseIds: [pick.courseId] }, (row) => row.courseId === pick.courseId],
			[{ moduleIds: [pick.moduleId] }, (row) => row.moduleId === pick.moduleId],
			[
				{ courseItemIds: [world.modules[3].itemId] },
				(row) => row.courseItemId === world.modules[3].itemId,
			],
			[
				{ enrollmentIds: [world.enrollment(90).id] },
				(row) => row.enrollmentId === world.enrollment(90).id,
			],
			[
				{ departmentIds: [world.departments[1].id] },
				(row) => tree.includes(users.get(row.userId)?.departmentId ?? ''),
			],
			[
				{ completionStatuses: ['failed', 'pending'] },
				(row) => ['failed', 'pending'].includes(row.completionStatus),
			],
			[
				{ accessDate: { startDate: out(from), endDate: out(from) } },
				(row) => row.accessDate === from,
			],
			[{ accessDate: { startDate: out(to) } }, (row) => at(row.accessDate) >= at(to)],
			[{ dueDate: { endDate: out(to) } }, (row) => at(row.dueDate) <= at(to)],
			[
				{
					completionDate: { startDate: '2025-06-01T00:00:00Z', endDate: out(to) },
					courseIds: [pick.courseId],
				},
				(row) =>
					row.courseId === pick.courseId &&
					at(row.completionDate) >= at('2025-06-01T00:00:00Z') &&
					at(row.completionDate) <= at(to),
			],
		];
		for (const [filters, test] of cases) {
			const query = Object.entries(filters)
				.flatMap(([name, value]) =>
					Object.entries(value).map(
						([key, one]) =>
							`${name}[${Array.isArray(value) ? '' : key}]=${encodeURIComponent(String(one))}`,
					),
				)
				.join('&');
			const expected = active.filter(test);
			expect([filters, expected.length > 0]).toEqual([filters, true]);
			expect((await all(simulator, query)).rows).toEqual(expected);
			expect([...simulator.expectedRows(filters)]).toEqual(expected);
		}
		expect((await all(simulator, 'userStatuses[]=3&userStatuses[]=5')).rows).toHaveLength(
			2000 - active.length,
		);
		expect(simulator.violations).toEqual([]);
	});

	it('are rejected if malformed, and recorded if unknown', async () => {
		const simulator = await start({ rows: 50 });
		const id = simulator.world.users[0].id;
		const fifty = Array.from({ length: 51 }, () => `userIds[]=${id}`).join('&');
		for (const [query, named] of [
			['userIds[]=1', 'userIds'],
			['userIds[]=', 'userIds'],
			[`courseIds[]=${id}`, 'courseIds'],
			[`userIds[]=${id},${id}`, 'userIds'],
			[fifty, 'userIds'],
			['completionStatuses[]=done', 'completionStatuses'],
			['userStatuses[]=2', 'userStatuses'],
			['pageSize=0', 'pageSize'],
			['pageSize=1001', 'pageSize'],
			['dueDate[startDate]=2026-01-01', 'dueDate[startDate]'],
			['dueDate[endDate]=2026-02-30T00:00:00Z', 'dueDate[endDate]'],
			['pageToken=abc', 'pageToken'],
			[
				'accessDate[startDate]=2026-01-02T00:00:00Z&accessDate[endDate]=2026-01-01T00:00:00Z',
				'accessDate[startDate]',
			],
		]) {
			const { status, text } = await call(simulator, `${PATH}?${query}`);
			expect([query, status, JSON.parse(text)]).toEqual([
				query,
				400,
				{ code: 400, message: expect.stringContaining(named) },
			]);
			expect(simulator.violations.at(-1)).toContain(named);
		}
		simulator.reset();
		expect(
			(await all(simulator, `completionStatus=failed&userIds[0]=${id}&courseIds=a,b`)).rows,
		).toHaveLength(50);
		expect(simulator.requests[0].unknownParameters).toEqual([
			'completionStatus',
			'userIds[0]',
			'courseIds',
		]);
		expect(simulator.violations).toHaveLength(3);
		const { pages } = await all(simulator, 'pageSize=5');
		const foreign = await call(
			simulator,
			`${PATH}?userIds[]=${id}&pageToken=${encodeURIComponent(pages[0].token ?? '')}`,
			'application/xml',
		);
		expect([foreign.status, foreign.text]).toEqual([
			400,
			expect.stringContaining('<code>400</code>'),
		]);
		expect(simulator.violations.at(-1)).toContain('another query');
	});
});

describe('access tokens', () => {
	it('are issued for the right key, in both formats', async () => {
		const simulator = await start();
		expect(await (await tokenRequest(simulator, GOOD)).json()).toEqual({
			access_token: expect.any(String),
			expires_in: 1800,
			token_type: 'bearer',
		});
		expect(await (await tokenRequest(simulator, GOOD, { Accept: '*/*' })).text()).toMatch(
			/<response>\s*<access_token>[\w-]+<\/access_token>\s*<expires_in>1800</,
		);
		expect((await tokenRequest(simulator, GOOD.replace('sim-secret', 'x'))).status).toBe(401);
		expect(
			(await tokenRequest(simulator, GOOD.replace('client_credentials', 'password'))).status,
		).toBe(400);
		expect(
			(await tokenRequest(simulator, GOOD, { 'Content-Type': 'application/json' })).status,
		).toBe(400);
		expect(simulator.tokenRequests).toBe(5);
	});

	it('expire by age, use and revocation; a newer one leaves an older one alive', async () => {
		const simulator = await start({ tokenUses: 2, tokenLifeSeconds: 0.2, rows: 10 });
		const [first] = [simulator.issueToken(), simulator.issueToken()];
		const status = async (token: string): Promise<number> =>
			(await call(simulator, PATH, 'application/json', token)).status;
		expect([await status(first), await status(first), await status(first)]).toEqual([
			200, 200, 401,
		]);
		const second = simulator.issueToken();
		simulator.revokeTokens();
		const third = simulator.issueToken();
		expect([await status(second), await status(third)]).toEqual([401, 200]);
		await new Promise((resolve) => setTimeout(resolve, 250));
		expect(await status(third)).toBe(401);
		expect(simulator.violations).toEqual([]);
		expect(await status('made-up')).toBe(401);
		expect(simulator.violations).toEqual([`GET ${PATH}: Unknown access token`]);
	});
});

describe('faults', () => {
	it('change responses', async () => {
		const simulator = await start({ rows: 30 });
		simulator.faults.add(
			{ on: { request: 2, times: 2 }, status: 429, headers: { 'Retry-After': '3' } },
			{ on: { request: 4 }, html: true },
			{ on: { request: 5 }, foreign: true },
			{ on: { path: '/api/v3/token' }, status: 503, body: 'down', contentType: 'text/plain' },
		);
		const answers = [];
		for (let n = 0; n < 6; n++) answers.push(await call(simulator, `${PATH}?pageSize=1`));
		expect(answers.map((answer) => answer.status)).toEqual([200, 429, 429, 200, 200, 200]);
		expect(answers[1].text).toContain('"code":429');
		expect(answers[3].type).toContain('html');
		expect(JSON.parse(answers[4].text)).toEqual({ code: 400, message: expect.any(String) });
		const down = await tokenRequest(simulator, GOOD);
		expect([down.status, await down.text()]).toEqual([503, 'down']);
		expect((await tokenRequest(simulator, GOOD)).status).toBe(200);

		simulator.reset();
		simulator.faults.add(
			{ on: { request: 2 }, emptyPage: true },
			{ on: { request: 3 }, oversize: 2 },
		);
		const { pages, rows } = await all(simulator, 'pageSize=10');
		expect(pages.map((page) => page.rows.length)).toEqual([10, 0, 12, 8]);
		expect(new Set(pages.map((page) => page.token)).size).toBe(4);
		expect(rows).toEqual([...simulator.expectedRows()]);
		simulator.faults.add({ repeatToken: true }, { revoke: true });
		const repeated = `${PATH}?pageSize=10&pageToken=${encodeURIComponent(pages[0].token ?? '')}`;
		expect(readJson((await call(simulator, repeated)).text).token).toBe(pages[0].token);
		expect((await call(simulator, repeated)).status).toBe(401);
	});

	it('cut responses off, and close connections', async () => {
		const simulator = await start({ rows: 30 });
		const raw = (): Promise<{ text: string; complete: boolean }> =>
			new Promise((resolve, reject) => {
				request(
					simulator.url + PATH,
					{
						agent: false,
						headers: { Accept: 'application/json', Authorization: simulator.issueToken() },
					},
					(res) => {
						let text = '';
						res
							.setEncoding('utf8')
							.on('data', (more) => (text += more))
							.on('error', () => undefined)
							.on('close', () => resolve({ text, complete: res.complete }));
					},
				)
					.on('error', reject)
					.end();
			});
		simulator.faults.add(
			{ cut: 100 },
			{ cut: 0.5, cutMode: 'silent' },
			{ hangUp: true },
			{ on: { times: 3 }, delayMs: 150 },
		);
		const broken = await raw();
		expect([broken.text.length, broken.complete]).toEqual([100, false]);
		const silent = await raw();
		expect(silent.complete).toBe(true);
		expect(() => JSON.parse(silent.text)).toThrow();
		await expect(raw()).rejects.toThrow();
		await Promise.all([raw(), raw(), raw()]);
		expect(simulator.maxConcurrent).toBe(3);
		expect(
			Math.max(...simulator.requests.map(({ startedAt, endedAt = 0 }) => endedAt - startedAt)),
		).toBeGreaterThanOrEqual(149);
		expect(simulator.requests.map(({ status }) => status)).toEqual([200, 200, 0, 200, 200, 200]);
	});
});

describe('character sets', () => {
	const title = 'Größe – Пожар 😀 €';
	const rowEdit = (row: ModuleResult): ModuleResult => ({ ...row, moduleTitle: title });
	const read = async (options: SimulatorOptions, accept: string) => {
		const simulator = await start({ rows: 1, rowEdit, ...options });
		const answer = await fetch(simulator.url + PATH, {
			headers: { Accept: accept, Authorization: simulator.issueToken() },
		});
		const type = answer.headers.get('content-type');
		return { type, bytes: new Uint8Array(await answer.arrayBuffer()) };
	};

	test.each(['windows-1251', 'koi8-r', 'iso-8859-2', 'utf-16le', 'utf-16be', 'utf-8'])(
		'%s: characters that it lacks are written as an escape or a reference',
		async (name) => {
			for (const accept of ['application/json', 'application/xml']) {
				const { type, bytes } = await read({ charset: { name } }, accept);
				expect(type).toBe(`${accept}; charset=${name}`);
				const text = new TextDecoder(name, { fatal: true }).decode(bytes);
				const [row] = (accept.endsWith('json') ? readJson(text) : readXml(text)).rows;
				expect(row.moduleTitle).toBe(title);
			}
		},
	);
});
