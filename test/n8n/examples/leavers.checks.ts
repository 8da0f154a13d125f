/** Leavers in a sheet: terminated on their last day, once. */
import { DateTime } from 'luxon';
import type { Cell } from '../services/sheetGrid';
import type { Account, ChangesServer } from './changesServer';
import { changesOf, stateOf, TEST_ADDRESS } from './changesServer';
import type { Format } from './exampleServer';
import { ZONE } from './exampleServer';

const FOLDER = 'leavers';
const SHEET = 'Leavers';
const HR = 'hr@example.org';
const LEFT = 5;

const day = (days: number): string =>
	DateTime.now().setZone(ZONE).plus({ days }).toFormat('yyyy-MM-dd');

/** The number of a date in a cell. */
const serial = (date: string): number => (Date.parse(date) - Date.UTC(1899, 11, 30)) / 86_400_000;

export function checkLeavers(server: () => ChangesServer, format: Format): void {
	describe(FOLDER, () => {
		let account: Account;

		beforeEach(async () => {
			account = await server().account({ rows: 20, users: 12, format });
		});

		const user = (u: number) => account.simulator.world.users[u];
		const row = (u: number, lastDay: Cell): Record<string, Cell> => ({
			Email: user(u).email ?? '',
			'Last day': lastDay,
		});
		const left = (): number[] =>
			account.simulator.world.users.filter(({ status }) => status === LEFT).map((one) => one.index);

		const store = async (testMode: boolean): Promise<string> => {
			const settings = { testMode, testAddress: TEST_ADDRESS, recipients: HR };
			return await server().store(FOLDER, account, { settings });
		};

		const run = async (id: string, ...rows: ReadonlyArray<Record<string, Cell>>) => {
			server().sheets.fill(SHEET, rows);
			account.simulator.reset();
			return await server().run(FOLDER, id);
		};

		test('terminates who leaves today or left in the last week, once', async () => {
			const id = await store(false);
			const rows = [
				row(1, serial(day(0))),
				row(2, day(-7)),
				row(4, serial(day(-8))),
				row(6, serial(day(1))),
			];
			const first = await run(id, ...rows);
			expect(first).toMatchObject({ status: 'success', message: undefined });
			expect(left()).toEqual([1, 2]);
			expect(changesOf(account)).toEqual(['POST /users/terminate', 'POST /users/terminate']);
			expect(first.emails).toMatchObject([{ to: [HR], subject: 'People who left: 2' }]);
			expect(first.emails[0].body).toContain(
				`- ${user(1).name} (${user(1).email}), last day ${day(0)}\n- ${user(2).name}`,
			);

			const before = stateOf(account);
			const second = await run(id, ...rows);
			expect(second).toMatchObject({ status: 'success', emails: [] });
			expect(changesOf(account)).toEqual([]);
			expect(stateOf(account)).toBe(before);
		});

		test('continues after each kind of refusal, and reports all of them', async () => {
			const owner = row(0, serial(day(0)));
			const rows = [
				{ Email: 'nobody.here@example.com', 'Last day': serial(day(0)) },
				owner,
				row(1, 'next Friday'),
				row(2, ''),
				{ Email: '', 'Last day': serial(day(0)) },
				row(4, serial(day(0))),
			];
			const { status, message, problems, emails } = await run(await store(false), ...rows);
			expect(status).toBe('error');
			expect(message).toBe(
				`Problems: 5. The first one is with ${user(1).email}: 'Last day' isn't a date: next Friday`,
			);
			expect(problems.map(({ person }) => person)).toEqual([
				user(1).email,
				user(2).email,
				'nobody.here@example.com',
				'',
				user(0).email,
			]);
			expect(left()).toEqual([4]);
			expect(emails.map(({ subject }) => subject)).toEqual(['People who left: 1']);
		});

		test('in test mode, terminates nobody and says who would be', async () => {
			const { status, emails } = await run(await store(true), row(1, serial(day(0))));
			expect(status).toBe('success');
			expect(changesOf(account)).toEqual([]);
			expect(left()).toEqual([]);
			expect(emails).toMatchObject([{ to: [TEST_ADDRESS], subject: '[Test] People who left: 1' }]);
			expect(emails[0].body).toContain(`- ${user(1).name} (${user(1).email})`);
		});
	});
}
