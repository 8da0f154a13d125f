import { mayRead, seesDepartment } from './access/clients';
import { findEndpoint, makeEndpoints, type Endpoint, type EndpointOptions } from './lists/endpoints';
import { disturb, type Fault } from './faults';
import { parseQuery, splitQuery, type Filter, type Pair, type ParsedQuery } from './lists/filters';
import {
	errorAnswer,
	formatOf,
	htmlAnswer,
	listAnswer,
	objectAnswer,
	textAnswer,
	type Answer,
	type Format,
} from './formats';
import type { Quota } from './access/quota';
import type { Change } from './lists/row';
import { AccessTokens, PageTokens, type TokenOptions } from './access/tokens';
import { World, type WorldOptions } from './world';

export interface ApiOptions extends WorldOptions, TokenOptions, EndpointOptions {
	/** `auto` (default): by the Accept header; `xml`, `json`: always this format. */
	format: Format | 'auto';
	/** Prefix of every resource path, e.g. `/api/v3` for the domain of an account. */
	basePath: string;
	/** Page tokens are all digits with leading zeros. */
	numericTokens: boolean;
	/** The last page has a token: null (`true`) or an empty text (`'empty'`); default: absent. */
	emptyLastToken: boolean | 'empty';
	/** Unknown paths return HTML with status 200 instead of a plain 404. */
	htmlHost: boolean;
}
export interface ApiRequest {
	method: string;
	path: string;
	query: readonly Pair[] | undefined;
	headers: Readonly<Record<string, string>>;
	body: string;
}
/** Findings about a request: unknown parameters, and violations that a strict API would reject. */
export interface Remarks {
	unknown: string[];
	violations: string[];
}
/** The target of a path. `path` has no base path, as in faults and in the table of endpoints. */
export type Route =
	| { kind: 'token' | 'nothing'; path: string }
	| { kind: 'list'; path: string; endpoint: Endpoint; id?: string };

export const TOKEN_PATH = '/api/v3/token';

/** The API without HTTP: it maps requests to responses. */
export class Api {
	readonly world: World;
	readonly endpoints: Endpoint[];
	readonly access: AccessTokens;
	/** Changes of module results since the world was created, by index. */
	readonly changes = new Map<number, Change>();
	/** The quota of list requests; undefined for no limit. */
	quota: Quota | undefined;
	/** The time of the server; null for responses without a Date header. */
	clock: () => Date | null = () => new Date();
	private readonly pages: PageTokens;
	/** Rows inserted at the start of a list since the last reset, by its path. Deleted rows count negative. */
	private readonly inserted = new Map<string, number>();

	constructor(private readonly options: ApiOptions) {
		this.world = new World(options);
		this.endpoints = makeEndpoints(this.world, options, {
			changes: this.changes,
			now: () => (this.clock() ?? new Date()).getTime() / 1000,
		});
		this.access = new AccessTokens(options);
		this.pages = new PageTokens(options.seed, options.numericTokens);
	}

	/** "Resource paths hang off the host with no version prefix. Only the token path has one." */
	route(path: string): Route {
		const { basePath } = this.options;
		if (path === TOKEN_PATH || path === basePath + TOKEN_PATH)
			return { kind: 'token', path: TOKEN_PATH };
		const bare = path.startsWith(basePath) ? path.slice(basePath.length) : '';
		const found = findEndpoint(this.endpoints, bare);
		return found ? { kind: 'list', path: bare, ...found } : { kind: 'nothing', path };
	}

	/** Answers one request, and applies the fault if there is one. */
	answer(request: ApiRequest, route: Route, fault: Fault | undefined, remarks: Remarks): Answer {
		const format =
			this.options.format === 'auto' ? formatOf(request.headers.accept) : this.options.format;
		if (fault?.revoke) this.access.revoke();
		const wait = route.kind === 'list' ? (this.quota?.take() ?? null) : null;
		if (wait !== null)
			return {
				...errorAnswer(format, 429, 'Too many requests'),
				headers: { 'retry-after': String(wait) },
			};
		if (route.kind !== 'nothing' && request.headers.accept === undefined)
			remarks.violations.push('No Accept header');
		const answer =
			route.kind === 'token'
				? this.answerToken(request, format, remarks)
				: route.kind === 'list'
					? this.answerList(request, route, format, fault, remarks)
					: this.options.htmlHost
						? htmlAnswer()
						: textAnswer(404, 'Not Found');
		const { headers, body } = request;
		const message = fault?.repeats ? `You sent ${headers.authorization ?? ''} ${body}` : undefined;
		return disturb(answer, fault, (status) =>
			errorAnswer(format, status, message ?? `Simulated error ${status}`),
		);
	}

	forget(): void {
		this.inserted.clear();
	}

	/** `POST /api/v3/token`: JSON if requested, else "XML (`<response>…`)". */
	private answerToken(request: ApiRequest, format: Format, { violations }: Remarks): Answer {
		if (request.method !== 'POST')
			return this.refuse(violations, textAnswer(405, 'Method Not Allowed'));
		const result = this.access.answer(request.headers['content-type'], splitQuery(request.body));
		if (result.status === 200) return objectAnswer(format, 200, result.body);
		const refusal = errorAnswer(format, result.status, result.message);
		return result.status === 400 ? this.refuse(violations, refusal, result.message) : refusal;
	}

	private answerList(
		request: ApiRequest,
		{ endpoint, id }: Route & { kind: 'list' },
		format: Format,
		fault: Fault | undefined,
		{ unknown, violations }: Remarks,
	): Answer {
		if (request.method !== 'GET')
			return this.refuse(violations, textAnswer(405, 'Method Not Allowed'));
		const access = this.access.check(request.headers.authorization);
		if (!access.ok)
			return access.fault
				? this.refuse(violations, errorAnswer(format, 401, access.message), access.message)
				: errorAnswer(format, 401, access.message);
		if (!mayRead(access.client, endpoint.path))
			return errorAnswer(format, 403, `The API key has no right to ${endpoint.path}`);
		const bad = (message: string): Answer =>
			this.refuse(violations, errorAnswer(format, 400, message), message);
		if (request.query === undefined) return bad('Malformed query string');
		if (id !== undefined && endpoint.inPath && endpoint.inPath.find(id.toLowerCase()) < 0)
			return this.refuse(violations, errorAnswer(format, 404, `No course ${id}`));

		// A course id in the path is parsed like one in the query.
		const filters: readonly Filter[] = endpoint.inPath
			? [endpoint.inPath, ...endpoint.filters]
			: endpoint.filters;
		const inPath: Pair[] =
			endpoint.inPath && id !== undefined ? [[`${endpoint.inPath.name}[]`, id]] : [];
		const query = parseQuery(filters, endpoint.paged, [...inPath, ...request.query]);
		unknown.push(...query.unknown);
		violations.push(...query.unknown.map((name) => `Unknown parameter ${name}`));
		if (query.problems.length > 0) return bad(query.problems.join('; '));
		const key = endpoint.path + query.fingerprint;
		const place =
			query.pageToken === undefined
				? { position: 0, nonce: 0 }
				: this.pages.decode(query.pageToken, key);
		if (place === undefined)
			return bad(
				`Parameter pageToken: "${query.pageToken}" is malformed or belongs to another query`,
			);
		const inserted = (this.inserted.get(endpoint.path) ?? 0) + (fault?.moved ?? 0);
		this.inserted.set(endpoint.path, inserted);
		// A token holds the number of rows before the page, including rows inserted since.
		const start = query.pageToken === undefined ? 0 : Math.max(0, place.position - inserted);

		const sees = seesDepartment(access.client, this.world);
		const accepts = (i: number): boolean =>
			query.accepts(i) && (!endpoint.departmentOf || sees(endpoint.departmentOf(i)));
		if (fault?.blank && query.pageToken !== undefined)
			return fault.blank === 204 ? textAnswer(204, '') : objectAnswer(format, 200, {});
		const size = endpoint.paged ? query.pageSize + (fault?.oversize ?? 0) : Infinity;
		const { rows, next } = fault?.emptyPage
			? { rows: [], next: start }
			: takePage(endpoint.count, endpoint.make, accepts, start, size);
		let token =
			next === undefined
				? undefined
				: this.pages.encode(
						{
							position: next + inserted,
							nonce: fault?.emptyPage
								? (place.nonce + 1) % (this.options.numericTokens ? 10 : 250)
								: 0,
						},
						key,
					);
		if (fault?.repeatToken) token = query.pageToken ?? token;
		const { emptyLastToken } = this.options;
		const end =
			endpoint.paged && emptyLastToken !== false
				? emptyLastToken === 'empty'
					? ''
					: null
				: undefined;
		return listAnswer(
			format,
			{ wrapper: endpoint.wrapper, row: endpoint.row, token: endpoint.tokenKey },
			rows,
			token ?? end,
		);
	}

	private refuse(violations: string[], answer: Answer, why = `Answered ${answer.status}`): Answer {
		violations.push(why);
		return answer;
	}
}

/** Returns the rows of the page at `start`, and the start of the next page, or undefined if no further row matches. */
export function takePage<T>(
	count: number,
	make: (i: number) => T,
	accepts: ParsedQuery['accepts'],
	start: number,
	size: number,
): { rows: T[]; next?: number } {
	const rows: T[] = [];
	for (let i = start; i < count; i++) {
		if (!accepts(i)) continue;
		if (rows.length >= size) return { rows, next: i };
		rows.push(make(i));
	}
	return { rows };
}
