/** Customers of won deals: found or created, enrolled, and announced, once. */
import { rowsOf } from '../running/commandLine';
import type { HubSpotRecord } from '../services/hubSpot';
import type { Account, ChangesServer } from './changesServer';
import { changesOf, choose, chooseCourses, stateOf } from './changesServer';
import type { Format } from './exampleServer';

const FOLDER = 'hubspot-deal-won';
const HOUR_MS = 3_600_000;

const deal = (id: string, name: string, hoursAgo = 1, isWon = true): HubSpotRecord => ({
	id,
	properties: {
		dealname: name,
		hs_is_closed_won: String(isWon),
		hs_lastmodifieddate: new Date(Date.now() - hoursAgo * HOUR_MS).toISOString(),
	},
});

const contact = (email: string | null, name: string, ...deals: string[]): HubSpotRecord => {
	const [firstname, lastname] = name.split(' ');
	const id = `c-${email}-${deals.join('-')}`;
	return { id, properties: { email, firstname, lastname }, associations: { deal: deals } };
};

export function checkDealWon(server: () => ChangesServer, format: Format): void {
	describe(FOLDER, () => {
		let account: Account;

		beforeEach(async () => {
			account = await server().account({ rows: 20, users: 12, courses: 4, format });
		});

		const store = async (testMode: boolean): Promise<string> => {
			const { courses, departments } = account.simulator.world;
			return await server().store(FOLDER, account, {
				settings: { testMode },
				choices: {
					'Create user': { departmentId: choose(departments[8].id) },
					'Enroll in courses': chooseCourses(courses[0].id),
				},
			});
		};

		const existing = () => account.simulator.world.users[1];

		/** Eleven won deals, more than HubSpot returns at once, and others that don't count. */
		function fillHubSpot(): void {
			const ids = Array.from({ length: 11 }, (_, i) => String(i + 1));
			server().hubSpot.records.deals = [
				...ids.map((id) => deal(id, id === '1' ? 'Acme & <!channel>' : `Deal ${id}`)),
				deal('lost', 'Lost', 1, false),
				deal('old', 'Old', 25),
			];
			server().hubSpot.records.contacts = [
				contact(' Ida.Berg@Example.com', 'Ida <!channel>', '1', '2'),
				contact((existing().email ?? '').toUpperCase(), 'Someone Else', '1'),
				contact(null, 'No Address', '1'),
				...ids.slice(2).map((id) => contact(`person${id}@example.com`, `Person ${id}`, id)),
				contact('lost@example.com', 'Lost Customer', 'lost'),
				contact('old@example.com', 'Old Customer', 'old'),
			];
		}

		const run = async (id: string) => {
			account.simulator.reset();
			const ended = await server().run(FOLDER, id);
			return { ...ended, texts: rowsOf(ended.run, 'Write message').map(({ text }) => text) };
		};

		test('creates those who are missing, enrolls everybody, and posts a message for each deal, once', async () => {
			fillHubSpot();
			const { world } = account.simulator;
			const before = { ...existing() };
			const count = world.enrollmentCount;
			const id = await store(false);
			const first = await run(id);
			expect(first).toMatchObject({ status: 'success', message: undefined });
			const added = world.users.slice(12);
			expect(added.map(({ email }) => email)).toEqual([
				'ida.berg@example.com',
				...Array.from({ length: 9 }, (_, i) => `person${i + 3}@example.com`),
			]);
			for (const { login, email, department } of added) {
				expect({ login, department }).toEqual({ login: email, department: 8 });
			}
			expect(existing()).toEqual(before);
			const enrolled = world.enrollments.slice(count);
			expect(enrolled.every(({ course }) => course === 0)).toBe(true);
			expect(enrolled.map(({ user }) => user).sort((a, b) => a - b)).toEqual([
				1,
				...added.map(({ index }) => index),
			]);
			expect(first.texts).toHaveLength(10);
			const [{ title }] = world.courses;
			const escaped = title
				.replaceAll('&', '&amp;')
				.replaceAll('<', '&lt;')
				.replaceAll('>', '&gt;');
			const aboutAcme = first.texts.find((text) => String(text).includes('Acme'));
			expect(String(aboutAcme).split('\n').sort()).toEqual(
				[
					':mortar_board: *Acme &amp; &lt;!channel&gt;* was won. These people were enrolled in iSpring Learn:',
					`Ida &lt;!channel&gt;: ${escaped}`,
					`Someone Else: ${escaped}`,
				].sort(),
			);

			const state = stateOf(account);
			const second = await run(id);
			expect(second).toMatchObject({ status: 'success', texts: [] });
			expect(changesOf(account)).toEqual([]);
			expect(stateOf(account)).toBe(state);
		});

		test('continues after a refusal, and reports it', async () => {
			const blocked = existing();
			account.simulator.world.changeUser(blocked.index, { status: 3 });
			server().hubSpot.records.deals = [deal('1', 'Acme')];
			server().hubSpot.records.contacts = [
				contact(blocked.email ?? null, 'Blocked Person', '1'),
				contact('not an address', 'Bad Address', '1'),
				contact('ida.berg@example.com', 'Ida Berg', '1'),
			];
			const { status, message, problems, texts } = await run(await store(false));
			expect(status).toBe('error');
			expect(message).toMatch(/^Problems: 2\. The first one is with not an address: /);
			expect(problems[1].problem).toContain('inactive');
			expect(texts).toHaveLength(1);
			expect(account.simulator.world.users.slice(12).map(({ email }) => email)).toEqual([
				'ida.berg@example.com',
			]);
		});

		test('in test mode, changes nothing and says who would be enrolled', async () => {
			fillHubSpot();
			const { status, texts } = await run(await store(true));
			expect(status).toBe('success');
			expect(account.simulator.requests).toEqual([]);
			expect(texts).toHaveLength(10);
			for (const text of texts) expect(text).toContain('Nothing was changed in iSpring Learn.');
		});
	});
}
