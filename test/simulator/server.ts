import { appendFileSync } from 'node:fs';
import {
	createServer,
	type IncomingMessage,
	type RequestListener,
	type Server,
	type ServerResponse,
} from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Quota } from './access/quota';
import { Api, isResource, type ApiOptions, type Remarks } from './api';
import type { Charset } from './charsets';
import { control } from './controls/commands';
import { expectedRecords, type ExpectedFilters } from './controls/expected';
import { deliver, Faults } from './faults';
import type { FileHost } from './files/fileHost';
import type { Endpoint } from './lists';
import { splitQuery } from './lists/filters';
import type { Change, ModuleResult } from './lists/row';
import { requestLine, type RequestRecord } from './controls/requestLog';
import type { Route } from './routes';
import type { Rules } from './rules';
import type { Webhooks } from './webhooks';
import { WORLD_NOW, type World } from './world';

export type { Client } from './access/clients';
export type { ExpectedFilters } from './controls/expected';
export type { Fault } from './faults';
export { Quota } from './access/quota';
export type { Delivery, DeliveryFault, WebhookRules } from './webhooks';
export type { CourseResult, ModuleResult } from './lists/row';
export type { RequestRecord } from './controls/requestLog';
export type { Rules } from './rules';
export type { Course, Department, Enrollment, Group, Module, User, World } from './world';

export interface SimulatorOptions extends Partial<ApiOptions> {
	/** The port; 0 (default) for a free one. */
	port?: number;
	/** Delay before every response with a resource. */
	delayMs?: number;
	/** Serves https with this key pair in PEM. */
	tls?: { key: string; cert: string };
	/** The number of requests for resources allowed per second. Others get 429 with Retry-After. */
	quota?: number;
	/** A file to append each request to (that of the variable SIMULATOR_REQUESTS). */
	requestFile?: string;
	/** The character set of all responses (UTF-8, declared in Content-Type). */
	charset?: Charset;
}
const DEFAULTS: ApiOptions = {
	seed: 7,
	rows: 2500,
	users: 200,
	courses: 20,
	modulesPerCourse: 5,
	allActive: true,
	everyday: false,
	now: WORLD_NOW,
	clientId: 'sim-client',
	clientSecret: 'sim-secret',
	clients: [],
	tokenLifeSeconds: 1800,
	tokenUses: Infinity,
	authorization: 'either',
	userFields: 'array',
	format: 'auto',
	basePath: '',
	numericTokens: false,
	emptyLastToken: false,
	htmlHost: false,
	rules: {},
};

/** Starts a simulator of the iSpring Learn REST API on 127.0.0.1, based on module-results-reference.txt and ispring-learn-api.md. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const simulator = new Simulator(options);
	await simulator.listen();
	return simulator;
}

/** A running simulator: its world, the log of requests, and the pending faults. */
export class Simulator {
	readonly faults = new Faults();
	readonly clientId: string;
	readonly clientSecret: string;
	requests: RequestRecord[] = [];
	/** Violations that a strict API would reject, in order. */
	violations: string[] = [];
	tokenRequests = 0;
	/** The number of requests to list endpoints, with any status. */
	pageRequests = 0;
	/** The number of requests for single records (webhook subscribers count), and of writes. */
	recordRequests = 0;
	writeRequests = 0;
	/** The highest number of requests for resources in flight at once. */
	maxConcurrent = 0;
	/** The highest number of writes in flight at once. */
	maxConcurrentWrites = 0;
	private inFlight = 0;
	private writesInFlight = 0;
	private readonly api: Api;
	private readonly results: Endpoint;
	private readonly server: Server;

	constructor(private readonly options: SimulatorOptions) {
		const defined = Object.fromEntries(
			Object.entries(options).filter(([, value]) => value !== undefined),
		);
		const all: ApiOptions & SimulatorOptions = { ...DEFAULTS, ...defined };
		this.api = new Api(all);
		if (all.quota !== undefined) this.setQuota(new Quota(all.quota, 1));
		this.results = this.api.endpoints.filter(({ path }) => path === '/learners/modules/results')[0];
		[this.clientId, this.clientSecret] = [all.clientId, all.clientSecret];
		const answer: RequestListener = (req, res) => {
			this.handle(req, res).catch(() => res.destroy());
		};
		this.server = options.tls
			? createSecureServer({ ...options.tls, keepAliveTimeout: 60_000 }, answer)
			: createServer({ keepAliveTimeout: 60_000 }, answer);
	}

	get world(): World {
		return this.api.world;
	}
	/** What the documentation leaves open. Changes apply from the next request on. */
	get rules(): Rules {
		return this.api.rules;
	}
	/** Subscribers, and the calls they get. */
	get webhooks(): Webhooks {
		return this.api.webhooks;
	}
	/** The server of the files that links lead to. */
	get files(): FileHost {
		return this.api.files;
	}
	get port(): number {
		return (this.server.address() as AddressInfo).port;
	}
	/** The host, without the base path. */
	get url(): string {
		return `${this.options.tls ? 'https' : 'http'}://127.0.0.1:${this.port}`;
	}
	/** Module result i as the API returns it. */
	row(i: number): ModuleResult {
		return this.results.make(i) as ModuleResult;
	}
	/** Yields the rows for these filters over all pages. The number of ids is not limited. */
	*expectedRows(filters: ExpectedFilters = {}): Generator<ModuleResult> {
		yield* expectedRecords(this.results, filters) as Generator<ModuleResult>;
	}
	/** Yields the records of another list, by its path as in the documentation. */
	*expectedOf(
		path: string,
		filters: ExpectedFilters = {},
	): Generator<ReturnType<Endpoint['make']>> {
		const endpoint = this.api.endpoints.find((one) => one.path === path);
		if (!endpoint) throw new Error(`No list at ${path}`);
		yield* expectedRecords(endpoint, filters);
	}
	/** Returns only the first `count` module results from now on, as if the others did not exist yet. */
	showRows(count: number): void {
		this.api.shownRows = count;
	}
	/** Changes module result i. Filters and responses use the changed result from now on, and webhooks announce it. */
	change(i: number, change: Change): void {
		this.api.changes.changeModule(i, change);
	}
	/** Changes course result j, which belongs to enrollment j. */
	changeCourse(j: number, change: Change): void {
		this.api.changes.changeCourse(j, change);
	}
	/** Sets the time in Date headers, which also decides whether changed results are overdue; null for no Date header. */
	setClock(clock: () => Date | null): void {
		this.api.clock = clock;
	}
	/** Moves the clock, and makes the attempts to deliver that were due in between, each at its time. */
	async passTime(seconds: number): Promise<void> {
		const { clock } = this.api;
		this.api.clock = () => {
			const time = clock();
			return time && new Date(time.getTime() + seconds * 1000);
		};
		await this.webhooks.catchUp();
	}
	/** Sets the quota of requests for resources; undefined for no limit. */
	setQuota(quota: Quota | undefined): void {
		this.api.quota = quota;
	}
	/** Issues an access token without a request. */
	issueToken(): string {
		return this.api.access.issue();
	}
	/** The requests since the last reset, as lines of JSON: method, url (without the base path), body and its type. */
	requestLines(): string {
		return this.requests.map((one) => this.requestLine(one)).join('');
	}
	private requestLine(record: RequestRecord): string {
		return requestLine(record, this.options.basePath);
	}
	/** Deletes an API key. It gets no further token, but its issued tokens stay valid. */
	deleteClient(clientId = this.clientId): void {
		this.api.access.clients.delete(clientId);
	}
	/** Revokes all issued access tokens. */
	revokeTokens(): void {
		this.api.access.revoke();
	}
	/** Clears log, counters, violations and faults; tokens stay valid. */
	reset(): void {
		[this.requests, this.violations] = [[], []];
		[this.tokenRequests, this.pageRequests] = [0, 0];
		[this.recordRequests, this.writeRequests] = [0, 0];
		[this.maxConcurrent, this.maxConcurrentWrites] = [this.inFlight, this.writesInFlight];
		this.api.forget();
		this.faults.clear();
		this.files.reset();
	}
	async listen(): Promise<void> {
		await this.files.listen();
		await new Promise<void>((resolve, reject) =>
			this.server.once('error', reject).listen(this.options.port ?? 0, '127.0.0.1', resolve),
		);
	}
	/** Stops the server and closes open connections. */
	async close(): Promise<void> {
		this.webhooks.close();
		this.files.close();
		const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
		this.server.closeAllConnections();
		await closed;
	}

	private async handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
		const rawUrl = req.url ?? '/';
		const [path, ...rest] = rawUrl.split('?');
		const query = splitQuery(rest.join('?'));
		const method = req.method ?? 'GET';
		if (path.startsWith('/_simulator/'))
			return await control(this, { method, what: path.slice(12), body: await readBody(req) }, res);
		const headers = Object.fromEntries(
			Object.entries(req.headers).map(([name, value]) => [name, String(value)]),
		);
		const route = this.api.route(method, path);
		const record: RequestRecord = {
			method,
			path,
			rawUrl,
			operation: `${method} ${route.template}`,
			query: query ?? [],
			headers,
			body: '',
			clientId: this.api.access.clientOf(headers.authorization),
			status: 0,
			unknownParameters: [],
			startedAt: Date.now(),
		};
		this.requests.push(record);
		const n = this.count(route);
		this.enter(route, 1);
		const fault = this.faults.take({ ...route, method }, n);
		const settled = (): void => {
			if (record.endedAt !== undefined) return;
			record.endedAt = Date.now();
			this.enter(route, -1);
		};
		res.on('close', settled);

		const body = await readBody(req);
		record.body = body;
		const { requestFile = process.env.SIMULATOR_REQUESTS } = this.options;
		if (requestFile) appendFileSync(requestFile, this.requestLine(record));
		const delay = fault?.delayMs ?? (isResource(route) ? this.options.delayMs : 0) ?? 0;
		const wait = async (): Promise<void> => {
			if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
		};
		if (!fault?.done) await wait();
		if (res.destroyed) return;
		const remarks: Remarks = { unknown: record.unknownParameters, violations: [] };
		const request = { method, path, query, headers, body };
		const answer = await this.api.answer(request, route, fault, remarks);
		this.violations.push(...remarks.violations.map((text) => `${method} ${path}: ${text}`));
		if (fault?.done) await wait();
		if (res.destroyed) return;
		if (!fault?.hangUp) record.status = answer.status;
		const time = this.api.clock();
		if (time === null) res.sendDate = false;
		else res.setHeader('Date', time.toUTCString());
		deliver(res, answer, fault, this.options.charset, settled);
	}

	/** Counts what is in flight, with +1 for a request that comes and -1 for one that is answered. */
	private enter(route: Route, by: 1 | -1): void {
		if (isResource(route)) this.inFlight += by;
		if (route.kind === 'write') this.writesInFlight += by;
		this.maxConcurrent = Math.max(this.maxConcurrent, this.inFlight);
		this.maxConcurrentWrites = Math.max(this.maxConcurrentWrites, this.writesInFlight);
	}

	/** Counts a request. Returns its number among those of its kind. */
	private count({ kind }: Route): number {
		if (kind === 'list') return ++this.pageRequests;
		if (kind === 'record' || kind === 'subscriber') return ++this.recordRequests;
		if (kind === 'write') return ++this.writeRequests;
		return kind === 'token' ? ++this.tokenRequests : 1;
	}
}

async function readBody(req: IncomingMessage): Promise<string> {
	let body = '';
	req.setEncoding('utf8');
	for await (const chunk of req) body += String(chunk);
	return body;
}
