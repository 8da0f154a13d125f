/** What reaches the service at the end of each example. */
import type { IDataObject } from 'n8n-workflow';
import { namesOf } from '../../support/columns';
import { readTable } from '../../support/xlsx';
import { announcements, asShown, contacts, lastWeek, lastWeeksName } from './expected';
import type { Format, Played, ExampleServer } from './exampleServer';
import { exampleOf, nodeOf } from './exampleServer';
import { isService } from './prepare';

const jsonOf = ({ entered }: Played): IDataObject[] => entered.map(({ json }) => json);

/** Sorts rows by one of their columns. */
const by = <Row extends object>(column: keyof Row, rows: readonly Row[]): Row[] =>
	[...rows].sort((a, b) => String(a[column]).localeCompare(String(b[column])));

/** The service has pinned data, so nothing evaluates its expressions. At least the fields that they name must exist. */
function expectFieldsOfService(folder: string, played: Played): void {
	const service = exampleOf(folder).workflow.nodes.find(isService);
	const named = [...JSON.stringify(service?.parameters).matchAll(/\$json\.(\w+)/g)];
	expect(named.length).toBeGreaterThan(2);
	for (const [, name] of named) {
		for (const row of jsonOf(played)) expect(row).toHaveProperty(name);
	}
}

export function checkPlays(server: () => ExampleServer, format: Format): void {
	const play = async (folder: string): Promise<Played> => {
		const played = await server().play(folder, { format });
		expect(played.status).toBe('success');
		return played;
	};

	test('hubspot-completions returns the learners who completed something since yesterday', async () => {
		const played = await play('hubspot-completions');
		const expected = contacts(server().simulator(format));
		expect(expected.length).toBeGreaterThan(2);
		expect(by('email', jsonOf(played))).toEqual(by('email', expected));
		expectFieldsOfService('hubspot-completions', played);
	});

	test('completed-to-slack, tested manually, reports the newest completions', async () => {
		const folder = 'completed-to-slack';
		const told = jsonOf(await play(folder));
		const expected = announcements(server().simulator(format));
		expect(expected).toHaveLength(5);
		expect(by('text', told)).toEqual(by('text', expected));
		const { parameters } = nodeOf(exampleOf(folder).workflow, /slack$/);
		expect(parameters.text).toBe('={{ $json.text }}');
	});

	test("weekly-excel-to-drive gives one Excel file with all of last week's results, and with names", async () => {
		const { entered } = await play('weekly-excel-to-drive');
		expect(entered).toHaveLength(1);
		const file = entered[0].binary?.data;
		expect(file).toMatchObject({ fileName: lastWeeksName(), fileExtension: 'xlsx' });
		const id = encodeURIComponent(file?.id ?? '');
		const bytes = await server().n8n.rest.bytes(`/rest/binary-data?id=${id}&action=download`);
		const simulator = server().simulator(format);
		const expected = [...simulator.expectedRows(lastWeek())];
		expect(expected.length).toBeGreaterThan(10);
		expect(readTable(bytes)).toEqual(
			expected.map((row) => {
				const { userName, userEmail, departmentName, courseTitle } = namesOf(simulator, row);
				return {
					userName,
					userEmail,
					departmentName,
					courseTitle,
					moduleTitle: row.moduleTitle,
					completionStatus: row.completionStatus,
					progress: row.progress ?? null,
					awardedScore: row.awardedScore ?? null,
					timeSpent: row.timeSpent ?? null,
					completionDate: { date: asShown(row.completionDate ?? '') },
				};
			}),
		);
	});
}
