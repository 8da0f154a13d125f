/** Issued certificates: enrollments that have one, with filters that iSpring Learn has no parameters for. */
import type { IDataObject } from 'n8n-workflow';
import type { Simulator } from '../simulator/server';
import { FORMATS, listUrls, rowsOf, useSuite } from '../support/engine/suite';

const suite = useSuite();
let simulator: Simulator;

const DAY_MS = 86_400_000;
const COLUMNS = ['issueDate', 'expiryDate', 'enrollmentId', 'certificateId'];

interface Sent {
	enrollmentId: string;
	learnerId: string;
	courseId: string;
	certificate?: { issuedCertificateId: string; issueDate: string; expiryDate?: string };
}

/** The enrollments with a certificate, as the API sends them. */
const issued = (): Array<Sent & Required<Pick<Sent, 'certificate'>>> =>
	([...simulator.expectedOf('/enrollments')] as unknown as Sent[]).filter(
		(one): one is Sent & Required<Pick<Sent, 'certificate'>> => one.certificate !== undefined,
	);

const rowOf = ({ enrollmentId, certificate }: ReturnType<typeof issued>[number]): IDataObject => ({
	issueDate: certificate.issueDate,
	expiryDate: certificate.expiryDate ?? null,
	enrollmentId,
	certificateId: certificate.issuedCertificateId,
});

const read = async (fields: IDataObject = {}): Promise<IDataObject[]> => {
	const form = { resource: 'certificate', output: 'selected', columns: COLUMNS, ...fields };
	return rowsOf(await suite.getAll(simulator, JSON.parse(JSON.stringify(form))));
};

describe.each(FORMATS)('in %s', (format) => {
	beforeEach(async () => {
		simulator = await suite.simulator({ rows: 600, format });
	});

	test('each enrollment with a certificate is one row, on all pages', async () => {
		const rows = await read({ options: { pageSize: 7 } });
		expect(rows).toEqual(issued().map(rowOf));
		expect(rows.length).toBeGreaterThan(10);
		expect(rows.some(({ expiryDate }) => expiryDate === null)).toBe(true);
		expect(simulator.violations).toEqual([]);
	});

	test('all columns are those of the enrollment and its certificate, with names', async () => {
		const [first] = issued();
		const [row] = await read({ output: 'all' });
		const user = simulator.world.users.find(({ id }) => id === first.learnerId);
		expect(row).toMatchObject({ ...rowOf(first), userName: user?.name, userId: user?.id });
		expect(row).not.toHaveProperty('certificate');
		expect(Object.keys(row).at(-1)).toBe('certificateId');
	});

	test('raw records are as sent', async () => {
		const rows = await read({ output: 'raw' });
		expect(rows).toHaveLength(issued().length);
		expect(rows[0].certificate).toMatchObject({
			issuedCertificateId: issued()[0].certificate.issuedCertificateId,
		});
	});
});

describe('a list', () => {
	beforeEach(async () => {
		simulator = await suite.simulator({ rows: 600 });
	});

	test('reads on until the limit is met', async () => {
		const rows = await read({ returnAll: false, limit: 3, options: { pageSize: 7 } });
		expect(rows).toEqual(issued().slice(0, 3).map(rowOf));
		expect(listUrls(simulator)).toHaveLength(3);
	});

	test('sends the filters of enrollments', async () => {
		const [{ learnerId, courseId, enrollmentId }] = issued();
		const filters = { learnerIds: learnerId, courseIds: [courseId], enrollmentIds: [enrollmentId] };
		expect(await read({ filters })).toHaveLength(1);
		expect(listUrls(simulator)[0]).toContain(`enrollmentIds[]=${enrollmentId}`);
	});

	test('is written to a file', async () => {
		const fields = { resource: 'certificate', format: 'ndjson' };
		const [{ rows }] = rowsOf(await suite.exportFile(simulator, fields));
		expect(rows).toBe(issued().length);
	});

	test('keeps fields that the vendor may add to a certificate', async () => {
		simulator.faults.add({
			body: JSON.stringify({
				enrollments: [
					{
						enrollmentId: 'e',
						certificate: { issuedCertificateId: 'c', number: '007', certificateTitle: 'Safety' },
					},
					{ enrollmentId: 'none', certificate: null },
					{ enrollmentId: 'other', certificate: {} },
				],
			}),
		});
		const rows = await read({ output: 'all' });
		expect(rows).toHaveLength(1);
		expect(rows).toMatchObject([
			{ certificateId: 'c', certificateNumber: '007', certificateTitle: 'Safety' },
		]);
	});
});

describe('the filters by date', () => {
	const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();
	const EXPIRIES: Array<[string, string | undefined]> = [
		['ended', inDays(-3)],
		['soon', inDays(20)],
		['later', inDays(50)],
		['muchLater', inDays(80)],
		['nextYear', inDays(400)],
		['today', inDays(0).slice(0, 10)],
		['yesterday', inDays(-1).slice(0, 10)],
		['never', undefined],
		['unreadable', 'soon'],
	];

	const found = async (filters: IDataObject): Promise<unknown[]> => {
		simulator.faults.add({
			body: JSON.stringify({
				enrollments: EXPIRIES.map(([id, expiryDate]) => ({
					enrollmentId: id,
					certificate: { issuedCertificateId: id, issueDate: expiryDate, expiryDate },
				})),
			}),
		});
		return (await read({ filters })).map(({ certificateId }) => certificateId);
	};

	beforeEach(async () => {
		simulator = await suite.simulator({ rows: 10 });
	});

	test.each<[IDataObject, string[]]>([
		[{ expiringIn: 'next30Days' }, ['soon', 'today']],
		[{ expiringIn: 'next60Days' }, ['soon', 'later', 'today']],
		[{ expiringIn: 'Next 90 Days' }, ['soon', 'later', 'muchLater', 'today']],
		[{ expiringIn: 'expired' }, ['ended', 'yesterday']],
		[{ expiringIn: 'today' }, ['today']],
		[{ issuedIn: 'last7Days' }, ['ended', 'today', 'yesterday']],
		[{ expiryDateStart: inDays(60) }, ['muchLater', 'nextYear']],
		[{ expiryDateEnd: inDays(30), expiryDateStart: inDays(-2) }, ['soon', 'today', 'yesterday']],
		[{ issueDateEnd: inDays(0).slice(0, 10) }, ['ended', 'today', 'yesterday']],
		[{ expiringIn: 'next90Days', issuedIn: 'today' }, ['today']],
	])('%j', async (filters, expected) => {
		expect(await found(filters)).toEqual(expected);
		expect(listUrls(simulator)).toEqual(['/enrollments?pageSize=1000']);
	});

	test.each<[IDataObject, string]>([
		[
			{ expiringIn: 'next30Days', expiryDateEnd: '2026-01-31' },
			"'Expiring In' can't be combined with 'Expires Before'",
		],
		[{ expiringIn: 'soon' }, "\"soon\" in 'Expiring In' isn't a range of dates"],
		[{ expiryDateStart: 'soon' }, "\"soon\" in 'Expires After' isn't a date"],
	])('%j is rejected', async (filters, message) => {
		const form = { resource: 'certificate', filters: JSON.parse(JSON.stringify(filters)) };
		const { error } = await suite.getAll(simulator, form);
		expect(error?.message).toContain(message);
		expect(simulator.pageRequests).toBe(0);
	});
});
