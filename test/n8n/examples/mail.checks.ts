/** The emails of the examples, as a mail server receives them. */
import { reminders } from './expected';
import type { ExampleServer, Format, Played, PlayOptions } from './exampleServer';
import type { Email } from './mailbox';
import { Mailbox } from './mailbox';

export const TEST_ADDRESS = 'tester@example.org';

type Options = Omit<PlayOptions, 'credentials'>;

/**
 * Runs an example with a mail server of its own.
 * @param rejected an address that the server does not know
 */
async function playWithMail(
	server: ExampleServer,
	folder: string,
	options: Options,
	rejected?: string,
): Promise<Played & { emails: Email[] }> {
	const mailbox = await Mailbox.start(rejected);
	try {
		const credential = { name: `Mail of ${folder}`, type: 'smtp', data: mailbox.credential };
		const id = await server.n8n.rest.createCredential(credential);
		const credentials = { smtp: { id, name: credential.name } };
		const played = await server.play(folder, { ...options, credentials });
		return { ...played, emails: mailbox.take() };
	} finally {
		await mailbox.close();
	}
}

/** The emails of an example that succeeds. */
export async function emailsOf(
	server: ExampleServer,
	folder: string,
	options: Options,
): Promise<Email[]> {
	const { status, emails } = await playWithMail(server, folder, options);
	expect(status).toBe('success');
	return emails;
}

/** Text in an email ends with a line break. */
const textOf = ({ body }: Email): string => body.trimEnd();

export function checkMail(server: () => ExampleServer, format: Format): void {
	test('overdue-reminders sends three emails to the test address, until its test mode is turned off', async () => {
		const settings = { testAddress: TEST_ADDRESS };
		const emails = await emailsOf(server(), 'overdue-reminders', { format, settings });
		expect(emails).toHaveLength(3);
		const expected = new Map(
			reminders(server().simulator(format)).map(({ email, subject, text }) => [
				`[Test for ${email}] ${subject}`,
				text,
			]),
		);
		for (const email of emails) {
			expect(email.to).toEqual([TEST_ADDRESS]);
			expect(textOf(email)).toBe(expected.get(email.subject));
		}
	});

	test('without test mode, overdue-reminders sends each learner one email with everything that is overdue', async () => {
		const settings = { testMode: false };
		const emails = await emailsOf(server(), 'overdue-reminders', { format, settings });
		const expected = reminders(server().simulator(format));
		expect(expected.length).toBeGreaterThan(20);
		const sent = emails.map((email) => ({
			email: email.to.join(),
			subject: email.subject,
			text: textOf(email),
		}));
		const byEmail = (a: { email: string }, b: { email: string }): number =>
			a.email.localeCompare(b.email);
		expect(sent.sort(byEmail)).toEqual(expected.sort(byEmail));
	});
	test('an email of overdue-reminders that is rejected stops no other, and is reported', async () => {
		const settings = { testMode: false };
		const expected = reminders(server().simulator(format));
		const [{ email: rejected }] = expected;
		const options = { format, settings };
		const { status, run, emails } = await playWithMail(
			server(),
			'overdue-reminders',
			options,
			rejected,
		);
		expect(status).toBe('error');
		expect(run.data.resultData.error?.message).toContain(
			`Emails that couldn't be sent: 1. The first one is for ${rejected}`,
		);
		expect(emails.flatMap(({ to }) => to).sort()).toEqual(
			expected
				.slice(1)
				.map(({ email }) => email)
				.sort(),
		);
	});
}
