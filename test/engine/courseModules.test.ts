/** The modules of many courses: course by course, or from the old list if the host has no other. */
import type { INodeParameters } from 'n8n-workflow';
import type { Module, Simulator } from '../simulator/server';
import { COLUMNS_OF } from '../support/columns';
import { cancelAtSecondPage, FORMATS, listUrls, rowsOf, useSuite } from '../support/engine/suite';

const suite = useSuite();

const COLUMNS = COLUMNS_OF.courseModule;
const UNKNOWN = '00000000-0000-0000-0000-000000000000';
const OLD_LIST = '/courses/modules';

const read = async (simulator: Simulator, fields: INodeParameters = {}, job = {}) =>
	await suite.getAll(simulator, { resource: 'courseModule', ...fields }, job);

/** Modules of these courses (by default, of the listed ones), course by course. */
function modulesOf({ world }: Simulator, courses?: readonly number[]): Module[] {
	const indexes = courses ?? world.courses.filter(({ listed }) => listed).map(({ index }) => index);
	return indexes.flatMap((at) => world.modules.filter(({ course }) => course === at));
}

const idsOf = (modules: ReadonlyArray<{ id: string }>) => modules.map(({ id }) => id);
const moduleIds = (rows: ReadonlyArray<Record<string, unknown>>) =>
	rows.map(({ moduleId }) => moduleId);
const pathOf = (simulator: Simulator, course: number) =>
	`/course/${simulator.world.courses[course].id}/modules`;
const courseIds = ({ world }: Simulator, courses: readonly number[]) =>
	courses.map((at) => world.courses[at].id);

describe.each(FORMATS)('in %s', (format) => {
	test('reads the modules of every listed course, including trainings, four courses at a time', async () => {
		const simulator = await suite.simulator({ rows: 60, users: 12, format, delayMs: 15 });
		const rows = rowsOf(await read(simulator, { options: { pageSize: 7 } }));
		const expected = modulesOf(simulator);
		expect(moduleIds(rows)).toEqual(idsOf(expected));
		expect(new Set(rows.map(({ type }) => type))).toEqual(new Set(['material', 'training']));
		expect(rows.map(({ courseId }) => courseId)).toEqual(expected.map(({ courseId }) => courseId));
		expect(rows[0].contentItemId).toBe(expected[0].itemId);
		for (const row of rows) expect(Object.keys(row)).toEqual(COLUMNS);
		const urls = listUrls(simulator);
		expect(urls[0]).toBe('/contents?contentTypes[]=Course&pageSize=7');
		expect(urls.filter((url) => url.startsWith('/course/'))).toHaveLength(18);
		expect(urls.some((url) => url.startsWith(OLD_LIST))).toBe(false);
		expect(simulator.maxConcurrent).toBe(4);
		expect(simulator.violations).toEqual([]);
	});

	test('returns no modules for an account without courses', async () => {
		const simulator = await suite.simulator({ format });
		const body = format === 'json' ? '{}' : '<response/>';
		simulator.faults.add({ on: { path: '/contents' }, body });
		expect(rowsOf(await read(simulator))).toEqual([]);
		expect(simulator.pageRequests).toBe(1);
	});

	test('reads each chosen course once, listed or not', async () => {
		const simulator = await suite.simulator({ format });
		const [first, unlisted] = courseIds(simulator, [1, 9]);
		const chosen = [first, unlisted, first.toUpperCase()];
		const rows = rowsOf(await read(simulator, { filters: { courseIds: chosen } }));
		expect(moduleIds(rows)).toEqual(idsOf(modulesOf(simulator, [1, 9])));
		expect(listUrls(simulator)).toEqual([1, 9].map((at) => pathOf(simulator, at)));
	});

	test('applies the limit across courses and requests no more courses than needed', async () => {
		const simulator = await suite.simulator({ format });
		const some = rowsOf(await read(simulator, { returnAll: false, limit: 7 }));
		expect(moduleIds(some)).toEqual(idsOf(modulesOf(simulator)).slice(0, 7));
		expect(simulator.pageRequests).toBeLessThan(8);
		const other = await suite.simulator({ format });
		const one = rowsOf(await read(other, { returnAll: false, limit: 1 }));
		expect(moduleIds(one)).toEqual(idsOf(modulesOf(other)).slice(0, 1));
		expect(listUrls(other).slice(1)).toEqual([pathOf(other, 0)]);
	});

	test('returns records as sent with Output Raw, and adds the course id if it is missing', async () => {
		const simulator = await suite.simulator({ format });
		const [id] = courseIds(simulator, [0]);
		const path = pathOf(simulator, 0);
		const form = { output: 'raw', filters: { courseIds: [id] } };
		const [sent] = rowsOf(await read(simulator, form));
		expect(sent.itemId).toBe(simulator.world.modules[0].itemId);
		expect(sent).not.toHaveProperty('contentItemId');
		const body =
			format === 'json'
				? '{"modules":[{"moduleId":"m"}],"nextPageToekn":"t"}'
				: '<response><modules><module><moduleId>m</moduleId></module></modules><nextPageToekn>t</nextPageToekn></response>';
		const last = body.replace(/"t"|>t</, (token) => (token === '"t"' ? 'null' : '><'));
		simulator.faults.add({ on: { path }, body }, { on: { path }, body: last });
		// According to the OpenAPI file, the module list of one course has a page token too.
		expect(rowsOf(await read(simulator, form))).toEqual([
			{ moduleId: 'm', courseId: id },
			{ moduleId: 'm', courseId: id },
		]);
	});

	test('reads all pages of the old list when the host has no other', async () => {
		const simulator = await suite.simulator({ format, moduleLists: 'old' });
		const rows = rowsOf(await read(simulator, { options: { pageSize: 30 } }));
		expect(moduleIds(rows)).toEqual(
			[...simulator.expectedOf(OLD_LIST)].map(({ moduleId }) => moduleId),
		);
		const limited = { returnAll: false, limit: 3 };
		expect(moduleIds(rowsOf(await read(simulator, limited)))).toEqual(moduleIds(rows).slice(0, 3));

		simulator.reset();
		const chosen = { courseIds: courseIds(simulator, [1, 2]) };
		expect(moduleIds(rowsOf(await read(simulator, { filters: chosen })))).toEqual(
			[...simulator.expectedOf(OLD_LIST, chosen)].map(({ moduleId }) => moduleId),
		);
		expect(simulator.violations).toEqual([]);
	});

	test('sends course ids to an old list that requires them', async () => {
		const simulator = await suite.simulator({
			format,
			moduleLists: 'old',
			modulesNeedCourses: true,
			courses: 130,
		});
		const rows = rowsOf(await read(simulator));
		const materials = modulesOf(simulator).filter(({ type }) => type === 'material');
		expect(moduleIds(rows)).toEqual(idsOf(materials));
	});

	test('reads a host without the old list', async () => {
		const simulator = await suite.simulator({ format, moduleLists: 'new' });
		expect(moduleIds(rowsOf(await read(simulator)))).toEqual(idsOf(modulesOf(simulator)));
	});

	test('reports a host without either list', async () => {
		for (const skipInvalidIds of [false, true]) {
			const simulator = await suite.simulator({ format, moduleLists: 'neither' });
			const { error, rows } = await read(simulator, { options: { skipInvalidIds } });
			expect(rows).toEqual([]);
			expect(error?.message).toBe('No course modules found at this address (status 404)');
		}
	});

	test('names an unknown chosen course at any position', async () => {
		for (const moduleLists of ['both', 'new', 'old'] as const) {
			const simulator = await suite.simulator({ format, moduleLists });
			const [known] = courseIds(simulator, [1]);
			for (const chosen of [[UNKNOWN], [UNKNOWN, known], [known, UNKNOWN]]) {
				const { error, rows } = await read(simulator, { filters: { courseIds: chosen } });
				expect(rows).toEqual([]);
				if (moduleLists === 'old' && chosen.length > 1) {
					expect(error?.message).toMatch(
						/The course .* doesn't exist|'Course Names or IDs' doesn't exist \(status 400\)$/,
					);
					continue;
				}
				expect(error?.message).toBe(`The course ${UNKNOWN} doesn't exist (status 404)`);
				expect(error?.description).toContain("Remove the course from 'Course Names or IDs'");
				expect(error?.description).toContain("turn on 'Skip Invalid IDs'");
			}
		}
	});

	test('with Skip Invalid IDs, skips and reports an unknown course', async () => {
		for (const moduleLists of ['both', 'new', 'old'] as const) {
			const simulator = await suite.simulator({ format, moduleLists });
			const [known, other] = courseIds(simulator, [1, 2]);
			const settings = { onError: 'continueErrorOutput' as const };
			const choices: Array<[string[], number[]]> = [
				[[UNKNOWN, known], [1]],
				[[known, UNKNOWN], [1]],
				[
					[known, other, UNKNOWN],
					[1, 2],
				],
			];
			for (const [chosen, courses] of choices) {
				const form = { filters: { courseIds: chosen }, options: { skipInvalidIds: true } };
				const { outputs, error } = await read(simulator, form, { settings });
				expect(error).toBeUndefined();
				const expected = modulesOf(simulator, courses).filter(
					({ type }) => moduleLists !== 'old' || type === 'material',
				);
				expect(moduleIds(outputs[0].map(({ json }) => json))).toEqual(idsOf(expected));
				expect(outputs[1].map(({ json }) => json.error)).toEqual([
					`Skipped 1 unknown ID in 'Course Names or IDs': ${UNKNOWN}`,
				]);
			}
		}
	});

	test('with Skip Invalid IDs, returns no module if no chosen course is known', async () => {
		const simulator = await suite.simulator({ format });
		for (const courseIds of [['No Such Course'], [UNKNOWN]]) {
			const form = { filters: { courseIds }, options: { skipInvalidIds: true } };
			expect(rowsOf(await read(simulator, form))).toEqual([]);
		}
	});

	test('stops at a rejected listed course and names its ID, or skips and reports it', async () => {
		const simulator = await suite.simulator({ format });
		const [id] = courseIds(simulator, [5]);
		const failWith = (status: number) =>
			simulator.faults.add({ on: { path: pathOf(simulator, 5), times: Infinity }, status });
		for (const [status, message] of [
			[403, `This API key isn't allowed to read the modules of the course ${id} (status 403)`],
			[404, `The course ${id} doesn't exist (status 404)`],
		] as const) {
			simulator.reset();
			failWith(status);
			const { error, rows } = await read(simulator);
			expect(rows).toEqual([]);
			expect(error?.message).toBe(message);
			expect(error?.description).toContain("Select courses in 'Course Names or IDs'");

			const settings = { onError: 'continueErrorOutput' as const };
			const skip = { options: { skipInvalidIds: true } };
			const { outputs } = await read(simulator, skip, { settings });
			const others = modulesOf(simulator).filter(({ courseId }) => courseId !== id);
			expect(moduleIds(outputs[0].map(({ json }) => json))).toEqual(idsOf(others));
			expect(String(outputs[1][0].json.error)).toContain(id);
			expect(String(outputs[1][0].json.error)).toContain(
				`Skipped 1 ${status === 403 ? 'inaccessible' : 'unknown'} ID in`,
			);
		}
	});

	test('ignores a course that was deleted after it was listed', async () => {
		const simulator = await suite.simulator({ format });
		const path = pathOf(simulator, 5);
		simulator.faults.add({ on: { path }, status: 404 });
		const body = format === 'json' ? '{"contentItems":[]}' : '<response><contentItems/></response>';
		simulator.faults.add({ on: { path: '/contents', request: 2 }, body });
		const [id] = courseIds(simulator, [5]);
		const rows = rowsOf(await read(simulator));
		const others = modulesOf(simulator).filter(({ courseId }) => courseId !== id);
		expect(moduleIds(rows)).toEqual(idsOf(others));
	});

	test.each(['/contents', '/course/*/modules'])('reports missing access to %s', async (list) => {
		for (const skipInvalidIds of [false, true]) {
			const simulator = await suite.simulator({ format, courses: 3, rows: 30 });
			for (const path of list === '/contents'
				? [list]
				: [0, 1, 2].map((at) => pathOf(simulator, at))) {
				simulator.faults.add({ on: { path, times: Infinity }, status: 403 });
			}
			const { error, rows } = await read(simulator, { options: { skipInvalidIds } });
			expect(rows).toEqual([]);
			expect(error?.message).toBe(
				list === '/contents'
					? "This API key isn't allowed to read courses (status 403)"
					: "This API key isn't allowed to read course modules (status 403)",
			);
		}
	});

	test('retries a failed course, and stops when the failure persists', async () => {
		const simulator = await suite.simulator({ format });
		const path = pathOf(simulator, 3);
		const headers = { 'retry-after': '0' };
		simulator.faults.add({ on: { path }, status: 503, headers });
		expect(moduleIds(rowsOf(await read(simulator)))).toEqual(idsOf(modulesOf(simulator)));
		simulator.faults.add({ on: { path, times: Infinity }, status: 503, headers });
		const { error, rows } = await read(simulator, { options: { maxRetries: 1 } });
		expect(rows).toEqual([]);
		expect(error?.message).toContain('(status 503)');
	});
});

test('requests no further course after the execution is cancelled', async () => {
	const simulator = await suite.simulator({ courses: 200, delayMs: 20 });
	const { rows } = await cancelAtSecondPage(
		simulator,
		async (job) => await read(simulator, {}, job),
	);
	expect(rows).toEqual([]);
	expect(simulator.pageRequests).toBeLessThan(20);
});

describe('pick-lists of modules', () => {
	const pick = async (simulator: Simulator, courses: string[] = []) =>
		await suite.engine.pick('getModules', suite.account(simulator), {
			filters: { courseIds: courses },
			options: {},
		});

	test.each([
		['a host without the old list', { moduleLists: 'new' as const }],
		['a host whose old list requires courses', { modulesNeedCourses: true }],
	])('ask the user to choose a course first: %s', async (_name, options) => {
		const simulator = await suite.simulator(options);
		const entries = await pick(simulator);
		expect(entries.map(({ name }) => name)).toEqual(['Select a course first']);
		expect(entries[0].description).toContain("'Course Names or IDs'");
		const { error } = await suite.getAll(simulator, { filters: { moduleIds: [entries[0].value] } });
		expect(error?.message).toContain('is a note in the list');
		const ofOne = await pick(simulator, courseIds(simulator, [1]));
		expect(ofOne.map(({ value }) => value).sort()).toEqual(idsOf(modulesOf(simulator, [1])).sort());
	});

	test('use the old list for chosen courses when the host has no other', async () => {
		const simulator = await suite.simulator({ moduleLists: 'old', modulesNeedCourses: true });
		const entries = await pick(simulator, courseIds(simulator, [1]));
		const materials = modulesOf(simulator, [1]).filter(({ type }) => type === 'material');
		expect(entries.map(({ value }) => value).sort()).toEqual(idsOf(materials).sort());
	});
});
