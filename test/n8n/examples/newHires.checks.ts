/** New hires from a sheet and from an HR system: created, enrolled, and announced to their managers, once. */
import { DateTime } from 'luxon';
import type { Cell } from '../services/sheetGrid';
import type { Account, ChangesServer } from './changesServer';
import { changesOf, choose, chooseCourses, REJECTED, stateOf, TEST_ADDRESS } from './changesServer';
import type { Format } from './exampleServer';
import { ZONE } from './exampleServer';
import type { Email } from './mailbox';

const FOLDER = 'new-hires';
const SHEET = 'New Hires';
const WEBHOOK = 'When HR sends a new hire';
const BOSS = 'boss@example.org';
const OTHER_BOSS = 'other.boss@example.org';

type Row = Record<string, Cell>;

const day = (days: number): string =>
	DateTime.now().setZone(ZONE).plus({ days }).toFormat('yyyy-MM-dd');

/** The number of a date in a cell. */
const serial = (date: string): number => (Date.parse(date) - Date.UTC(1899, 11, 30)) / 86_400_000;

const hire = (first: string, last: string, more: Row = {}): Row => ({
	Email: `${first}.${last.replace(/\W/g, '')}@example.com`.toLowerCase(),
	'First name': first,
	'Last name': last,
	'Job title': 'Trainee',
	Department: 'Sales & Marketing',
	Manager: BOSS,
	'Start date': serial(day(0)),
	...more,
});

const NORA = hire('Nora', "O'Lind");
const ANA = hire('Ana', 'Silva <b>', { Department: 'Отдел кадров', 'Start date': day(14) });
const LEO = hire('Leo', 'Kim', { Manager: OTHER_BOSS, 'Job title': 1, 'Start date': '' });
const TOO_EARLY = hire('Too', 'Early', { 'Start date': serial(day(15)) });
const TOO_LATE = hire('Too', 'Late', { 'Start date': serial(day(-15)) });

const lines = (email: Email): string[] =>
	email.body.split('\n').filter((line) => line.startsWith('- '));

const addressOf = ({ Email }: Row): string => String(Email);

export function checkNewHires(server: () => ChangesServer, format: Format): void {
	describe(FOLDER, () => {
		let account: Account;

		beforeEach(async () => {
			const sizes = { rows: 40, users: 12, courses: 4, modulesPerCourse: 2 };
			account = await server().account({ ...sizes, format });
		});

		const courses = () =>
			account.simulator.world.courses.filter(({ listed }) => listed).slice(1, 3);

		const store = async (testMode: boolean, turnedOn: readonly string[] = []): Promise<string> =>
			await server().store(FOLDER, account, {
				settings: { testMode, testAddress: TEST_ADDRESS },
				choices: { 'Enroll in onboarding': chooseCourses(...courses().map(({ id }) => id)) },
				turnedOn,
			});

		const run = async (id: string, ...rows: readonly Row[]) => {
			server().sheets.fill(SHEET, rows);
			account.simulator.reset();
			return await server().run(FOLDER, id);
		};

		/** The users who came after the first ones, with the titles of their courses. */
		const newUsers = () => {
			const { world } = account.simulator;
			return world.users.slice(12).map(({ index, login, email, name, department, profile }) => ({
				login,
				email,
				name,
				department: world.departments[department].name,
				jobTitle: profile?.JOB_TITLE,
				courses: world.enrollments
					.filter(({ user }) => user === index)
					.map(({ course }) => world.courses[course].title),
			}));
		};

		const expectedUser = (row: Row) => ({
			login: addressOf(row),
			email: addressOf(row),
			name: `${row['First name']} ${row['Last name']}`,
			department: row.Department,
			jobTitle: String(row['Job title']),
			courses: courses().map(({ title }) => title),
		});

		test('from a sheet: creates, enrolls and announces everybody once, however often it runs', async () => {
			const id = await store(false);
			const rows = [NORA, ANA, LEO, TOO_EARLY, TOO_LATE];
			const first = await run(id, ...rows);
			expect(first).toMatchObject({ status: 'success', message: undefined });
			expect(newUsers()).toEqual([NORA, ANA, LEO].map(expectedUser));
			expect(first.emails.map(({ to }) => to)).toEqual([[BOSS], [OTHER_BOSS]]);
			const [toBoss, toOther] = first.emails;
			expect(toBoss.subject).toBe('Your new hires in iSpring Learn');
			expect(toBoss.body).toContain('These new hires were enrolled in their onboarding:');
			expect(lines(toBoss)).toHaveLength(4);
			expect(lines(toOther)).toHaveLength(2);
			const [{ title }] = courses();
			expect(toBoss.body).toContain(`- Nora O'Lind (${addressOf(NORA)}): ${title}`);

			const before = stateOf(account);
			const second = await run(id, ...rows);
			expect(second).toMatchObject({ status: 'success', emails: [] });
			expect(changesOf(account)).toEqual([]);
			expect(stateOf(account)).toBe(before);

			const promoted = { ...NORA, 'Job title': 'Team Lead' };
			const third = await run(id, promoted, ANA, LEO);
			expect(third).toMatchObject({ status: 'success', emails: [] });
			expect(changesOf(account)).toEqual([`POST /user/${account.simulator.world.users[12].id}`]);
			expect(newUsers()).toEqual([promoted, ANA, LEO].map(expectedUser));
		});

		test('from an HR system: the same message twice changes nothing the second time', async () => {
			const id = await store(false, [WEBHOOK]);
			await server().n8n.rest.activate(id);
			const message = {
				email: addressOf(NORA),
				firstName: NORA['First name'],
				lastName: NORA['Last name'],
				jobTitle: NORA['Job title'],
				department: NORA.Department,
				manager: NORA.Manager,
			};
			account.simulator.reset();
			expect((await server().post(message, {})).status).toBe(403);
			expect(account.simulator.requests).toEqual([]);

			const first = await server().receive(id, message);
			expect(first).toMatchObject({ status: 'success', message: undefined });
			expect(newUsers()).toEqual([expectedUser(NORA)]);
			expect(first.emails.map(({ to }) => to)).toEqual([[BOSS]]);

			const before = stateOf(account);
			account.simulator.reset();
			const second = await server().receive(id, message);
			expect(second).toMatchObject({ status: 'success', emails: [] });
			expect(changesOf(account)).toEqual([]);

			const third = await run(id, NORA);
			expect(third).toMatchObject({ status: 'success', emails: [] });
			expect(changesOf(account)).toEqual([]);
			expect(stateOf(account)).toBe(before);
			await server().n8n.rest.send('POST', `/rest/workflows/${id}/deactivate`);
		});

		test('continues after each kind of refusal, and reports all of them', async () => {
			const { users } = account.simulator.world;
			const existing = users.find(({ email, login }) => email && login !== email);
			const lost = hire('Lost', 'Department', { Department: 'Nowhere' });
			const other = { ...hire('Other', 'Login'), Email: existing?.email ?? '' };
			const noManager = hire('No', 'Manager', { Manager: '' });
			const wrongManager = hire('Wrong', 'Manager', { Manager: REJECTED });
			const rows = [lost, other, hire('No', 'Email', { Email: '' }), noManager, wrongManager, NORA];
			const id = await store(false);
			const { status, message, problems, emails } = await run(id, ...rows);
			expect(status).toBe('error');
			expect(message).toMatch(
				new RegExp(`^Problems: 5\\. The first one is with ${addressOf(lost)}: .*Nowhere`),
			);
			expect(problems.map(({ person }) => person)).toEqual([
				addressOf(lost),
				addressOf(other),
				'',
				'',
				REJECTED,
			]);
			expect(problems[1].problem).toContain(`an existing user: ${existing?.name}`);
			expect(newUsers()).toEqual([noManager, wrongManager, NORA].map(expectedUser));
			expect(emails.map(({ to }) => to)).toEqual([[BOSS]]);
		});

		test('in test mode, changes nothing and sends everything to the tester', async () => {
			const id = await store(true);
			const before = stateOf(account);
			const { status, emails } = await run(id, NORA, ANA, LEO);
			expect(status).toBe('success');
			expect(account.simulator.requests).toEqual([]);
			expect(stateOf(account)).toBe(before);
			expect(emails.map(({ to, subject }) => [...to, subject])).toEqual([
				[TEST_ADDRESS, `[Test for ${BOSS}] Your new hires in iSpring Learn`],
				[TEST_ADDRESS, `[Test for ${OTHER_BOSS}] Your new hires in iSpring Learn`],
			]);
			expect(lines(emails[0])).toEqual([
				`- Nora O'Lind (${addressOf(NORA)})`,
				`- Ana Silva <b> (${addressOf(ANA)})`,
			]);
			expect(emails[0].body).toContain('Nothing was changed in iSpring Learn.');
		});

		test('reports the courses that nobody selected', async () => {
			const choices = {
				'Enroll in onboarding': { courses: { course: [{ courseId: choose('') }] } },
			};
			const settings = { testMode: false };
			const id = await server().store(FOLDER, account, { settings, choices });
			const { status, message } = await run(id, NORA);
			expect({ status, message }).toEqual({
				status: 'error',
				message: `Problems: 1. The first one is with ${addressOf(NORA)}: 'Courses' is empty`,
			});
		});
	});
}
