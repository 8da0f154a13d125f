import { mayRead, mayUse, mayUseWebhooks, seesDepartment, type Client } from './access/clients';
import type { Quota } from './access/quota';
import { AccessTokens, type TokenOptions } from './access/tokens';
import { disturb, preventsWrite, type Fault } from './faults';
import {
	errorAnswer,
	formatOf,
	htmlAnswer,
	objectAnswer,
	textAnswer,
	type Answer,
	type Format,
} from './formats';
import { FileHost } from './files/fileHost';
import { makeEndpoints, type Endpoint, type EndpointOptions } from './lists';
import { ListAnswers, type PageOptions } from './lists/answer';
import { ResultChanges } from './lists/changes';
import { splitQuery, type Pair } from './lists/filters';
import { makeRecords } from './records';
import { recordAnswer } from './records/answer';
import { Router, type Route } from './routes';
import { RULES, type Rules } from './rules';
import { Webhooks } from './webhooks';
import { webhookWrites } from './webhooks/calls';
import { SUBSCRIBER_READS, subscriberAnswer } from './webhooks/reads';
import { World, type WorldOptions } from './world';
import { Call, WRITES } from './writes';
import { writeAnswer } from './writes/answer';

export { TOKEN_PATH } from './access/tokens';

export interface ApiOptions extends WorldOptions, TokenOptions, EndpointOptions, PageOptions {
	/** `auto` (default): by the Accept header; `xml`, `json`: always this format. */
	format: Format | 'auto';
	/** Prefix of every resource path, e.g. `/api/v3` for the domain of an account. */
	basePath: string;
	/** Unknown paths return HTML with status 200 instead of a plain 404. */
	htmlHost: boolean;
	/** What the documentation leaves open. */
	rules: Partial<Rules>;
	/** Local servers by the origins that they stand for in callback URLs. */
	callbackHosts?: Readonly<Record<string, string>>;
}
export interface ApiRequest {
	method: string;
	path: string;
	query: readonly Pair[] | undefined;
	headers: Readonly<Record<string, string>>;
	body: string;
}
/** Findings about a request: unknown parameters and fields, and violations that a strict API would reject. */
export interface Remarks {
	unknown: string[];
	violations: string[];
}
type Resource = Extract<Route, { ids: unknown }>;

export const isResource = (route: Route): route is Resource => 'ids' in route;

/** The API without HTTP: it maps requests to responses. */
export class Api {
	readonly world: World;
	readonly endpoints: Endpoint[];
	readonly access: AccessTokens;
	readonly rules: Rules;
	/** Changes of results since the world was created. */
	readonly changes: ResultChanges;
	readonly webhooks: Webhooks;
	/** The server of the files that links lead to. */
	readonly files: FileHost;
	/** The number of initial module results that exist already. */
	shownRows = Infinity;
	/** The quota of requests for resources; undefined for no limit. */
	quota: Quota | undefined;
	/** The time of the server; null for responses without a Date header. */
	clock: () => Date | null = () => new Date();
	private readonly router: Router;
	private readonly lists: ListAnswers;

	constructor(private readonly options: ApiOptions) {
		const now = (): number => (this.clock() ?? new Date()).getTime() / 1000;
		this.world = new World(options);
		this.world.clock = now;
		this.rules = { ...RULES, ...options.rules };
		this.changes = new ResultChanges(this.world, this.rules);
		this.webhooks = new Webhooks(this.world, this.rules, options.callbackHosts);
		this.files = new FileHost(this.world, now);
		this.endpoints = makeEndpoints(this.world, options, {
			changes: this.changes,
			shown: () => this.shownRows,
			now,
		});
		this.router = new Router(
			options.basePath,
			this.endpoints,
			makeRecords(this.world, options.userFields, this.files),
			SUBSCRIBER_READS,
			[...WRITES, ...webhookWrites(this.webhooks)],
		);
		this.access = new AccessTokens(options);
		this.lists = new ListAnswers(this.world, options);
	}

	route(method: string, path: string): Route {
		return this.router.find(method, path);
	}

	/** Answers one request, and applies the fault if there is one. */
	async answer(
		request: ApiRequest,
		route: Route,
		fault: Fault | undefined,
		remarks: Remarks,
	): Promise<Answer> {
		const format =
			this.options.format === 'auto' ? formatOf(request.headers.accept) : this.options.format;
		if (fault?.revoke) this.access.revoke();
		const wait = isResource(route) ? (this.quota?.take() ?? null) : null;
		if (wait !== null)
			return {
				...errorAnswer(format, 429, 'Too many requests'),
				headers: { 'retry-after': String(wait) },
			};
		if (route.kind !== 'nothing' && request.headers.accept === undefined)
			remarks.violations.push('No Accept header');
		const answer = await this.respond(request, route, format, fault, remarks);
		const { headers, body } = request;
		const message = fault?.repeats ? `You sent ${headers.authorization ?? ''} ${body}` : undefined;
		return disturb(answer, fault, (status) =>
			errorAnswer(format, status, message ?? `Simulated error ${status}`),
		);
	}

	forget(): void {
		this.lists.forget();
		this.webhooks.forget();
	}

	private respond(
		request: ApiRequest,
		route: Route,
		format: Format,
		fault: Fault | undefined,
		remarks: Remarks,
	): Answer | Promise<Answer> {
		if (isResource(route)) return this.answerResource(request, route, format, fault, remarks);
		if (route.kind === 'token') return this.answerToken(request, format, remarks);
		if (route.kind === 'wrongMethod') return refuse(remarks, textAnswer(405, 'Method Not Allowed'));
		return this.options.htmlHost ? htmlAnswer() : textAnswer(404, 'Not Found');
	}

	/** `POST /api/v3/token`: JSON if requested, else "XML (`<response>…`)". */
	private answerToken(request: ApiRequest, format: Format, remarks: Remarks): Answer {
		if (request.method !== 'POST') return refuse(remarks, textAnswer(405, 'Method Not Allowed'));
		const result = this.access.answer(request.headers['content-type'], splitQuery(request.body));
		if (result.status === 200) return objectAnswer(format, 200, result.body);
		const refusal = errorAnswer(format, result.status, result.message);
		return result.status === 400 ? refuse(remarks, refusal, result.message) : refusal;
	}

	private answerResource(
		request: ApiRequest,
		route: Resource,
		format: Format,
		fault: Fault | undefined,
		remarks: Remarks,
	): Answer | Promise<Answer> {
		const { world, rules } = this;
		const access = this.access.check(request.headers.authorization);
		if (!access.ok)
			return access.fault
				? refuse(remarks, errorAnswer(format, 401, access.message), access.message)
				: errorAnswer(format, 401, access.message);
		const { client } = access;
		if (!isAllowed(client, request.method, route))
			return errorAnswer(format, 403, `The API key has no right to ${route.template}`);
		const { query } = request;
		if (query === undefined)
			return refuse(remarks, errorAnswer(format, 400, 'Malformed query string'));
		world.settleSchedules();
		if (route.kind === 'list') {
			const { endpoint, ids } = route;
			const pathId = endpoint.inPath && ids[endpoint.inPath.name];
			return this.lists.answer({ endpoint, pathId, query, client, format, fault, remarks });
		}
		if (route.kind === 'subscriber')
			return subscriberAnswer(route.read, query, this.webhooks, { format, rules }, remarks);
		remarks.unknown.push(...query.map(([name]) => name));
		remarks.violations.push(...query.map(([name]) => `Unknown parameter ${name}`));
		if (route.kind === 'record') {
			const id = route.ids[route.record.parameter];
			const { violations } = remarks;
			return recordAnswer(route.record, id, { world, rules, client, format, violations });
		}
		return writeAnswer({
			write: route.write,
			call: new Call(world, rules, route.ids, seesDepartment(client, world)),
			source: { contentType: request.headers['content-type'], text: request.body },
			format,
			wantsObject: request.headers['x-return-object'] === 'true',
			isDone: !preventsWrite(fault),
			remarks,
		});
	}
}

function isAllowed(client: Client, method: string, route: Resource): boolean {
	const { kind, template } = route;
	if (template.startsWith('/webhook/') && !mayUseWebhooks(client)) return false;
	return kind === 'list' ? mayRead(client, template) : mayUse(client, `${method} ${template}`);
}

function refuse(remarks: Remarks, answer: Answer, why = `Answered ${answer.status}`): Answer {
	remarks.violations.push(why);
	return answer;
}
