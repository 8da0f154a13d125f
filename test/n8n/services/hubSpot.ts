/**
 * A stand-in for the search of HubSpot: the filters that the examples use, ten records per page.
 * https://developers.hubspot.com/docs/api/crm/search
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { StandIn } from './proxy';

export interface HubSpotRecord {
	id: string;
	properties: Readonly<Record<string, string | null>>;
	/** The IDs of the records that it belongs to, by their kind. */
	associations?: Readonly<Record<string, readonly string[]>>;
}

interface Condition {
	propertyName: string;
	operator: string;
	value: string;
}

interface Search {
	filterGroups?: Array<{ filters: Condition[] }>;
	after?: string;
}

const PAGE = 10;

/** Filters by an association have this before the kind. */
const ASSOCIATION = /^associations\.(\w+)$/;

export class HubSpot implements StandIn {
	readonly host = 'api.hubapi.com';
	readonly token = 'a-service-key';
	/** By the names in the paths. */
	readonly records: Record<'deals' | 'contacts', HubSpotRecord[]> = { deals: [], contacts: [] };

	async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = await text(request);
		const [status, answer] = this.answer(request, body);
		response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
	}

	private answer({ method, url = '', headers }: IncomingMessage, body: string): [number, object] {
		if (headers.authorization !== `Bearer ${this.token}`) return refused(401, 'No valid token');
		const [path] = url.split('?');
		const [, kind] = /^\/crm\/v3\/objects\/(deals|contacts)\/search$/.exec(path) ?? [];
		if (method !== 'POST' || kind === undefined) return refused(404, 'No such resource');
		const { filterGroups = [], after = '0' } = JSON.parse(body) as Search;
		const found = this.records[kind as 'deals' | 'contacts'].filter((record) =>
			filterGroups.some(({ filters }) => filters.every((one) => matches(record, one))),
		);
		const end = Number(after) + PAGE;
		const results = found.slice(Number(after), end).map(({ id, properties }) => ({
			id,
			properties,
			archived: false,
		}));
		const paging = end < found.length ? { paging: { next: { after: String(end) } } } : {};
		return [200, { total: found.length, results, ...paging }];
	}
}

function matches(
	{ properties, associations = {} }: HubSpotRecord,
	{ propertyName, operator, value }: Condition,
): boolean {
	const [, kind] = ASSOCIATION.exec(propertyName) ?? [];
	if (kind !== undefined) return operator === 'EQ' && (associations[kind] ?? []).includes(value);
	const own = properties[propertyName] ?? '';
	if (operator === 'EQ') return own === String(value);
	return operator === 'GTE' && Date.parse(own) >= Number(value);
}

const refused = (status: number, message: string): [number, object] => [
	status,
	{ status: 'error', message },
];
