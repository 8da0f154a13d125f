/** Decoding of unusual responses: character references, renamed records, results without an enrollment, bare lists. */
import { shortKeyOf } from '../support/columns';
import { FORMATS, rowsOf, useSuite } from '../support/engine/suite';

const suite = useSuite();

test.each([
	['a surrogate pair', 'A\\ud83d\\ude00B', 'A&#55357;&#56832;B', 'A😀B'],
	['a control character', 'a\\u000bb', 'a&#11;b', 'a\vb'],
	['a lone surrogate', '\\ud83d', '&#xD83D;', '\ud83d'],
])('decodes %s the same way from JSON and from XML', async (_name, json, xml, title) => {
	for (const body of [
		`{"results":[{"userId":"u","moduleTitle":"${json}"}]}`,
		`<response><results><result><userId>u</userId><moduleTitle>${xml}</moduleTitle></result></results></response>`,
		`<response><results><result a="b"><userId>u</userId><moduleTitle>${xml}</moduleTitle></result></results></response>`,
	]) {
		const simulator = await suite.simulator({ rows: 1 });
		simulator.faults.add({ body });
		const [row] = rowsOf(await suite.getAll(simulator));
		expect(row.moduleTitle).toBe(title);
	}
});

test('reads users from userProfileV2 elements, in rows and in pick-lists', async () => {
	const simulator = await suite.simulator({ users: 30, rows: 30, format: 'xml' });
	const all = rowsOf(await suite.getAll(simulator, { resource: 'user' }));
	const page = await (
		await fetch(`${simulator.url}/users/v2`, {
			headers: { Authorization: simulator.issueToken(), Accept: 'application/xml' },
		})
	).text();
	const body = page.replaceAll('userProfile>', 'userProfileV2>');
	expect(body.match(/<userProfileV2>/g)).toHaveLength(30);
	simulator.faults.add({ body }, { body });
	expect(rowsOf(await suite.getAll(simulator, { resource: 'user' }))).toEqual(all);
	expect(await suite.engine.pick('getUsers', suite.account(simulator), {})).toHaveLength(30);
});

test.each(['[]', '[{"userId":"u"}]', '"maintenance"', '0', 'null'])(
	'rejects %s and says what to check',
	async (body) => {
		const simulator = await suite.simulator({ rows: 1 });
		simulator.faults.add({ body });
		const { error, rows } = await suite.getAll(simulator);
		expect(rows).toEqual([]);
		expect(error?.message).toMatch(/^The response is a JSON (list|value) instead of an object/);
		expect(error?.description).toContain('An older API or another service');
		expect(simulator.pageRequests).toBe(1);
	},
);

describe.each(FORMATS)('results without an enrollment, in %s', (format) => {
	const twice = ['2026-01-01T00:00:00+00:00', '2026-02-01T00:00:00+00:00'].map((accessDate) => ({
		userId: 'u',
		courseId: 'c',
		moduleId: 'm',
		accessDate,
	}));
	const body =
		format === 'json'
			? JSON.stringify({ results: twice })
			: `<response><results>${twice
					.map(
						(one) =>
							`<result>${Object.entries(one)
								.map(([name, value]) => `<${name}>${value}</${name}>`)
								.join('')}</result>`,
					)
					.join('')}</results></response>`;

	test.each([
		['moduleResult', 'u:c:m'],
		['courseResult', 'u:c'],
	])('have unique keys: %s', async (resource, start) => {
		const simulator = await suite.simulator({ rows: 1 });
		simulator.faults.add({ body });
		const rows = rowsOf(await suite.getAll(simulator, { resource }));
		expect(rows.map(({ resultKey }) => resultKey)).toEqual(
			twice.map(({ accessDate }) => shortKeyOf(`${start}:${accessDate}`)),
		);
	});

	test('are all kept when a long list of IDs needs several requests', async () => {
		const simulator = await suite.simulator({ users: 60, rows: 300 });
		simulator.faults.add({ body });
		const userIds = simulator.world.users.map(({ id }) => id);
		const rows = rowsOf(await suite.getAll(simulator, { filters: { userIds } }));
		expect(rows.filter(({ userId }) => userId === 'u')).toHaveLength(2);
	});
});
