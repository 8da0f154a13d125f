/** Certificates: emailed once to the learner, and taken again before they expire. */
import { DateTime } from 'luxon';
import type { Account, ChangesServer } from './changesServer';
import { changesOf, REJECTED, stateOf, TEST_ADDRESS } from './changesServer';
import type { Format } from './exampleServer';
import { ZONE } from './exampleServer';

const TEAM = 'team@example.org';

interface Issued {
	enrollmentId: string;
	learnerId: string;
	courseId: string;
	certificate?: { issuedCertificateId: string; issueDate: string; expiryDate?: string };
}

const enrollmentsOf = ({ simulator }: Account): Issued[] => [
	...(simulator.expectedOf('/enrollments') as unknown as Iterable<Issued>),
];

const userOf = ({ simulator }: Account, { learnerId }: Issued) => {
	const user = simulator.world.users.find(({ id }) => id === learnerId);
	if (user === undefined) throw new Error('No such learner');
	return user;
};

export function checkCertificatesByEmail(server: () => ChangesServer, format: Format): void {
	describe('certificates-by-email', () => {
		const FOLDER = 'certificates-by-email';
		let account: Account;
		let issued: Issued;

		beforeEach(async () => {
			account = await server().account({ rows: 20_000, users: 40, format });
			const [now, weekAgo] = [DateTime.now(), DateTime.now().minus({ days: 6 })];
			const recent = enrollmentsOf(account).find((one) => {
				const date = DateTime.fromISO(one.certificate?.issueDate ?? '');
				return date > weekAgo && date < now && Boolean(userOf(account, one).email);
			});
			if (recent === undefined) throw new Error('No certificate was issued lately');
			issued = recent;
		});

		const fileOf = (): Buffer => {
			const { simulator } = account;
			const index = simulator.world.find('enrollment', issued.enrollmentId);
			return simulator.files.fileOf(index);
		};

		/** Stores the workflow. Its trigger returns one completed module. */
		const store = async (
			settings: Record<string, string | boolean>,
			enrollmentId = issued.enrollmentId,
		): Promise<string> => {
			const pinned = { 'When a module is completed': [{ enrollmentId }] };
			return await server().store(FOLDER, account, { settings, pinned });
		};

		const complete = async (id: string) => await server().run(FOLDER, id);

		test('sends the file to the learner, once', async () => {
			const user = userOf(account, issued);
			const id = await store({ testMode: false });
			const { status, emails } = await complete(id);
			expect(status).toBe('success');
			expect(emails).toMatchObject([{ to: [user.email] }]);
			expect(emails[0].subject).toMatch(/^Your certificate: ./);
			expect(emails[0].attachments).toHaveLength(1);
			expect(emails[0].attachments[0].equals(fileOf())).toBe(true);
			expect(await complete(id)).toMatchObject({ status: 'success', emails: [] });
		});

		test('in test mode, sends it to the test address', async () => {
			const id = await store({ testMode: true, testAddress: TEST_ADDRESS });
			const { emails } = await complete(id);
			expect(emails).toMatchObject([{ to: [TEST_ADDRESS] }]);
			expect(emails[0].subject).toContain(`[Test for ${userOf(account, issued).email}]`);
			expect((await complete(id)).emails).toHaveLength(1);
		});

		test('sends nothing for an enrollment without a certificate', async () => {
			const without = enrollmentsOf(account).find(({ certificate }) => certificate === undefined);
			const ended = await complete(await store({ testMode: false }, without?.enrollmentId));
			expect(ended).toMatchObject({ status: 'success', emails: [] });
		});

		test.each([
			['the file', () => account.simulator.files.add({ times: 50, body: 'x' })],
			['the email', () => undefined],
		])('reports a failure of %s', async (what, prepare) => {
			prepare();
			const isMail = what === 'the email';
			const settings = { testMode: isMail, testAddress: REJECTED };
			const { status, message, emails } = await complete(await store(settings));
			expect(status).toBe('error');
			expect(emails).toEqual([]);
			expect(message).toContain("Certificates that weren't sent: 1. The first one is");
			expect(message).toContain(isMail ? '.pdf: ' : "The file isn't a PDF");
		});
	});
}

export function checkRecertification(server: () => ChangesServer, format: Format): void {
	describe('recertification', () => {
		const FOLDER = 'recertification';
		let account: Account;

		beforeEach(async () => {
			// Everybody has one enrollment in each course.
			const sizes = { rows: 600, users: 30, courses: 20, modulesPerCourse: 1 };
			account = await server().account({ ...sizes, format });
		});

		const expiring = (): Issued[] => {
			const today = DateTime.now().setZone(ZONE).startOf('day');
			return enrollmentsOf(account).filter(({ certificate }) => {
				const date = DateTime.fromISO(certificate?.expiryDate ?? '');
				return date >= today && date < today.plus({ days: 91 });
			});
		};

		const lineOf = (one: Issued): string => {
			const course = account.simulator.world.courses.find(({ id }) => id === one.courseId);
			const title = course?.listed ? course.title : 'Untitled course';
			const until = DateTime.fromISO(one.certificate?.expiryDate ?? '', { zone: ZONE });
			const name = userOf(account, one).name || userOf(account, one).login || 'Somebody';
			return `- ${name}: ${title}, valid until ${until.toFormat('d LLLL yyyy')}`;
		};

		const store = async (testMode: boolean): Promise<string> => {
			const settings = { testMode, testAddress: TEST_ADDRESS, recipients: TEAM };
			return await server().store(FOLDER, account, { settings });
		};

		test('re-enrolls the learners whose certificates expire, once', async () => {
			const expected = expiring();
			expect(expected.length).toBeGreaterThan(1);
			const id = await store(false);
			const first = await server().run(FOLDER, id);
			expect(first).toMatchObject({ status: 'success', message: undefined });
			expect(changesOf(account).sort()).toEqual(
				expected.map(({ enrollmentId }) => `POST /enrollment/${enrollmentId}/reenroll`).sort(),
			);
			expect(first.emails).toMatchObject([
				{ to: [TEAM], subject: `Certificates that expire soon: ${expected.length}` },
			]);
			const lines = first.emails[0].body.split('\n').filter((line) => line.startsWith('- '));
			expect(lines.sort()).toEqual(expected.map(lineOf).sort());

			const before = stateOf(account);
			account.simulator.reset();
			expect(await server().run(FOLDER, id)).toMatchObject({ status: 'success', emails: [] });
			expect(changesOf(account)).toEqual([]);
			expect(stateOf(account)).toBe(before);
		});

		test('continues after a refusal, and reports it', async () => {
			const [{ enrollmentId }, ...others] = expiring();
			const on = { path: `/enrollment/${enrollmentId}/reenroll` };
			account.simulator.faults.add({ status: 400, on });
			const { status, message, emails } = await server().run(FOLDER, await store(false));
			expect(status).toBe('error');
			expect(message).toMatch(/^Problems: 1\. The first one is with .* in .*: .*status 400/);
			expect(emails[0].subject).toBe(`Certificates that expire soon: ${others.length}`);
		});

		test('in test mode, re-enrolls nobody and says who would be', async () => {
			const { emails } = await server().run(FOLDER, await store(true));
			expect(changesOf(account)).toEqual([]);
			expect(emails).toMatchObject([
				{
					to: [TEST_ADDRESS],
					subject: `[Test] Certificates that expire soon: ${expiring().length}`,
				},
			]);
		});
	});
}
