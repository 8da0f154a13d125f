import type { Pair } from '../lists/filters';

export interface RequestRecord {
	method: string;
	path: string;
	rawUrl: string;
	/** The method and the path with names instead of ids, e.g. `POST /user/{userId}`. */
	operation: string;
	query: readonly Pair[];
	headers: Readonly<Record<string, string>>;
	body: string;
	/** The client whose token was sent; '' for none. */
	clientId: string;
	/** 0 until answered, and for a connection that either side closed. */
	status: number;
	unknownParameters: string[];
	startedAt: number;
	endedAt?: number;
}

/** A request as one line of JSON. */
export function requestLine(record: RequestRecord, basePath = ''): string {
	const { method, rawUrl, headers, body } = record;
	const url = rawUrl.startsWith(basePath) ? rawUrl.slice(basePath.length) : rawUrl;
	const sent = body === '' ? {} : { body, type: headers['content-type'] };
	return `${JSON.stringify({ method, url, ...sent })}\n`;
}
