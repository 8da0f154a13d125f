/** An endpoint as data, and the request that it becomes with its parameters. */
import type { RawRecord } from '../schema/record';
import type { RecordSchema } from '../schema/recordSchema';

/** What a successful answer contains. */
export type AnswerKind = 'page' | 'record' | 'id' | 'empty';

/** What the API documents about an endpoint. */
export interface Endpoint {
	/** A code for its records, in the plural. Messages spell it out: `moduleResults` → "module results". */
	name: string;
	method: 'GET' | 'POST' | 'DELETE';
	/** Path after the base URL. A path parameter is its name in braces: `/course/{courseId}/modules`. */
	path: string;
	/** Where the other parameters go. Default: the body of a POST, else the query. */
	parameters?: 'query' | 'body';
	/** A page of records, one record, a bare ID, or nothing. */
	answer: AnswerKind;
	/** True when a second request changes nothing more. Only such a request is repeated after it may have arrived. */
	idempotent: boolean;
}

/** What endpoints that read a page of a list have in common. */
export const READ_PAGE = { method: 'GET', answer: 'page', idempotent: true } as const;

/** An endpoint that returns a list of records. */
export interface ListEndpoint extends Endpoint {
	answer: 'page';
	/**
	 * Name of the list in JSON, and of the element around the records in XML; null where the list has no
	 * name: in JSON it is the body itself, in XML the root element contains the records.
	 */
	list: string | null;
	/** Name of the element of one record in XML. */
	xmlItem: string;
	/** Other names that the root element may have in XML, in lower case, if not only `response` is documented. */
	xmlRoots?: readonly string[];
	schema: RecordSchema;
	/** Selects the records, for a list that the API sends together with others. */
	selects?: (record: RawRecord) => boolean;
	/** True for a list that comes whole: it takes no page size and no page token. */
	unpaged?: boolean;
	/** The filter that selects courses, for a list that is read course by course. */
	byCourse?: string;
	/** True if the modules of courses are only complete where each course has a list of its own. */
	needsCourseLists?: true;
	/** The filter that selects learners, for results that can be read learner by learner. */
	byLearner?: string;
	/** Set for a list that is read with a request, or page by page, for each of its parents. */
	parent?: ParentList;
	/** Set if each row sums up many records of another list. */
	summary?: Summary;
	/** For a list of parents: filters by IDs that the API does not have, and the columns that the node compares. */
	localFilters?: Readonly<Record<string, string>>;
	/** Set if records don't say what they belong to: they get the parameters in the path as fields. */
	keepsPath?: true;
	/** The field for the IDs of a list that has IDs instead of records. */
	bareIds?: string;
	/** Set if the answer is one record instead of a page. It is read as a list with one entry. */
	record?: RecordEndpoint;
}

/** The parents of a list, such as the quizzes of answers: one list is read for each of them. */
export interface ParentList {
	/** The list of all parents. It may itself be read by its parents, or by courses. */
	endpoint: ListEndpoint;
	/** What every request for parents sends, such as a type of content. */
	query?: Parameters;
	/** Selects the parents that count, after the transform of their schema. Absent: all of them. */
	select?: (parent: RawRecord) => boolean;
	/** The field with a parent's ID. */
	idField: string;
	/** The parameter, in path or query, with which the list takes the ID. */
	parameter: string;
	/** The filter of the form that chooses parents by their IDs. */
	idFilter?: string;
	/** The filters that the list of parents takes instead of this one: `idFilter` too if it takes IDs. */
	filters?: readonly string[];
	/** Fields to add to each record, by name, and the fields of the parent that they come from. */
	copies?: Readonly<Record<string, string>>;
	/** A field of which each parent gets the values of all entries with its ID, as a list with this name. */
	collects?: { field: string; as: string };
	/** The status of the answer for a parent without records, and what shows that the parent exists. */
	noRecords?: { status: number; record: RecordEndpoint };
	/** Several parents in one request, as a comma-separated list. `field` of a record says which one it is of. */
	batch?: { size: number; field: string };
	/**
	 * One request for each value of a filter in `filters`, for a list that takes only one of them: `parameter`
	 * takes it, and `field` of a parent has the values that fit.
	 */
	each?: { filter: string; field: string; parameter: string };
}

/** How the records of a list become fewer rows: one for each value of a field, such as one for each learner. */
export interface Summary {
	/** The list that is read. */
	of: ListEndpoint;
	/** The field with the ID that the records of a group have in common. */
	by: string;
	/** The columns with numbers that decide the order of the rows, the highest first. */
	order: readonly string[];
}

/** The list that is requested: for rows that sum up records, the list of these records. */
export const sourceOf = (endpoint: ListEndpoint): ListEndpoint => endpoint.summary?.of ?? endpoint;

/** What endpoints that read one record have in common. */
export const READ_RECORD = { method: 'GET', answer: 'record', idempotent: true } as const;

/** An endpoint that returns one record. */
export interface RecordEndpoint extends Endpoint {
	answer: 'record';
	/** Name of the element around the record, in XML and on some hosts in JSON. */
	wrapper: string;
	/** Other names of that element, where the vendor's documents differ. */
	otherWrappers?: readonly string[];
	schema: RecordSchema;
}

/** One record as a list with one entry, so that it is read and shaped like any list. */
export const asList = (record: RecordEndpoint): ListEndpoint => ({
	...record,
	answer: 'page',
	list: record.wrapper,
	xmlItem: record.wrapper,
	unpaged: true,
	record,
});

/** An endpoint that returns a bare ID: most that create something. */
export interface IdEndpoint extends Endpoint {
	answer: 'id';
	/** Name of the ID where the answer is an object. */
	idField: string;
}

/** An endpoint that returns nothing: most that change something. */
export interface EmptyEndpoint extends Endpoint {
	answer: 'empty';
}

/** An endpoint that changes something. It returns the ID of what it created, or nothing. */
export type WriteEndpoint = IdEndpoint | EmptyEndpoint;

/** The endpoint with each kind of answer. */
export interface EndpointsByAnswer {
	page: ListEndpoint;
	record: RecordEndpoint;
	id: IdEndpoint;
	empty: EmptyEndpoint;
}

/** Parameters by name. A list is an array. */
export type Parameters = { [name: string]: unknown };

/** A request without a host. */
interface EndpointRequest {
	method: Endpoint['method'];
	/** Path after the base URL. */
	url: string;
	qs?: Parameters;
	body?: Parameters;
}

const PATH_PARAMETER = /\{(\w+)\}/g;

/** The names of the parameters in an endpoint's path. */
export const pathParameters = ({ path }: Endpoint): string[] =>
	[...path.matchAll(PATH_PARAMETER)].map(([, name]) => name);

/**
 * Builds the request of an endpoint: each parameter goes into the path, the query or the body.
 * @throws TypeError when a path parameter is missing, or would lead to another path
 */
export function buildRequest(endpoint: Endpoint, parameters: Parameters): EndpointRequest {
	const { method, path } = endpoint;
	const inPath = new Set(pathParameters(endpoint));
	const url = path.replace(PATH_PARAMETER, (_all, name: string) =>
		encodePathValue(name, parameters[name]),
	);
	const others = Object.fromEntries(
		Object.entries(parameters).filter(([name]) => !inPath.has(name)),
	);
	const place = endpoint.parameters ?? (method === 'POST' ? 'body' : 'query');
	return { method, url, ...(place === 'body' ? { body: others } : { qs: others }) };
}

/** A URL resolves "." and ".." even when they are escaped (WHATWG URL, 4.1). */
const DOTS: ReadonlySet<string> = new Set(['', '.', '..']);

function encodePathValue(name: string, value: unknown): string {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
	if (DOTS.has(text)) throw new TypeError(`{${name}} is empty`);
	return encodeURIComponent(text);
}
