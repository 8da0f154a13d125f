import { TOKEN_PATH } from './access/tokens';
import type { Endpoint } from './lists';
import type { RecordEndpoint } from './records';
import type { SubscriberRead } from './webhooks/reads';
import type { Write } from './writes';

/** Reads the parts of a path that a template such as `/user/{userId}/v2` names; undefined if it does not match. */
type PathMatcher = (path: string) => Readonly<Record<string, string>> | undefined;

function pathMatcher(template: string): PathMatcher {
	const pattern = new RegExp(`^${template.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
	return (path) => {
		const found = pattern.exec(path);
		return found === null ? undefined : { ...found.groups };
	};
}

type Ids = Readonly<Record<string, string>>;
type Target =
	| { kind: 'list'; endpoint: Endpoint }
	| { kind: 'record'; record: RecordEndpoint }
	| { kind: 'subscriber'; read: SubscriberRead }
	| { kind: 'write'; write: Write };
/** The target of a request. `path` has no base path, as in faults and in the table of endpoints; `template` has names instead of ids. */
export type Route = { path: string; template: string } & (
	| (Target & { ids: Ids })
	| { kind: 'token' | 'nothing' | 'wrongMethod' }
);

interface Entry {
	method: string;
	template: string;
	match: PathMatcher;
	target: Target;
}
const entry = (method: string, template: string, target: Target): Entry => ({
	method,
	template,
	match: pathMatcher(template),
	target,
});

/** Finds the endpoint of a request. "Resource paths hang off the host with no version prefix. Only the token path has one." */
export class Router {
	private readonly entries: Entry[];

	constructor(
		private readonly basePath: string,
		lists: readonly Endpoint[],
		records: readonly RecordEndpoint[],
		reads: readonly SubscriberRead[],
		writes: readonly Write[],
	) {
		const all = [
			...lists.map((endpoint) => entry('GET', endpoint.path, { kind: 'list', endpoint })),
			...records.map((record) => entry('GET', record.path, { kind: 'record', record })),
			...reads.map((read) => entry('GET', read.path, { kind: 'subscriber', read })),
			...writes.map((write) => entry(write.method, write.path, { kind: 'write', write })),
		];
		// A path without names wins: `/enrollment/delete` is no enrollment.
		this.entries = [
			...all.filter(({ template }) => !template.includes('{')),
			...all.filter(({ template }) => template.includes('{')),
		];
	}

	find(method: string, path: string): Route {
		const { basePath } = this;
		if (path === TOKEN_PATH || path === basePath + TOKEN_PATH)
			return { kind: 'token', path: TOKEN_PATH, template: TOKEN_PATH };
		const bare = path.startsWith(basePath) ? path.slice(basePath.length) : '';
		const matching = this.entries.flatMap((one) => {
			const ids = one.match(bare);
			return ids ? [{ ...one, ids }] : [];
		});
		if (matching.length === 0) return { kind: 'nothing', path, template: path };
		const [{ template }] = matching;
		const found = matching.find((one) => one.template === template && one.method === method);
		return found
			? { ...found.target, ids: found.ids, path: bare, template }
			: { kind: 'wrongMethod', path: bare, template };
	}
}
