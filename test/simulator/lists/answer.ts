import { seesDepartment, type Client } from '../access/clients';
import { PageTokens } from '../access/pageTokens';
import type { Fault } from '../faults';
import {
	errorAnswer,
	listAnswer,
	objectAnswer,
	textAnswer,
	type Answer,
	type Format,
} from '../formats';
import type { World } from '../world';
import type { Endpoint } from './endpoint';
import { parseQuery, type Filter, type Pair, type ParsedQuery } from './filters';

export interface PageOptions {
	seed: number;
	/** Page tokens are all digits with leading zeros. */
	numericTokens: boolean;
	/** The last page has a token: null (`true`) or an empty text (`'empty'`); default: absent. */
	emptyLastToken: boolean | 'empty';
}
export interface ListRequest {
	endpoint: Endpoint;
	/** The id in the path. */
	pathId?: string;
	query: readonly Pair[];
	client: Client;
	format: Format;
	fault: Fault | undefined;
	/** Findings: unknown parameters, and violations that a strict API would reject. */
	remarks: { unknown: string[]; violations: string[] };
}

/** Answers requests for lists, page by page. */
export class ListAnswers {
	private readonly pages: PageTokens;
	/** Rows inserted at the start of a list since the last reset, by its path. Deleted rows count negative. */
	private readonly inserted = new Map<string, number>();

	constructor(
		private readonly world: World,
		private readonly options: PageOptions,
	) {
		this.pages = new PageTokens(options.seed, options.numericTokens);
	}

	forget(): void {
		this.inserted.clear();
	}

	answer(request: ListRequest): Answer {
		const { endpoint, pathId, client, format, fault, remarks } = request;
		const refuse = (status: number, message: string): Answer => {
			remarks.violations.push(message);
			return errorAnswer(format, status, message);
		};
		if (pathId !== undefined && endpoint.inPath && endpoint.inPath.find(pathId.toLowerCase()) < 0)
			return refuse(endpoint.unknownInPath ?? 404, `Unknown ${endpoint.inPath.name} ${pathId}`);

		// An id in the path is parsed like one in the query.
		const filters: readonly Filter[] = endpoint.inPath
			? [endpoint.inPath, ...endpoint.filters]
			: endpoint.filters;
		const inPath: Pair[] =
			endpoint.inPath && pathId !== undefined ? [[`${endpoint.inPath.name}[]`, pathId]] : [];
		const query = parseQuery(filters, endpoint.paged, [...inPath, ...request.query]);
		remarks.unknown.push(...query.unknown);
		remarks.violations.push(...query.unknown.map((name) => `Unknown parameter ${name}`));
		if (query.problems.length > 0) return refuse(400, query.problems.join('; '));
		const key = endpoint.path + query.fingerprint;
		const place =
			query.pageToken === undefined
				? { position: 0, nonce: 0 }
				: this.pages.decode(query.pageToken, key);
		if (place === undefined)
			return refuse(
				400,
				`Parameter pageToken: "${query.pageToken}" is malformed or belongs to another query`,
			);
		const inserted = (this.inserted.get(endpoint.path) ?? 0) + (fault?.moved ?? 0);
		this.inserted.set(endpoint.path, inserted);
		// A token holds the number of rows before the page, including rows inserted since.
		const start = query.pageToken === undefined ? 0 : Math.max(0, place.position - inserted);

		const sees = seesDepartment(client, this.world);
		const accepts = (i: number): boolean =>
			(endpoint.exists?.(i) ?? true) &&
			query.accepts(i) &&
			(!endpoint.departmentOf || sees(endpoint.departmentOf(i)));
		if (fault?.blank && query.pageToken !== undefined)
			return fault.blank === 204 ? textAnswer(204, '') : objectAnswer(format, 200, {});
		const size = endpoint.paged ? query.pageSize + (fault?.oversize ?? 0) : Infinity;
		const { rows, next } = fault?.emptyPage
			? { rows: [], next: start }
			: takePage(endpoint.count(), endpoint.make, accepts, start, size);
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
			{
				wrapper: endpoint.wrapper,
				row: endpoint.row,
				token: endpoint.tokenKey,
				root: endpoint.root,
			},
			endpoint.bareIds ? rows.map(({ id }) => id) : rows,
			token ?? end,
		);
	}
}

/** Returns the rows of the page at `start`, and the start of the next page, or undefined if no further row matches. */
function takePage<T>(
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
