/** What the package must do in n8n's command line, in every supported version line of n8n. */
import type { Simulator } from '../simulator/server';
import { startSimulator } from '../simulator/server';
import { resultKeyOf } from '../support/columns';
import { installN8n } from './install/install';
import type { Line } from './install/lines';
import { ENROLL_NODE, NEW_HIRE, newHireWorkflow } from './newHire';
import { CommandLine, itemsOf, rowsOf } from './running/commandLine';
import { Home } from './running/home';
import { credentialOf, exportWorkflow, LAST_NODE, READ_NODE, readWorkflow } from './workflows';

const FORMATS = ['json', 'xml'] as const;
const ROWS = 2_500;
/** The name of the account that is changed. */
const CHANGED = 'changes';

/** The format of the responses, that of the file, and its type. */
const EXPORTS = [
	['json', 'csv', 'text/csv'],
	['xml', 'csv', 'text/csv'],
	['json', 'xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
] as const;
/** n8n may have to be installed first. */
const INSTALL_TIMEOUT_MS = 1_800_000;

export function checkCommandLine(line: Line): void {
	describe(`n8n ${line.n8n} on Node ${line.node}, command line`, () => {
		let home: Home;
		let n8n: CommandLine;
		const simulators = new Map<string, Simulator>();

		const simulatorOf = (format: string): Simulator => {
			const simulator = simulators.get(format);
			if (simulator === undefined) throw new Error(`No simulator answers in ${format}`);
			return simulator;
		};
		const credentialIn = (format: string) => credentialOf(simulatorOf(format), `In ${format}`);
		const workflowIn = (format: string) => readWorkflow(`Read ${format}`, credentialIn(format));
		const newHire = () => {
			const { departments, courses } = simulatorOf(CHANGED).world;
			const names = { department: departments[6].name, course: courses[0].title };
			return newHireWorkflow(credentialIn(CHANGED), names);
		};
		const exportIn = (format: string, to: 'csv' | 'xlsx') =>
			exportWorkflow(`Export ${format} to ${to}`, credentialIn(format), to);

		beforeAll(async () => {
			for (const format of FORMATS) {
				simulators.set(format, await startSimulator({ rows: ROWS, format }));
			}
			simulators.set(CHANGED, await startSimulator({ rows: 20, users: 5 }));
			home = await Home.make({ n8n: await installN8n(line) });
			n8n = new CommandLine(home);
			await n8n.importCredentials(...[...FORMATS, CHANGED].map(credentialIn));
			await n8n.importWorkflows(
				...FORMATS.map(workflowIn),
				...EXPORTS.map(([format, to]) => exportIn(format, to)),
				newHire(),
			);
		}, INSTALL_TIMEOUT_MS);

		afterAll(async () => {
			await Promise.all([...simulators.values()].map(async (one) => await one.close()));
			home?.remove();
		});

		test('reads every result, the same in JSON and in XML, each linked to its input', async () => {
			const inJson = await n8n.execute(workflowIn('json').id);
			const inXml = await n8n.execute(workflowIn('xml').id);
			const rows = rowsOf(inJson, LAST_NODE);
			expect(rows).toHaveLength(ROWS);
			expect(rowsOf(inXml, LAST_NODE)).toEqual(rows);

			expect(rows[0]).toMatchObject({ resultKey: resultKeyOf(simulatorOf('json').row(0)) });
			for (const [i, row] of rows.entries()) {
				expect(row).toMatchObject(simulatorOf('json').row(i));
				expect(Object.keys(row)).toEqual(Object.keys(rows[0]));
			}
			for (const { pairedItem } of itemsOf(inXml, LAST_NODE)) {
				expect(pairedItem).toEqual({ item: expect.any(Number) });
			}
			for (const { violations } of simulators.values()) expect(violations).toEqual([]);
		});

		test.each(EXPORTS)(
			'exports a file that n8n can read back completely, from %s to %s',
			async (format, to, mimeType) => {
				const result = await n8n.execute(exportIn(format, to).id);
				const [{ json, binary }] = itemsOf(result, READ_NODE);
				expect(json).toMatchObject({ format: to, rows: ROWS, pages: 3 });
				expect(binary?.data).toMatchObject({ fileName: json.fileName, mimeType });
				const lines = rowsOf(result, LAST_NODE);
				expect(lines).toHaveLength(ROWS);
				for (const [i, { userId, moduleTitle }] of lines.entries()) {
					const row = simulatorOf(format).row(i);
					expect({ userId, moduleTitle }).toEqual({
						userId: row.userId,
						moduleTitle: row.moduleTitle,
					});
				}
			},
		);

		test('creates a user with an own field, and enrolls them, each linked to its input', async () => {
			const simulator = simulatorOf(CHANGED);
			const result = await n8n.execute(newHire().id);
			const user = simulator.world.users.at(-1);
			expect(user).toMatchObject(NEW_HIRE);
			expect(rowsOf(result, READ_NODE)).toEqual([
				{ action: 'created', userId: user?.id, warning: null },
			]);
			const [{ json, pairedItem }] = itemsOf(result, ENROLL_NODE);
			expect(json).toMatchObject({ action: 'enrolled', userId: user?.id, warning: null });
			expect(pairedItem).toEqual({ item: 0 });
			expect(simulator.world.enrollments.at(-1)).toMatchObject({
				...{ id: json.enrollmentId, user: user?.index, contentId: json.courseId },
			});
			expect(simulator.violations).toEqual([]);
		});

		test('a cold process with an expired token succeeds, and stores the new token for the next one', async () => {
			const simulator = simulatorOf('json');
			const workflow = workflowIn('json');
			const storedToken = async (): Promise<unknown> =>
				(await n8n.exportCredential(credentialIn('json').id)).data.sessionToken;

			await n8n.execute(workflow.id);
			const expired = await storedToken();
			expect(expired).toEqual(expect.stringMatching(/.{30,}/));

			simulator.revokeTokens();
			simulator.reset();
			expect(rowsOf(await n8n.execute(workflow.id), LAST_NODE)).toHaveLength(ROWS);
			expect(simulator.tokenRequests).toBe(1);
			const renewed = await storedToken();
			expect(renewed).not.toBe(expired);

			simulator.reset();
			expect(rowsOf(await n8n.execute(workflow.id), LAST_NODE)).toHaveLength(ROWS);
			expect(simulator.tokenRequests).toBe(0);
			expect(await storedToken()).toBe(renewed);
		});
	});
}
