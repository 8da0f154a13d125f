/** Every message on every form: the next step names only fields that the form has. */
import type { INodeProperties, INodePropertyOptions, IDataObject } from 'n8n-workflow';
import { IspringLearnApi } from '../../credentials/IspringLearnApi.credentials';
import { TEST_RULES, verifyToken } from '../../credentials/verifyToken';
import { createForm } from '../../nodes/IspringLearn/resources';
import {
	TRIGGER_FILTERS,
	TRIGGER_FORM,
	TRIGGER_OUTPUT,
} from '../../nodes/IspringLearn/resources/trigger/polling';
import { createMethods } from '../../nodes/IspringLearn/methods/pickLists';
import { pollTrigger } from '../../nodes/IspringLearn/triggers/polling/pollTrigger';
import { requestToken } from '../../nodes/IspringLearn/api/auth/token';
import { withMessages } from '../../credentials/errors';
import { EVENTS } from '../../nodes/IspringLearn/triggers/polling/events';
import { Runtime } from '../../nodes/IspringLearn/api/runtime';
import type { FormDescriptor } from '../../nodes/IspringLearn/errors/form';
import { describeReason, MESSAGES } from '../../nodes/IspringLearn/errors/messages';
import { INSTANT_MESSAGES } from '../../nodes/IspringLearn/errors/messages/instantMessages';
import { NODE_MESSAGES } from '../../nodes/IspringLearn/errors/messages/nodeMessages';
import { NODE } from './support/errors';
import {
	AUTHENTICATION_ERRORS,
	DECODE_ERRORS,
	HOST_ERRORS,
	PAGINATION_ERRORS,
	SAMPLES,
} from '../support/samples';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async () => await Promise.resolve(),
}));

const RUNTIME = new Runtime();
const FORM = createForm(RUNTIME).properties;

type Labels = ReadonlySet<string>;

const ID = '85077abc-2639-11ea-8e3f-0a580af40c09';
const CREDENTIAL = {
	host: 'https://api-learn.ispring.com',
	clientId: 'id',
	clientSecret: 'secret',
};

/** Fields that n8n adds to every node. */
const OF_N8N = { node: ['Request Options', 'Timeout', 'Batching'], trigger: ['Poll Times'] };

const isShown = ({ displayOptions }: INodeProperties, values: IDataObject): boolean => {
	const holds = (name: string, wanted: readonly unknown[] = []): boolean => {
		const value = values[name.replace('/', '')];
		return value === undefined || wanted.includes(value);
	};
	const { show = {}, hide = {} } = displayOptions ?? {};
	const isHidden = Object.entries(hide).some(
		([name, wanted]) => values[name.replace('/', '')] !== undefined && holds(name, wanted),
	);
	return !isHidden && Object.entries(show).every(([name, wanted]) => holds(name, wanted));
};

/** The labels of the fields that a form shows with these values. */
function labelsOf(fields: readonly INodeProperties[], values: IDataObject = {}): string[] {
	return fields
		.filter((field) => field.type !== 'hidden' && isShown(field, values))
		.flatMap(({ displayName, type, options = [] }) => [
			displayName,
			...(type === 'collection' ? labelsOf(options as INodeProperties[], values) : []),
		]);
}

const OF_CREDENTIAL = labelsOf(new IspringLearnApi().properties);

/** Longer labels first, so that Byte Order Mark is not read as a shorter label. */
const ALL = [
	...new Set([
		...labelsOf(FORM),
		...labelsOf(TRIGGER_FORM),
		...OF_CREDENTIAL,
		...OF_N8N.node,
		...OF_N8N.trigger,
	]),
]
	.sort((a, b) => b.length - a.length)
	.map((label) => ({
		label,
		pattern: new RegExp(`(?<![\\w-])${label.replace(/[()]/g, '\\$&')}(?![\\w-])`, 'g'),
	}));

/** The labels in a text. */
function namedIn(text: string): string[] {
	let left = text.replace(/iSpring Learn (says|answered) ?:? "[^"]*"/g, '');
	return ALL.filter(({ label, pattern }) => {
		if (!left.includes(label)) return false;
		const before = left;
		left = left.replace(pattern, '');
		return left !== before;
	}).map(({ label }) => label);
}

const status = (code: number, data = '') => ({
	response: { status: code, data, headers: {} },
});
const STATUSES = [302, 400, 401, 403, 404, 407, 408, 414, 418, 422, 429, 431, 451, 500, 503, 520];
const CODES = [
	...['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'ECONNABORTED', 'EAI_AGAIN', 'EPIPE'],
	...['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID', 'EPROTO'],
];

function faults(): unknown[] {
	return [
		...STATUSES.flatMap((code) => [
			status(code),
			status(code, '<html><body>x</body></html>'),
			status(code, '{"message":"No"}'),
		]),
		...CODES.map((code) => Object.assign(new Error(code), { code })),
		...Object.values(DECODE_ERRORS),
		...Object.values(PAGINATION_ERRORS),
		...Object.values(HOST_ERRORS),
		...Object.values(AUTHENTICATION_ERRORS),
		new Error('x is not a function'),
	];
}

interface Said {
	message: string;
	description?: string | null;
}
const textOf = ({ message, description }: Said): string => `${message}. ${description ?? ''}`;

async function textThrown(run: Promise<unknown>): Promise<string> {
	return await run.then(
		(value) => Promise.reject(new Error(`It went well: ${JSON.stringify(value)}`)),
		(error: Said) => textOf(error),
	);
}

/** The functions of n8n that a form with default values needs. */
const contextWith = (values: IDataObject, fault: unknown) => {
	const sends = async () => await Promise.reject(fault);
	const valueOf = (name: string, otherwise: unknown): unknown => values[name] ?? otherwise;
	return {
		getNodeParameter: valueOf,
		getCurrentNodeParameter: (name: string) => values[name],
		getCurrentNodeParameters: () => ({}),
		getNode: () => ({
			...NODE,
			type: values['@tool'] ? `${NODE.type}Tool` : NODE.type,
			parameters: {},
		}),
		getTimezone: () => 'UTC',
		getItemIndex: () => 0,
		getCredentials: async () => await Promise.resolve(CREDENTIAL),
		getExecutionCancelSignal: () => undefined,
		continueOnFail: () => false,
		getMode: () => 'trigger',
		getActivationMode: () => 'activate',
		getWorkflow: () => ({ id: 'w' }),
		getWorkflowStaticData: () => ({}),
		helpers: {
			httpRequestWithAuthentication: sends,
			prepareBinaryData: async (stream: AsyncIterable<Buffer>) => {
				const bytes = stream[Symbol.asyncIterator]();
				while (!(await bytes.next()).done) continue;
				return {};
			},
		},
	};
};

/** One page with more records than n8n can hold, all with the ID of one quiz. */
const TOO_MANY = JSON.stringify(
	Array.from({ length: 100_001 }, (_, id) => ({
		id,
		quizId: ID,
		userId: id,
		courseId: id,
		certificate: { issuedCertificateId: 'c' },
	})),
);

/** The list of each path; null if it has no name. All other paths return modules. */
const LISTS: Record<string, string | null> = {
	'/contents': 'contentItems',
	'/departments': 'departments',
	'/enrollments': 'enrollments',
	'/gamification/points': null,
	'/groups': 'groups',
	'/learners/modules/results': 'results',
	'/learners/results': 'results',
	'/quizzes': 'results',
	'/report/answer-breakdown': 'results',
	'/users/v2': 'userProfiles',
};

/** Resources that are read parent by parent. */
const BY_PARENT: ReadonlySet<string> = new Set(['homework', 'learningTrack', 'training']);

const noRetries = { 'options.maxRetries': 0, maxRetries: 0 };

/** The node's list operations, each with the values that show its form. */
const OPERATIONS = FORM.flatMap(({ name, options = [], displayOptions }) =>
	(options as INodePropertyOptions[])
		.filter(({ routing }) => routing?.operations?.pagination)
		.map(({ value, routing }) => ({
			values: {
				operation: 'getAll',
				...Object.fromEntries(
					Object.entries(displayOptions?.show ?? {}).map(([field, values]) => [field, values?.[0]]),
				),
				[name]: value,
			} as IDataObject,
			read: routing?.operations?.pagination,
		})),
);

const isList = ({ values }: (typeof OPERATIONS)[number]): boolean =>
	['getAll', 'export'].includes(String(values.operation));

const LIST_OPERATIONS = OPERATIONS.filter(isList);
const OTHER_OPERATIONS = OPERATIONS.filter((operation) => !isList(operation));

test('all operations are found', () => {
	expect(LIST_OPERATIONS.length).toBeGreaterThanOrEqual(10);
	expect(LIST_OPERATIONS.map(({ values }) => values.scope)).toContain('course');
	expect(OTHER_OPERATIONS.length).toBeGreaterThanOrEqual(8);
});

function check(texts: readonly string[], has: readonly string[]): void {
	const allowed: Labels = new Set([...has, ...OF_CREDENTIAL]);
	const wrong = [...new Set(texts)].flatMap((text) =>
		namedIn(text)
			.filter((label) => !allowed.has(label))
			.map((label) => `${label} in: ${text}`),
	);
	expect(wrong).toEqual([]);
}

/** What the fields of a single record, or of a change, send. */
const INPUT = {
	...{ userId: [ID], userIds: [ID], departmentId: [ID], parentDepartmentId: [ID] },
	...{ groupId: [ID], name: 'Sales', code: 'HR-1', amount: 1, reason: 'First' },
	...{ profile: { login: 'anna', email: 'anna@example.com' }, matchBy: 'login', when: 'now' },
};

test.each(OTHER_OPERATIONS)('node, $values, names its own fields', async ({ values, read }) => {
	const texts = [];
	for (const fault of faults()) {
		const node = contextWith({ ...noRetries, '@tool': values['@tool'] }, fault);
		const executeData = { node: node.getNode(), data: { main: [[{ json: {} }]] } };
		const context = { ...node, getExecuteData: () => executeData };
		if (typeof read !== 'function') throw new Error('No function');
		const request = { options: { url: '/', qs: INPUT } };
		texts.push(await textThrown(read.call(context as never, request as never)));
	}
	check(texts, [...labelsOf(FORM, values), ...OF_N8N.node, 'Create or Update', 'Logins']);
});

describe.each(LIST_OPERATIONS)('node, $values', ({ values, read }) => {
	const has = [...labelsOf(FORM, values), ...OF_N8N.node];
	const inTool = { '@tool': values['@tool'] };
	/** What the field in the path sends. */
	const path = values.scope === 'course' ? { courseId: ID } : {};

	async function textsWith(qs: IDataObject): Promise<string[]> {
		const texts = [];
		for (const fault of faults()) {
			const form = { ...noRetries, ...inTool, returnAll: true, courseId: ID };
			const context = contextWith(form, fault);
			const request = { options: { url: '/', qs: { ...path, ...qs } }, maxResults: 1 };
			if (typeof read !== 'function') throw new Error('No function');
			texts.push(await textThrown(read.call(context as never, request as never)));
		}
		return texts;
	}

	test('names its own fields', async () => {
		const texts = await textsWith({});
		check(texts, has);
		if (!values['@tool']) expect(texts.join()).toContain('Page Size');
	});

	test('names its own fields with IDs in filters', async () => {
		check(await textsWith({ userIds: [ID], courseIds: [ID], departments: [ID] }), has);
	});

	test('names its own fields if there are too many rows', async () => {
		// Course by course, there is no page that goes on for ever. A tool returns less.
		const isInParts = values.scope === 'courses' || BY_PARENT.has(String(values.resource));
		if (values.operation === 'export' || isInParts || values['@tool']) return;
		const helpers = {
			httpRequestWithAuthentication: async (_type: string, { url }: { url: string }) => {
				const { [url]: list = 'modules' } = LISTS;
				const body = list === null ? TOO_MANY : `{"${list}":${TOO_MANY}}`;
				return await Promise.resolve({ statusCode: 200, headers: {}, body });
			},
		};
		const output = 'raw';
		// What the message says about Limit is the same for all lists, and 100,001 records take their time.
		const limited =
			values.resource === 'moduleResult' ? [{ returnAll: false, limit: 300_000 }] : [];
		for (const limits of [{ returnAll: true }, ...limited]) {
			const form = { ...noRetries, ...limits, output, courseId: ID };
			const context = { ...contextWith(form, null), helpers };
			if (typeof read !== 'function') throw new Error('No function');
			const request = { options: { url: '/', qs: path } };
			const text = await textThrown(read.call(context as never, request as never));
			expect(text).toMatch(/^More than 100,000/);
			check([text], has);
			if (!has.includes('Filters')) expect(text).not.toMatch(/dates|own IDs/);
			if (!limits.returnAll) expect(text).not.toContain('Return All');
		}
	});
});

describe.each(Object.keys(EVENTS))('trigger, %s', (event) => {
	const has = [...labelsOf(TRIGGER_FORM, { event }), ...OF_N8N.trigger];
	test.each([{}, { userIds: [ID] }])('names its own fields with filters %j', async (filters) => {
		const texts = [];
		for (const fault of faults()) {
			const form = { ...noRetries, event, filters };
			const context = contextWith(form, fault);
			texts.push(
				await textThrown(
					pollTrigger(RUNTIME, TRIGGER_FILTERS, TRIGGER_OUTPUT, () => {}).call(context as never),
				),
			);
		}
		check(texts, has);
		expect(texts.join()).toContain('Poll Times');
	});
});

test.each(Object.entries(createMethods(RUNTIME).loadOptions))(
	'pick-list %s names no other field',
	async (_name, load) => {
		const texts = [];
		for (const fault of faults()) {
			const [{ name, description }] = await load.call(contextWith({}, fault) as never);
			texts.push(`${name}. ${description}`);
		}
		// Every form with a list of modules or enrollments has these filters.
		check(texts, ['Course Names or IDs', 'Courses', 'Filters']);
		expect(texts.join()).not.toMatch(/[Rr]un the node/);
	},
);

/** What n8n shows of an error that a credential throws. */
const shown = async (run: Promise<unknown>): Promise<string> =>
	await withMessages(async () => await run).then(() => '', textOf);

test('the test of a credential and the sign-in name its own fields', async () => {
	const texts = TEST_RULES?.map(({ properties }) => String(Object(properties).message)) ?? [];
	const pasted = {
		baseUrl: CREDENTIAL.host,
		sent: { token: 'token', format: 'bearer' } as const,
		secrets: ['token'],
		pasted: true,
	};
	const account = { baseUrl: CREDENTIAL.host, clientId: 'id', clientSecret: 'secret' };
	for (const code of [...STATUSES, 200]) {
		for (const body of ['', '<html></html>', '{"message":"No"}', 'text']) {
			const send = async () => await Promise.resolve({ statusCode: code, body });
			texts.push(await shown(verifyToken(send, pasted)));
			texts.push(await shown(requestToken(send, account)));
		}
	}
	for (const fault of faults()) {
		const send = async () => await Promise.reject(fault);
		texts.push(await shown(verifyToken(send, pasted)));
		texts.push(await shown(requestToken(send, account)));
	}
	check(texts, []);
	expect(texts.join()).not.toMatch(/[Rr]un the node/);
});

describe('the table of messages', () => {
	/** Labels that a message may name together with a field. */
	const ALONGSIDE: Readonly<Record<string, readonly string[]>> = {
		'Request Options': ['Batching', 'Timeout'],
		'Max Retries': ['Options'],
		'Page Size': ['Options'],
		'Page Token': ['Options'],
		'Skip Invalid IDs': ['Options'],
	};
	const FIELDS = [
		...['Filters', 'Limit', 'Max Retries', 'Page Size', 'Page Token', 'Poll Times'],
		...['Request Options', 'Return All', 'Skip Invalid IDs'],
	];
	const forms = [[], ...FIELDS.map((field) => [field]), FIELDS];

	test('has an example of every reason that api/ and requests have', () => {
		const ofNode = Object.keys({ ...NODE_MESSAGES, ...INSTANT_MESSAGES });
		const others = Object.keys(MESSAGES).filter((reason) => !ofNode.includes(reason));
		expect(SAMPLES.map(({ reason }) => reason).sort()).toEqual(others.sort());
	});

	test.each(SAMPLES)('$reason names only fields that the form has', ({ reason, data }) => {
		for (const fields of forms) {
			const form: FormDescriptor = {
				has: (field) => fields.includes(field),
				again: 'Try again',
				labelOf: (parameter) => parameter,
				splitBy: [],
				narrowing: 'narrow the filters',
			};
			const named = [...fields, ...fields.flatMap((field) => ALONGSIDE[field] ?? [])];
			// A longer Timeout and a smaller page are named together: where n8n has the one, the node has the other.
			const pair = fields.includes('Request Options') ? ['Page Size', 'Options'] : [];
			check([textOf(describeReason(reason, data, form))], [...named, ...pair]);
		}
	});
});
