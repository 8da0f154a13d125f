/** Links to certificates, and their files: from another host, which must never see the token. */
import type { IDataObject, INode } from 'n8n-workflow';
import { SELF_SIGNED } from '../simulator/certificate';
import type { FileFault } from '../simulator/files/fileHost';
import type { Simulator } from '../simulator/server';
import { bytesOf, fillStorage, storedFiles, storeInFiles } from '../support/engine/binaryData';
import type { Job, Outcome } from '../support/engine/engine';
import { FORMATS, pause, rowsOf, useSuite } from '../support/engine/suite';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async () => await Promise.resolve(),
}));

const suite = useSuite();
let simulator: Simulator;
beforeEach(async () => {
	simulator = await suite.simulator({ rows: 100 });
});

/** Certificates belong to every seventh enrollment. */
const CERTIFICATE = 7;
const idOf = (index: number, of = simulator): string => of.world.id('certificate', index);
const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const operate = async (
	operation: 'download' | 'getLink',
	fields: INode['parameters'] = {},
	job: Partial<Job> = {},
): Promise<Outcome> =>
	await suite.operate(
		simulator,
		{ resource: 'certificate', operation, certificateId: byId(idOf(CERTIFICATE)), ...fields },
		job,
	);

const download = async (fields?: INode['parameters'], job?: Partial<Job>): Promise<Outcome> =>
	await operate('download', fields, job);

const filesOf = async ({ outputs }: Outcome): Promise<Buffer[]> =>
	await Promise.all(outputs[0].map(bytesOf));

/** Requests for links. */
const linkRequests = (): string[] =>
	simulator.requests.map(({ path }) => path).filter((path) => path.startsWith('/certificate/'));

describe.each(FORMATS)('in %s', (format) => {
	test.each(['documented', 'bare', 'wrapped'] as const)(
		'Get Link and Download work with the envelope %s',
		async (record) => {
			simulator = await suite.simulator({ rows: 100, format, rules: { record } });
			const certificateId = idOf(CERTIFICATE);
			const [link] = rowsOf(await operate('getLink'));
			expect(link).toEqual({ url: expect.stringContaining(simulator.files.origin), certificateId });
			const outcome = await download();
			const file = simulator.files.fileOf(CERTIFICATE);
			const fileName = `certificate-${certificateId}.pdf`;
			expect(rowsOf(outcome)).toEqual([{ fileName, bytes: file.length, certificateId }]);
			expect((await filesOf(outcome))[0].equals(file)).toBe(true);
			expect(outcome.outputs[0][0]).toMatchObject({
				binary: { data: { fileName, mimeType: 'application/pdf', fileExtension: 'pdf' } },
				pairedItem: { item: 0 },
			});
			expect(simulator.violations).toEqual([]);
		},
	);
});

test('the API and the server of the files are different, and only the API sees the token', async () => {
	rowsOf(await download());
	const [sent] = simulator.files.requests;
	expect(simulator.requests[1].headers.authorization).toMatch(/^Bearer /);
	expect(Object.keys(sent.headers).sort()).toEqual(
		['accept', 'accept-encoding', 'connection', 'host', 'user-agent'].sort(),
	);
	expect(JSON.stringify(sent)).not.toContain(simulator.clientSecret);
});

describe('many items', () => {
	const ids = (): string[] => [0, 7, 14].map((index) => idOf(index));
	const VALUES: Array<[string, string, (id: string) => IDataObject]> = [
		['IDs of Get Many', '={{ $json.certificateId }}', (certificateId) => ({ certificateId })],
		[
			'the column certificate of an enrollment',
			'={{ $json.certificate }}',
			(issuedCertificateId) => ({ certificate: { issuedCertificateId, issueDate: '2026-01-31' } }),
		],
		[
			'whole items',
			'={{ $json }}',
			(certificateId) => ({ certificateId, userId: simulator.world.users[1].id }),
		],
	];

	test.each(VALUES)('take %s', async (_name, value, toItem) => {
		const job = { input: ids().map(toItem) };
		const outcome = await download({ certificateId: byId(value) }, job);
		expect(rowsOf(outcome).map(({ certificateId }) => certificateId)).toEqual(ids());
		expect(outcome.outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2].map((item) => ({ item })),
		);
		const files = await filesOf(outcome);
		files.forEach((file, at) => expect(file.equals(simulator.files.fileOf(at * 7))).toBe(true));
	});

	test('continue after one that fails', async () => {
		const input = [...ids(), simulator.world.id('certificate', 1)].map((id) => ({ id })).reverse();
		const settings = { onError: 'continueErrorOutput' as const };
		const { outputs } = await download(
			{ certificateId: byId('={{ $json.id }}') },
			{ input, settings },
		);
		expect(outputs[0].map(({ json }) => json.certificateId)).toEqual(ids().reverse());
		expect(outputs[1].map(({ json }) => json.error)).toEqual([
			"The ID in 'Certificate' doesn't exist (status 404)",
		]);
	});

	test('skip an item without a certificate if told to', async () => {
		const input = [{ id: idOf(7) }, { id: null }];
		const fields = { certificateId: byId('={{ $json.id }}') };
		const { error } = await download(fields, { input });
		expect(error?.message).toContain("The expression in 'Certificate' returns nothing");
		const skipping = { ...fields, options: { emptyExpressions: 'noResults' } };
		expect(rowsOf(await download(skipping, { input }))).toHaveLength(1);
	});
});

test.each([
	['Safety', 'Safety.pdf'],
	['Safety.PDF', 'Safety.PDF'],
	['={{ "Año " + 2026 }}', 'Año 2026.pdf'],
])('the file name %s becomes %s', async (given, fileName) => {
	expect(rowsOf(await download({ fileName: given }))).toMatchObject([{ fileName }]);
});

test('a file name with a folder stops the node before any request', async () => {
	const { error } = await download({ fileName: '../x' });
	expect(error?.message).toContain("'File Name'");
	expect(simulator.requests).toEqual([]);
});

describe('redirects', () => {
	test.each([301, 302, 303, 307, 308])('with status %s lead to another host', async (status) => {
		const { port } = simulator.files;
		simulator.files.add({
			status,
			redirect: () => simulator.files.linkTo(CERTIFICATE).replace('127.0.0.1', 'localhost'),
		});
		const outcome = await download();
		expect((await filesOf(outcome))[0].equals(simulator.files.fileOf(CERTIFICATE))).toBe(true);
		expect(simulator.files.requests.map(({ host }) => host)).toEqual([
			`127.0.0.1:${port}`,
			`localhost:${port}`,
		]);
		for (const { headers } of simulator.files.requests) {
			expect(headers).not.toHaveProperty('authorization');
			expect(headers).not.toHaveProperty('cookie');
		}
	});

	test('relative to the link', async () => {
		const redirect = () => simulator.files.linkTo(CERTIFICATE).slice(simulator.files.origin.length);
		simulator.files.add({ redirect });
		expect(rowsOf(await download())).toHaveLength(1);
	});

	test.each<[string, string | ((request: number) => string), string]>([
		['in circles', () => simulator.files.linkTo(0), 'The link to the file leads in circles'],
		[
			'without https',
			'http://files.example.com/a.pdf?key=s3cret',
			"The link to the file isn't secure",
		],
		[
			'to another protocol',
			'ftp://127.0.0.1/a.pdf?key=s3cret',
			"The link to the file isn't secure",
		],
		['with a login', 'http://user:s3cret@127.0.0.1/', 'The link to the file leads nowhere'],
		['to no URL', 'http://', 'The link to the file leads nowhere'],
	])('%s are not followed', async (_name, redirect, message) => {
		simulator.files.add({ redirect, times: 50 });
		const { error } = await download();
		expect(error?.message).toBe(message);
		expect(error?.description).not.toContain('s3cret');
		expect(simulator.files.requests.length).toBeLessThan(12);
	});
});

describe('faults', () => {
	const FULL = 20_000;

	test.each<[string, FileFault]>([
		['a broken connection', { cut: { bytes: FULL / 2, mode: 'close' } }],
		['an end that looks complete', { cut: { bytes: FULL / 2, mode: 'silent' } }],
		['an empty file', { body: '' }],
		['no response', { hangUp: true }],
		['a busy server', { status: 503 }],
	])('%s: the file is requested again', async (_name, fault) => {
		simulator.files.add(fault);
		const outcome = await download();
		expect((await filesOf(outcome))[0].equals(simulator.files.fileOf(CERTIFICATE))).toBe(true);
		expect(simulator.files.requests).toHaveLength(2);
		expect(linkRequests()).toHaveLength(1);
	});

	test.each<[string, FileFault, string, string]>([
		[
			'a broken connection',
			{ cut: { bytes: FULL / 2, mode: 'close' } },
			"Couldn't reach the server of the file",
			'The file is at 127.0.0.1',
		],
		[
			'a cut file',
			{ cut: { bytes: FULL / 2, mode: 'silent' } },
			'The file is incomplete',
			'cut off',
		],
		['an empty file', { body: '' }, 'The file is empty', 'Run the node again'],
		[
			'a web page',
			{ body: '<!DOCTYPE html><html><body>Sign in</body></html>' },
			'The file is a web page instead of a PDF',
			'A proxy or firewall',
		],
		['other bytes', { body: Buffer.alloc(4000, 1) }, "The file isn't a PDF", 'A proxy or firewall'],
		['few bytes', { body: 'x' }, "The file isn't a PDF", 'A proxy or firewall'],
		[
			'a long length',
			{ headers: { 'Content-Length': '999999999' } },
			'The file is larger than 100 MB',
			"'Get Link'",
		],
		[
			'a busy server',
			{ status: 503 },
			'The server of the file rejected the link (status 503)',
			'later',
		],
		[
			'a server that rejects every link',
			{ status: 403 },
			'The server of the file rejected the link (status 403)',
			'later',
		],
	])('%s again and again: a clear message, no item', async (_name, fault, message, nextStep) => {
		simulator.files.add({ ...fault, times: 50 });
		const { error, rows } = await download({ options: { maxRetries: 1 } });
		expect(error?.message).toBe(message);
		expect(error?.description).toContain(nextStep);
		expect(error?.description).not.toContain('signature');
		expect(rows).toEqual([]);
	});

	test('a redirect to a host with an untrusted certificate: the message names that host', async () => {
		const other = await suite.simulator({ rows: 1, tls: SELF_SIGNED });
		simulator.files.add({ redirect: `${other.url}/a.pdf`, times: 2 });
		const { error } = await download({ options: { maxRetries: 1 } });
		expect(error?.message).toBe("Couldn't reach the server of the file");
		expect(error?.description).toMatch(
			`The file is at ${new URL(other.url).host}, whose certificate n8n doesn't trust`,
		);
		expect(simulator.files.requests).toHaveLength(1);
	});

	test('a link that has expired is requested once more', async () => {
		const { files } = simulator;
		const old = files.linkTo(CERTIFICATE);
		await simulator.passTime(601);
		simulator.faults.add({
			on: { kind: 'record' },
			status: 200,
			body: JSON.stringify({ url: old }),
			contentType: 'application/json',
		});
		const outcome = await download();
		expect((await filesOf(outcome))[0].equals(files.fileOf(CERTIFICATE))).toBe(true);
		expect(linkRequests()).toHaveLength(2);
	});

	test.each(['not a link', '/certificates/7.pdf', 'javascript:alert(1)', { of: 'another kind' }])(
		'Get Link returns no item for the link %j',
		async (url) => {
			const body = JSON.stringify({ url });
			const contentType = 'application/json';
			simulator.faults.add({ on: { kind: 'record' }, status: 200, body, contentType });
			const { error, rows } = await operate('getLink');
			expect(error?.message).toBe('The link to the file leads nowhere');
			expect(rows).toEqual([]);
		},
	);

	test.each(['http://files.example.com/a.pdf', 'not a link', 'file:///etc/passwd'])(
		'the link %s is not requested',
		async (url) => {
			simulator.faults.add({
				on: { kind: 'record' },
				status: 200,
				body: JSON.stringify({ url }),
				contentType: 'application/json',
			});
			const { error } = await download();
			expect(error?.message).toMatch(/^The link to the file (isn't secure|leads nowhere)$/);
			expect(simulator.files.requests).toEqual([]);
		},
	);

	test('an unknown ID, and one without a right', async () => {
		const unknown = await download({ certificateId: byId(idOf(1)) });
		expect(unknown.error?.message).toBe("The ID in 'Certificate' doesn't exist (status 404)");
		expect(unknown.error?.description).toContain('Issued certificate not found');
		simulator.faults.add({ on: { kind: 'record' }, status: 403 });
		const { error } = await download();
		expect(error?.message).toContain("This API key isn't allowed to read certificates");
	});

	test('an execution that is cancelled stops the transfer', async () => {
		simulator.files.add({ stall: true });
		const cancel = new AbortController();
		const running = download({}, { signal: cancel.signal });
		while (simulator.files.requests.length === 0) await pause(5);
		await pause(20);
		cancel.abort();
		const { rows } = await running;
		expect(rows).toEqual([]);
		await pause(50);
		expect(simulator.files.requests).toHaveLength(1);
	});
});

describe("n8n's storage", () => {
	test('receives the file as a stream, and no unfinished one remains in use', async () => {
		const restore = await storeInFiles();
		try {
			const before = storedFiles();
			simulator.files.add({ cut: { bytes: 10_000, mode: 'silent' } });
			const outcome = await download();
			expect((await filesOf(outcome))[0].equals(simulator.files.fileOf(CERTIFICATE))).toBe(true);
			expect(storedFiles().length).toBeGreaterThan(before.length);
		} finally {
			restore();
		}
	});

	test('without space, the message says so', async () => {
		const empty = fillStorage();
		try {
			const { error } = await download();
			expect(error?.message).toBe("n8n couldn't store the file");
			expect(error?.description).not.toContain('Filters');
		} finally {
			empty();
		}
	});
});
