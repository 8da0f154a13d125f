/** Learners who failed a course twice: re-enrolled, until they fail again. */
import type { CourseResult } from '../../simulator/server';
import type { Account, ChangesServer } from './changesServer';
import { changesOf, stateOf, TEST_ADDRESS } from './changesServer';
import type { Format } from './exampleServer';

const FOLDER = 'failed-twice';
const TEAM = 'team@example.org';

export function checkFailedTwice(server: () => ChangesServer, format: Format): void {
	describe(FOLDER, () => {
		let account: Account;

		beforeEach(async () => {
			// Everybody has fifteen enrollments in each course.
			const sizes = { rows: 1_500, users: 20, courses: 5, modulesPerCourse: 1 };
			account = await server().account({ ...sizes, format });
		});

		/** The latest attempts that failed, with the number of failures, by learner and course. */
		function failed(failures: number) {
			const results = [...account.simulator.expectedOf('/learners/results')] as CourseResult[];
			const pairs = new Map<string, CourseResult[]>();
			for (const one of results) {
				const pair = `${one.userId} ${one.courseId}`;
				pairs.set(pair, [...(pairs.get(pair) ?? []), one]);
			}
			return [...pairs.values()]
				.map((own) => ({
					latest: own.reduce((a, b) => (a.accessDate > b.accessDate ? a : b)),
					count: own.filter(({ completionStatus }) => completionStatus === 'failed').length,
				}))
				.filter(({ latest, count }) => latest.completionStatus === 'failed' && count >= failures);
		}

		const lineOf = ({ latest, count }: ReturnType<typeof failed>[number]): string => {
			const user = account.simulator.world.users.find(({ id }) => id === latest.userId);
			return `- ${user?.name || 'Somebody'}: ${latest.courseTitle}, failed ${count} times`;
		};

		const store = async (testMode: boolean, failures = 2): Promise<string> => {
			const settings = { testMode, testAddress: TEST_ADDRESS, recipients: TEAM, failures };
			return await server().store(FOLDER, account, { settings });
		};

		test('re-enrolls those whose latest attempt failed, and nobody a second time', async () => {
			const expected = failed(2);
			expect(expected.length).toBeGreaterThan(1);
			expect(failed(1).length).toBeGreaterThan(expected.length);
			const { world } = account.simulator;
			const count = world.enrollmentCount;
			const id = await store(false);
			const first = await server().run(FOLDER, id);
			expect(first).toMatchObject({ status: 'success', message: undefined });
			expect(changesOf(account).sort()).toEqual(
				expected.map(({ latest }) => `POST /enrollment/${latest.enrollmentId}/reenroll`).sort(),
			);
			const added = world.enrollments.slice(count);
			expect(
				added.map(({ user, course }) => [world.users[user].id, world.courses[course].id]).sort(),
			).toEqual(expected.map(({ latest }) => [latest.userId, latest.courseId]).sort());
			expect(first.emails).toMatchObject([
				{ to: [TEAM], subject: `Learners who failed repeatedly: ${expected.length}` },
			]);
			const lines = first.emails[0].body.split('\n').filter((line) => line.startsWith('- '));
			expect(lines.sort()).toEqual(expected.map(lineOf).sort());

			const before = stateOf(account);
			account.simulator.reset();
			const second = await server().run(FOLDER, id);
			expect(second).toMatchObject({ status: 'success', emails: [] });
			expect(changesOf(account)).toEqual([]);
			expect(stateOf(account)).toBe(before);
		});

		test('continues after a refusal, and reports it', async () => {
			const [{ latest }, ...others] = failed(2);
			account.simulator.faults.add({
				status: 400,
				on: { path: `/enrollment/${latest.enrollmentId}/reenroll` },
			});
			const { status, message, emails } = await server().run(FOLDER, await store(false));
			expect(status).toBe('error');
			expect(message).toMatch(/^Problems: 1\. The first one is with .* in .*: .*status 400/);
			expect(emails[0].subject).toBe(`Learners who failed repeatedly: ${others.length}`);
		});

		test('in test mode, re-enrolls nobody and says who would be', async () => {
			const expected = failed(3);
			expect(expected.length).toBeGreaterThan(0);
			expect(expected.length).toBeLessThan(failed(2).length);
			const { status, emails } = await server().run(FOLDER, await store(true, 3));
			expect(status).toBe('success');
			expect(changesOf(account)).toEqual([]);
			expect(emails).toMatchObject([
				{
					to: [TEST_ADDRESS],
					subject: `[Test] Learners who failed repeatedly: ${expected.length}`,
				},
			]);
		});
	});
}
