/** Responses in a character set other than UTF-8 are decoded or rejected, never silently garbled. */
import type { Charset } from '../simulator/charsets';
import { FORMATS, rowsOf, useSuite } from '../support/engine/suite';
import { complete, createTriggerFixture } from '../support/engine/triggerFixture';

const suite = useSuite();

const EVERYWHERE: Charset[] = [
	{ name: 'windows-1251' },
	{ name: 'koi8-r' },
	{ name: 'utf-8', declared: 'nowhere' },
	{ name: 'utf-8', declared: 'mark' },
	{ name: 'utf-16le', declared: 'mark' },
	{ name: 'utf-16be', declared: 'mark' },
	{ name: 'utf-16le', declared: 'header' },
	{ name: 'utf-16be', declared: 'nowhere' },
];
const BY_FORMAT = {
	json: EVERYWHERE,
	xml: [...EVERYWHERE, { name: 'windows-1251', declared: 'body' } as const],
};
const UNREADABLE: Charset[] = [
	{ name: 'windows-1251', declared: 'nowhere' },
	{ name: 'koi8-r', declared: 'mark' },
];

describe.each(FORMATS)('in %s', (format) => {
	test.each(BY_FORMAT[format])('decodes $name, declared: $declared', async (charset) => {
		const simulator = await suite.simulator({ rows: 300, format, charset });
		const options = { pageSize: 100 };
		const rows = rowsOf(await suite.getAll(simulator, { output: 'all', options }));
		const expected = [...simulator.expectedRows()];
		expect(rows.map(({ moduleTitle }) => moduleTitle)).toEqual(
			expected.map(({ moduleTitle }) => moduleTitle),
		);
		const names = simulator.world.users.map(({ name }) => name);
		expect(names.slice(0, 5)).toEqual(expect.arrayContaining(['Мария Müller']));
		expect(rows.map(({ userName }) => userName)).toContain('Мария Müller');
		const users = await suite.engine.pick('getUsers', suite.account(simulator), {});
		expect(users.map(({ name }) => name).join()).toContain('Мария Müller');
	});

	test.each(UNREADABLE)('rejects undeclared $name', async (charset) => {
		const simulator = await suite.simulator({ rows: 30, format });
		simulator.faults.add({ charset: { ...charset, declared: 'nowhere' }, on: { times: Infinity } });
		const { error, rows } = await suite.getAll(simulator, { options: { maxRetries: 0 } });
		expect(rows).toEqual([]);
		expect(error?.message).toBe(
			"The response contains characters that don't exist in its character set, utf-8",
		);
		expect(error?.description).toContain('proxy');
	});

	test('rejects an unknown character set by name, without a retry', async () => {
		const simulator = await suite.simulator({ rows: 30, format });
		const contentType = `application/${format}; charset=x-nobody`;
		simulator.faults.add({ contentType, on: { times: Infinity } });
		const { error } = await suite.getAll(simulator);
		expect(error?.message).toBe(
			`The response uses the character set "x-nobody", which n8n can't read`,
		);
		expect(simulator.pageRequests).toBe(1);
	});

	test.each<Charset>([
		{ name: 'windows-1251' },
		{ name: 'utf-16le', declared: 'mark' },
		{ name: 'utf-8', declared: 'nowhere' },
	])('quotes the error message of iSpring Learn in $name', async (charset) => {
		const simulator = await suite.simulator({ rows: 30, format });
		const message = 'Нет доступа';
		const body =
			format === 'json'
				? JSON.stringify({ code: 403, message })
				: `<?xml version="1.0"?><response><code>403</code><message>${message}</message></response>`;
		simulator.faults.add({ status: 403, body, charset, on: { times: Infinity } });
		const { error } = await suite.getAll(simulator);
		expect(error?.description).toContain('iSpring Learn says: "Нет доступа".');
		const [entry] = await suite.engine.pick('getUsers', suite.account(simulator), {});
		expect(entry.description).toContain('Нет доступа');
	});

	test('does not quote an undecodable error message', async () => {
		const simulator = await suite.simulator({ rows: 30, format });
		const body = 'Нет доступа';
		const charset: Charset = { name: 'windows-1251', declared: 'nowhere' };
		simulator.faults.add({ status: 403, body, charset, contentType: 'text/plain' });
		const { error } = await suite.getAll(simulator);
		expect(error?.message).toContain(
			"This API key isn't allowed to read module results (status 403)",
		);
		expect(error?.description).not.toMatch(/\ufffd|iSpring Learn says/);
	});

	test('the trigger decodes windows-1251', async () => {
		const fixture = await createTriggerFixture(suite, {
			format,
			charset: { name: 'windows-1251' },
		});
		await fixture.poller.poll();
		fixture.now += 60;
		complete(fixture, 1);
		const items = await fixture.poller.poll();
		expect(items.map(({ moduleTitle }) => moduleTitle)).toEqual([
			fixture.simulator.row(1).moduleTitle,
		]);
	});
});

test('decodes the token response, and rows read with a pasted token, in UTF-16', async () => {
	const simulator = await suite.simulator({
		rows: 3,
		charset: { name: 'utf-16be', declared: 'mark' },
	});
	const accessToken = simulator.issueToken();
	const pasted = suite.account(simulator, { authentication: 'accessToken', accessToken });
	expect(rowsOf(await suite.getAll(simulator))).toHaveLength(3);
	expect(rowsOf(await suite.getAll(simulator, {}, { credentials: pasted }))).toHaveLength(3);
});
