/** Every fault that the simulator knows, and the outcome that it must have. */
import type { Fault } from '../../simulator/server';

/** Pages of the read that a fault disturbs, and the pages at which it may strike. */
export const PAGES = 10;
export const POSITIONS: readonly number[] = Array.from({ length: PAGES }, (_, at) => at + 1);

/** `same`: the items as without the fault, if it strikes once. `message`: a message, however often it strikes. */
export type ExpectedOutcome = 'same' | 'message';

export interface FaultCase {
	name: string;
	fault: Omit<Fault, 'on'>;
	once: ExpectedOutcome;
	/** The outcome if the fault lasts: a message, if only a retry cures it. */
	lasting: ExpectedOutcome;
}

const one = (
	name: string,
	fault: FaultCase['fault'],
	once: ExpectedOutcome,
	lasting: ExpectedOutcome = 'message',
): FaultCase => ({ name, fault, once, lasting });

/** Bodies as the vendor, a proxy or another host might send them, in both formats. */
const BODIES: ReadonlyArray<[string, string]> = [
	['JSON of another list', '{"users":[]}'],
	['JSON with a list of another kind', '{"results":{"a":1}}'],
	['JSON with a token that cannot be read', '{"results":[],"nextPageToken":{"a":1}}'],
	['JSON of an outage', '{"message":"Service is being updated"}'],
	['a JSON array', '[]'],
	['XML of another list', '<response><users/></response>'],
	['XML of another root', '<feed><entry/></feed>'],
	['XML with two lists', '<response><results/><results/></response>'],
	['a document type', '<!DOCTYPE r [<!ENTITY a "b">]><response><results/></response>'],
	['text', 'It works!'],
];

const DAMAGED: ReadonlyArray<[string, string]> = [
	['an empty body', ''],
	['blanks', ' \r\n '],
	['JSON without its end', '{"results":[{"userId":"a"}'],
	['JSON with a comma too many', '{"results":[],}'],
	['XML without its end', '<response><results><result>'],
	['XML that is closed wrongly', '<response><results></response></results>'],
];

/** Statuses that a retry may cure, from the API or from a gateway in front of it. */
const PASSING_STATUSES = [408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529];

export const CATALOGUE: readonly FaultCase[] = [
	...PASSING_STATUSES.map((status) => one(`status ${status}`, { status }, 'same')),
	one('429 with Retry-After', { status: 429, headers: { 'retry-after': '0' } }, 'same'),
	one('503 with a web page', { status: 503, html: true }, 'same'),
	one('401', { status: 401 }, 'same'),
	one('529 with Retry-After', { status: 529, headers: { 'retry-after': '0' } }, 'same'),
	one('500 with a web page', { status: 500, html: true }, 'same'),
	one('408 with a web page', { status: 408, html: true }, 'same'),
	...[400, 403, 404, 405, 414, 418, 431, 501, 505, 507, 519, 525, 530, 599].map((status) =>
		one(`status ${status}`, { status }, 'message'),
	),
	one('404 as text', { status: 404, body: 'Not Found', contentType: 'text/plain' }, 'message'),
	one(
		'a redirect to nowhere',
		{ status: 302, headers: { location: '/nowhere' }, body: '' },
		'message',
	),
	one('a web page', { html: true }, 'message'),
	one('a body of status 400 with status 200', { foreign: true }, 'message'),
	...BODIES.map(([name, body]) => one(name, { body }, 'message')),
	...DAMAGED.map(([name, body]) => one(name, { body }, 'same')),
	...[1, 0.1, 0.5, 0.99].map((cut) => one(`a body that breaks off at ${cut}`, { cut }, 'same')),
	...[0, 1, 0.1, 0.5, 0.99].map((cut) =>
		one(`a body that is cut at ${cut} in silence`, { cut, cutMode: 'silent' }, 'same'),
	),
	one('a socket that is closed', { hangUp: true }, 'same'),
	one('a delay', { delayMs: 5 }, 'same', 'same'),
	one('another content type', { contentType: 'text/html' }, 'same', 'same'),
	one('UTF-16', { charset: { name: 'utf-16le', declared: 'mark' } }, 'same', 'same'),
	one('windows-1251', { charset: { name: 'windows-1251' } }, 'same', 'same'),
	one('an unknown character set', { contentType: 'x/y; charset=x-nobody' }, 'message'),
	one('expired tokens', { revoke: true }, 'same', 'message'),
	one('a page larger than asked for', { oversize: 2 }, 'same', 'same'),
	one('an empty page with a token', { emptyPage: true }, 'same'),
	one('a record that moves to the next page', { moved: 1 }, 'same', 'same'),
	one('nothing after a page token', { blank: 'body' }, 'same'),
	one('status 204 after a page token', { blank: 204 }, 'same'),
	one('a token that repeats a page', { repeatToken: true }, 'message'),
];

/** The outcome of a fault that strikes once at this page. No token can lead back from the first page. */
export const expectedOutcome = ({ once, fault }: FaultCase, page: number): ExpectedOutcome =>
	fault.repeatToken && page === 1 ? 'same' : once;
