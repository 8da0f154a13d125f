import type { IDataObject } from 'n8n-workflow';
import { LoggerProxy } from 'n8n-workflow';
import { COLUMNS } from '../../moduleResultColumns';
import { FILTER_CASES } from '../harness/filterCases';
import { FORMATS, listUrls, rowsOf, Suite } from '../harness/suite';
import { complete, HOUR, indexesOf, MINUTE, setStage } from '../harness/stage';

let suite: Suite;
beforeAll(async () => {
	suite = await Suite.open();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await suite.end();
});

/** What is asked for besides the window and the page. */
const filtersIn = (url: string): string =>
	url
		.replace(/^[^?]*\?/, '')
		.split('&')
		.filter(
			(part) => !/^(completionDate|dueDate)\[|^pageSize=/.test(part) || /=2026-03-01/.test(part),
		)
		.join('&');

describe('filters', () => {
	const others = FILTER_CASES.filter(({ name }) => !name.startsWith('completionDate'));
	test.each(others)('$name: asked for as by the node', async ({ filters, wire }) => {
		const stage = await setStage(suite, { rows: 200 });
		const { simulator, poller } = stage;
		const fields = { filters: filters(simulator) };
		poller.change({ fields });
		await poller.activate();
		for (const url of listUrls(simulator)) expect(filtersIn(url)).toBe(wire(simulator));
		simulator.reset();
		rowsOf(await suite.getAll(simulator, fields));
		for (const url of listUrls(simulator)) expect(filtersIn(url)).toBe(wire(simulator));
	});

	test('by the date of the event, left over from another event, are not asked for', async () => {
		const filters = {
			completionDateStart: '2026-03-01T12:00:00',
			dueDateEnd: '2026-03-01T12:00:00',
		};
		const stage = await setStage(suite, {}, { fields: { filters } });
		await stage.poller.activate();
		for (const url of listUrls(stage.simulator)) {
			expect(filtersIn(url)).toBe('dueDate[endDate]=2026-03-01T12:00:00Z');
		}
	});

	test('with more than 50 IDs are asked for in several requests', async () => {
		const stage = await setStage(suite, { rows: 400, users: 80 });
		const { simulator, poller } = stage;
		const userIds = simulator.world.users.map(({ id }) => id);
		poller.change({ fields: { filters: { userIds } } });
		await poller.activate();
		const { userId } = simulator.row(0);
		expect(userIds).toContain(userId);
		for (const row of [0, 200, 399]) complete(stage, row);
		stage.now += MINUTE;
		expect(indexesOf(stage, await poller.poll(), 400)).toEqual([0, 200, 399]);
		expect(simulator.violations).toEqual([]);
	});

	test('are checked before anything is sent', async () => {
		const fields = { filters: { courseIds: 'Onboarding' } };
		const stage = await setStage(suite, {}, { fields });
		await expect(stage.poller.activate()).rejects.toThrow(
			'Course Names or IDs: "Onboarding" is not an ID',
		);
		expect(stage.simulator.requests).toEqual([]);
	});
});

test.each<[IDataObject, string]>([
	[{ event: 'moduleStarted' }, 'Event: "moduleStarted" is not known'],
	[{ startFrom: 'date' }, 'Start Date: "" cannot be read as a date'],
	[{ startFrom: 'tomorrow' }, 'Start From: "tomorrow" is not known'],
	[{ simplify: 'perhaps' }, 'Simplify: "perhaps" cannot be used'],
	[{ options: { overlapMinutes: -1 } }, 'Overlap (Minutes): "-1" cannot be used'],
	[{ options: { maxRetries: 11 } }, 'Max Retries: "11" cannot be used'],
	[{ options: { addNames: ['boss'] } }, 'Add Names: "boss" is not known'],
])('%j is refused, naming the field', async (fields, message) => {
	const stage = await setStage(suite, {}, { fields: fields as never });
	await expect(stage.poller.activate()).rejects.toThrow(message);
	expect(stage.simulator.requests).toEqual([]);
});

describe.each(FORMATS)('what comes out, in %s', (format) => {
	test('has the columns of the node, and its names', async () => {
		const options = { addNames: ['learner', 'course', 'department'] };
		const stage = await setStage(suite, { format }, { fields: { options } });
		await stage.poller.activate();
		complete(stage, 6);
		stage.now += MINUTE;
		const given = await stage.poller.poll();
		const { userId, courseId } = stage.simulator.row(6);
		const form = { filters: { userIds: userId, courseIds: courseId }, options };
		const rows = rowsOf(await suite.getAll(stage.simulator, form));
		expect(rows).toContainEqual(given[0]);
		expect(Object.keys(given[0]).slice(0, COLUMNS.length)).toEqual(COLUMNS);
		expect(Object.keys(given[0])).toEqual(Object.keys(rows[0]));
	});

	test('is the record as sent with Simplify off', async () => {
		const stage = await setStage(suite, { format }, { fields: { simplify: false } });
		await stage.poller.activate();
		complete(stage, 6);
		stage.now += MINUTE;
		const [row] = await stage.poller.poll();
		expect(row).not.toHaveProperty('resultKey');
		expect(row.moduleTitle).toBe(stage.simulator.row(6).moduleTitle);
	});

	test('is there without names that may not be read, and the log says why', async () => {
		const warn = jest.spyOn(LoggerProxy, 'warn').mockImplementation();
		const fields = { options: { addNames: ['learner'] } };
		const stage = await setStage(suite, { format }, { fields });
		await stage.poller.activate();
		stage.simulator.faults.add({ on: { path: '/users/v2', times: Infinity }, status: 403 });
		complete(stage, 6);
		stage.now += MINUTE;
		expect(await stage.poller.poll()).toEqual([expect.objectContaining({ userName: null })]);
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
	])('%s in %s is read in the zone of the workflow', async (startDate, timezone, sent) => {
		const fields = { startFrom: 'date', startDate };
		const stage = await setStage(suite, {}, { fields, timezone });
		await stage.poller.activate();
		expect(listUrls(stage.simulator)[0]).toContain(`completionDate[startDate]=${sent}`);
	});

	test('a date: all since then, nothing before, then what is new', async () => {
		const fields = { startFrom: 'date', startDate: '2026-05-31T12:00:00' };
		const stage = await setStage(suite, {}, { fields });
		const { poller } = stage;
		complete(stage, 1, stage.now - 12 * HOUR);
		complete(stage, 2, stage.now - 12 * HOUR - 1);
		expect(indexesOf(stage, await poller.activate())).toEqual([1]);
		complete(stage, 3);
		stage.now += MINUTE;
		expect(indexesOf(stage, await poller.poll())).toEqual([3]);
	});

	test('everything: all there is, then what is new', async () => {
		const stage = await setStage(suite, {}, { fields: { startFrom: 'everything' } });
		const { simulator, poller } = stage;
		const all = [...simulator.expectedRows()].filter((row) => row.completionDate).length;
		expect(await poller.activate()).toHaveLength(all);
		complete(stage, 3);
		stage.now += MINUTE;
		expect(indexesOf(stage, await poller.poll())).toEqual([3]);
	});
});
