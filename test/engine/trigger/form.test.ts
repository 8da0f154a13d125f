import type { IDataObject, INodeProperties, INodeType } from 'n8n-workflow';
import { LoggerProxy } from 'n8n-workflow';
import { ALL_COLUMNS, SIMPLIFIED } from '../../support/columns';
import { FILTER_CASES } from '../../support/engine/filterCases';
import type { Simulator } from '../../simulator/server';
import { listUrls, rowsOf, useSuite } from '../../support/engine/suite';
import {
	complete,
	DAY,
	HOUR,
	indexesOf,
	MINUTE,
	createTriggerFixture,
} from '../../support/engine/triggerFixture';

const suite = useSuite();
afterEach(() => jest.restoreAllMocks());

/** The query without the slice and the page. */
const filtersIn = (url: string): string =>
	url
		.replace(/^[^?]*\?/, '')
		.split('&')
		.filter(
			(part) => !/^(completionDate|dueDate)\[|^pageSize=/.test(part) || /=2026-03-01/.test(part),
		)
		.join('&');

/** The filters that have a pick-list, each with its method. */
function listsIn({ description }: INodeType): string[] {
	const collections = description.properties.filter(({ name }) => name === 'filters');
	const fields = collections.flatMap(({ options }) => (options ?? []) as INodeProperties[]);
	return fields.flatMap(({ name, typeOptions }) =>
		typeOptions?.loadOptionsMethod ? [`${name}: ${typeOptions.loadOptionsMethod}`] : [],
	);
}

describe('filters', () => {
	const others = FILTER_CASES.filter(({ name }) => !name.startsWith('completionDate'));
	test.each(others)('$name: sent as the node sends it', async ({ filters, wire }) => {
		const fixture = await createTriggerFixture(suite, { rows: 200 });
		const { simulator, poller } = fixture;
		const fields = { filters: filters(simulator) };
		poller.change({ fields });
		await poller.activate();
		for (const url of listUrls(simulator)) expect(filtersIn(url)).toBe(wire(simulator));
		simulator.reset();
		rowsOf(await suite.getAll(simulator, fields));
		for (const url of listUrls(simulator)) expect(filtersIn(url)).toBe(wire(simulator));
	});

	test('by the date of the event, left over from another event, are not sent', async () => {
		const filters = {
			completionDateStart: '2026-03-01T12:00:00',
			dueDateEnd: '2026-03-01T12:00:00',
		};
		const fixture = await createTriggerFixture(suite, {}, { fields: { filters } });
		await fixture.poller.activate();
		for (const url of listUrls(fixture.simulator)) {
			expect(filtersIn(url)).toBe('dueDate[endDate]=2026-03-01T12:00:00Z');
		}
	});

	test('by a range of the date of the event, left over from another event, are not sent', async () => {
		const filters = { completedIn: 'yesterday', dueIn: '' };
		const fixture = await createTriggerFixture(suite, {}, { fields: { filters } });
		await fixture.poller.activate();
		for (const url of listUrls(fixture.simulator)) {
			expect(filtersIn(url)).toBe('');
			expect(url).not.toContain('within');
		}
	});

	test('by a relative range move with each poll, and do not count as changed filters', async () => {
		const fields = { filters: { dueIn: 'today' } };
		const fixture = await createTriggerFixture(suite, {}, { fields, timezone: 'Asia/Tokyo' });
		const { poller, simulator } = fixture;
		const clock = jest.spyOn(Date, 'now').mockImplementation(() => fixture.now * 1000);
		const ranges = async (poll: Promise<IDataObject[]>): Promise<string[]> => {
			simulator.reset();
			await poll;
			const queries = listUrls(simulator).map((url) =>
				url.match(/dueDate\[\w+\]=[^&]+/g)?.join(' '),
			);
			return [...new Set(queries)].map(String);
		};
		expect(await ranges(poller.activate())).toEqual([
			'dueDate[startDate]=2026-05-31T15:00:00Z dueDate[endDate]=2026-06-01T14:59:59Z',
		]);
		fixture.now += DAY;
		simulator.change(3, {
			dueDate: fixture.now,
			completionDate: fixture.now - MINUTE,
			completionStatus: 'passed',
		});
		// A change of the filters would begin anew, and leave out what was completed before it.
		expect(
			await ranges(
				poller.poll().then((rows) => {
					expect(indexesOf(fixture, rows)).toEqual([3]);
					return rows;
				}),
			),
		).toEqual(['dueDate[startDate]=2026-06-01T15:00:00Z dueDate[endDate]=2026-06-02T14:59:59Z']);
		clock.mockRestore();
	});

	test('do not include Overdue Only, which is an event', async () => {
		const fields = { filters: { overdueOnly: true } };
		const fixture = await createTriggerFixture(suite, {}, { fields });
		await expect(fixture.poller.activate()).rejects.toThrow("'overdueOnly' isn't a filter");
	});

	test('with a day as the upper end include that day, in the time zone of the workflow', async () => {
		const filters = { dueDateEnd: '2026-01-31' };
		const fixture = await createTriggerFixture(
			suite,
			{},
			{ fields: { filters }, timezone: 'Asia/Tokyo' },
		);
		await fixture.poller.activate();
		expect(listUrls(fixture.simulator)[0]).toContain('dueDate[endDate]=2026-01-31T14:59:59Z');
	});

	test('with more than 50 IDs are sent in several requests', async () => {
		const fixture = await createTriggerFixture(suite, { rows: 400, users: 80 });
		const { simulator, poller } = fixture;
		const userIds = simulator.world.users.map(({ id }) => id);
		poller.change({ fields: { filters: { userIds } } });
		await poller.activate();
		const { userId } = simulator.row(0);
		expect(userIds).toContain(userId);
		for (const row of [0, 200, 399]) complete(fixture, row);
		fixture.now += MINUTE;
		expect(indexesOf(fixture, await poller.poll(), 400)).toEqual([0, 200, 399]);
		expect(simulator.violations).toEqual([]);
	});

	test('are checked before the first request for results', async () => {
		const fields = { filters: { courseIds: 'No such course' } };
		const fixture = await createTriggerFixture(suite, {}, { fields });
		await expect(fixture.poller.activate()).rejects.toThrow(
			`"No such course" in 'Course Names or IDs' isn't an ID or the title of a course`,
		);
		const paths = fixture.simulator.requests.map(({ path }) => path);
		expect(paths).not.toContain('/learners/modules/results');
		fixture.simulator.reset();
		fixture.poller.change({ fields: { filters: { enrollmentIds: 'Onboarding' } } });
		await expect(fixture.poller.activate()).rejects.toThrow(
			`"Onboarding" in 'Enrollment Names or IDs' isn't an ID`,
		);
		expect(fixture.simulator.requests).toEqual([]);
	});
});

describe('names and addresses in filters', () => {
	const named = async () => {
		const fixture = await createTriggerFixture(suite, { rows: 200, users: 40 });
		const { users, courses } = fixture.simulator.world;
		const filters = { userIds: [users[0].name, users[1].email ?? ''], courseIds: courses[0].title };
		fixture.poller.change({ fields: { filters } });
		const ids = `userIds[]=${users[0].id}&userIds[]=${users[1].id}`;
		return { ...fixture, fixture, filters, wire: `courseIds[]=${courses[0].id}&${ids}` };
	};
	const lookups = (fixture: { simulator: Simulator }) =>
		listUrls(fixture.simulator).filter((url) => /^\/(users|contents)/.test(url));

	test('are looked up once; every poll sends their IDs', async () => {
		const { fixture, poller, simulator, wire } = await named();
		await poller.activate();
		expect(lookups(fixture)).toHaveLength(3);
		simulator.reset();
		for (let poll = 0; poll < 3; poll++) {
			fixture.now += MINUTE;
			await poller.poll();
		}
		expect(lookups(fixture)).toEqual([]);
		const urls = listUrls(simulator);
		expect(urls.length).toBeGreaterThanOrEqual(3);
		for (const url of urls) {
			expect(filtersIn(url).split('&').sort()).toEqual(wire.split('&').sort());
		}
		expect(simulator.violations).toEqual([]);
	});

	test('are looked up again after an hour, after a change of the filters, and by Fetch Test Event', async () => {
		const { fixture, poller, simulator, filters } = await named();
		await poller.activate();
		const now = Date.now();
		const clock = jest.spyOn(Date, 'now').mockImplementation(() => now + 61 * MINUTE * 1000);
		simulator.reset();
		await poller.poll();
		// The token has expired as well, so the first lookup is sent twice.
		expect(new Set(lookups(fixture)).size).toBe(3);
		clock.mockRestore();
		simulator.reset();
		poller.change({ fields: { filters: { ...filters, courseIds: [] } } });
		await poller.poll();
		expect(lookups(fixture)).toHaveLength(2);
		simulator.reset();
		await poller.test().catch(() => []);
		expect(lookups(fixture)).toHaveLength(2);
	});

	test('are looked up again after the server rejects their IDs', async () => {
		const { fixture, poller, simulator } = await named();
		await poller.activate();
		simulator.reset();
		simulator.faults.add({ on: { path: '/learners/modules/results' }, status: 400 });
		await expect(poller.poll()).rejects.toThrow("doesn't exist (status 400)");
		await poller.poll();
		expect(lookups(fixture)).toHaveLength(3);
	});

	test('fail with a message if the API key may not read users, and lose nothing', async () => {
		const { fixture, poller, simulator } = await named();
		simulator.faults.add({ on: { path: '/users/v2', times: 3 }, status: 403 });
		await expect(poller.activate()).rejects.toThrow("this API key isn't allowed to read users");
		simulator.faults.clear();
		simulator.faults.add({ on: { path: '/users/v2', times: Infinity }, status: 404 });
		await expect(poller.activate()).rejects.toThrow('No users found at this address');
		expect(fixture.poller.state()).toEqual({});
	});
});

describe('pick-lists', () => {
	test('have the same entries as those of the node', async () => {
		const { simulator } = await createTriggerFixture(suite, { rows: 200 });
		const { triggerType, nodeType } = suite.engine;
		const methods = Object.keys(nodeType.methods?.loadOptions ?? {});
		const account = suite.account(simulator);
		// A single course may have no training.
		const courseIds = simulator.world.courses.slice(0, 10).map(({ id }) => id);
		const form = { filters: { courseIds }, options: {} };
		for (const method of methods) {
			const entries = await suite.engine.pick(method, account, form, triggerType);
			expect(entries.length).toBeGreaterThan(1);
			expect(entries).toEqual(await suite.engine.pick(method, account, form));
		}
		expect(simulator.violations).toEqual([]);
	});

	test('belong to the same fields, and Search Lists searches them', async () => {
		const { simulator } = await createTriggerFixture(suite, { users: 1500, rows: 6000 });
		const { triggerType, nodeType } = suite.engine;
		expect(listsIn(triggerType).length).toBeGreaterThanOrEqual(5);
		expect(listsIn(nodeType)).toEqual(expect.arrayContaining(listsIn(triggerType)));
		const { courses, enrollments, users } = simulator.world;
		const ofCourse = enrollments.filter(({ course }) => course === 0);
		const { id, user } = ofCourse[ofCourse.length - 1];
		const filters = { courseIds: [courses[0].id] };
		const form = { filters, options: { findInLists: String(users[user].email) } };
		const account = suite.account(simulator);
		const found = await suite.engine.pick('getEnrollments', account, form, triggerType);
		expect(found.map(({ value }) => value)).toEqual([id]);
	});
});

test.each<[IDataObject, string]>([
	[{ event: 'moduleStarted' }, `"moduleStarted" in 'Trigger On' isn't an event`],
	[{ startFrom: 'date' }, "'Start Date' is empty"],
	[{ startFrom: 'tomorrow' }, `"tomorrow" in 'Start From' isn't a choice`],
	[{ output: 'perhaps' }, `"perhaps" in 'Output' isn't a choice`],
	[
		{ options: { overlapMinutes: -1 } },
		"'Look Back Every Poll (Minutes)' must be a whole number from 0 to 43200",
	],
	[{ options: { maxRetries: 11 } }, "'Max Retries' must be a whole number from 0 to 10"],
	[{ columns: ['boss'] }, `"boss" in 'Columns' isn't a column`],
	[{ columns: [] }, "'Columns' is empty"],
	[{ options: { readableValues: 'perhaps' } }, "'Readable Values' must be true or false"],
])('%j fails with a message that names the field', async (fields, message) => {
	const fixture = await createTriggerFixture(suite, {}, { fields: fields as never });
	await expect(fixture.poller.activate()).rejects.toThrow(message);
	expect(fixture.simulator.requests).toEqual([]);
});

describe('the items', () => {
	test('have the columns and names of the node', async () => {
		const output = 'all';
		const fixture = await createTriggerFixture(suite, {}, { fields: { output } });
		await fixture.poller.activate();
		complete(fixture, 6);
		fixture.now += MINUTE;
		const returned = await fixture.poller.poll();
		const { userId, courseId } = fixture.simulator.row(6);
		const form = { filters: { userIds: userId, courseIds: courseId }, output };
		const rows = rowsOf(await suite.getAll(fixture.simulator, form));
		expect(rows).toContainEqual(returned[0]);
		expect(Object.keys(returned[0])).toEqual(ALL_COLUMNS);
	});

	test('are records as sent, with Output Raw', async () => {
		const fixture = await createTriggerFixture(suite, {}, { fields: { output: 'raw' } });
		await fixture.poller.activate();
		complete(fixture, 6);
		fixture.now += MINUTE;
		const [row] = await fixture.poller.poll();
		expect(row).not.toHaveProperty('resultKey');
		expect(row.moduleTitle).toBe(fixture.simulator.row(6).moduleTitle);
	});

	test('lack names that the API key may not read, and the log says why', async () => {
		const warn = jest.spyOn(LoggerProxy, 'warn').mockImplementation();
		const fields = { output: 'simplified' };
		const fixture = await createTriggerFixture(suite, {}, { fields });
		await fixture.poller.activate();
		fixture.simulator.faults.add({ on: { path: '/users/v2', times: Infinity }, status: 403 });
		complete(fixture, 6);
		fixture.now += MINUTE;
		const rows = await fixture.poller.poll();
		expect(rows).toEqual([expect.objectContaining({ userName: null })]);
		expect(Object.keys(rows[0])).toEqual(SIMPLIFIED);
		expect(warn).toHaveBeenCalledTimes(1);
	});
});

describe('Start From', () => {
	test.each([
		['2026-05-30T12:00:00', 'UTC', '2026-05-30T11:59:59Z'],
		['2026-05-30T12:00:00', 'Asia/Tokyo', '2026-05-30T02:59:59Z'],
		['2026-05-30T12:00:00', 'America/New_York', '2026-05-30T15:59:59Z'],
		['2026-05-30T12:00:00+02:00', 'Asia/Tokyo', '2026-05-30T09:59:59Z'],
		[
			'={{ $now.set({ year: 2026, month: 5, day: 30 }).startOf("day") }}',
			'Europe/Berlin',
			'2026-05-29T21:59:59Z',
		],
		// An hour that the clocks skip, and one that comes twice: the later one.
		['2026-03-29T02:30:00', 'Europe/Berlin', '2026-03-29T01:29:59Z'],
		['2026-10-25T02:30:00', 'Europe/Berlin', '2026-10-25T01:29:59Z'],
		// Before the oldest date in iSpring Learn.
		['0000-01-01T00:00:00Z', 'UTC', '1999-12-31T23:59:59Z'],
	])('%s is read in the time zone of the workflow, %s', async (startDate, timezone, sent) => {
		const fields = { startFrom: 'date', startDate };
		const fixture = await createTriggerFixture(suite, {}, { fields, timezone });
		await fixture.poller.activate();
		expect(listUrls(fixture.simulator)[0]).toContain(`completionDate[startDate]=${sent}`);
	});

	test('a date: returns everything since then, nothing before, then what is new', async () => {
		const fields = { startFrom: 'date', startDate: '2026-05-31T12:00:00' };
		const fixture = await createTriggerFixture(suite, {}, { fields });
		const { poller } = fixture;
		complete(fixture, 1, fixture.now - 12 * HOUR);
		complete(fixture, 2, fixture.now - 12 * HOUR - 1);
		expect(indexesOf(fixture, await poller.activate())).toEqual([1]);
		complete(fixture, 3);
		fixture.now += MINUTE;
		expect(indexesOf(fixture, await poller.poll())).toEqual([3]);
	});

	test('an invalid date does not stop a trigger that is running', async () => {
		const fields = { startFrom: 'date', startDate: '2026-05-31T12:00:00' };
		const fixture = await createTriggerFixture(suite, {}, { fields });
		const { poller } = fixture;
		await poller.activate();
		poller.change({ fields: { ...fields, startDate: '={{ $now.gone() }}' } });
		complete(fixture, 3);
		fixture.now += MINUTE;
		expect(indexesOf(fixture, await poller.poll())).toEqual([3]);
		await expect(poller.test()).rejects.toThrow();
		poller.change({ fields: { ...fields, startDate: 'soon' } });
		await expect(poller.test()).rejects.toThrow(`"soon" in 'Start Date' isn't a date`);
	});

	test('everything: returns all there is, then what is new', async () => {
		const fixture = await createTriggerFixture(suite, {}, { fields: { startFrom: 'everything' } });
		const { simulator, poller } = fixture;
		const all = [...simulator.expectedRows()].filter((row) => row.completionDate).length;
		expect(await poller.activate()).toHaveLength(all);
		complete(fixture, 3);
		fixture.now += MINUTE;
		expect(indexesOf(fixture, await poller.poll())).toEqual([3]);
	});
});
