/** A model of an account whose users change while it is read. */
import type { Page } from '../../../../../nodes/IspringLearn/api/decoder/decodePage';
import { ENDPOINTS } from '../../../../../nodes/IspringLearn/api/endpoints/endpoints';
import type { SendPageRequest } from '../../../../../nodes/IspringLearn/api/requester/requester';
import type { RawRecord } from '../../../../../nodes/IspringLearn/api/schema/record';
import { axiosStatus } from '../../../support/errors';

export interface User {
	id: string;
	/** 1: active. */
	status: number;
	/** Number of results. */
	results: number;
	/** Whether the list of users leaves the user out, although there are results. */
	isHidden?: boolean;
}

/** A change just before the request with this number, counted from 1. */
export interface Change {
	request: number;
	kind: 'add' | 'delete' | 'block' | 'toStart' | 'toEnd';
	/** Which of the users, modulo their number. */
	at: number;
}

export interface Sent {
	list: 'users' | 'results';
	query: Record<string, unknown>;
}

const asList = (value: unknown): string[] | null =>
	Array.isArray(value) ? value.map(String) : null;

/** Answers as the API does. A page token holds an offset in the list of users, and a key in the list of results. */
export class Account {
	readonly sent: Sent[] = [];
	/** The requests that a fault was the answer to. */
	readonly refused: Sent[] = [];
	running = 0;
	mostRunning = 0;
	private added = 0;
	private readonly byUser = new Map<string, Array<{ key: string; result: RawRecord }>>();

	/** @param faults the status of the request with this number. 204: it has nothing in it */
	constructor(
		readonly users: User[],
		private readonly changes: readonly Change[] = [],
		private readonly faults: ReadonlyMap<number, number> = new Map(),
	) {}

	readonly send: SendPageRequest = async (endpoint, query) => {
		const isUsers = endpoint.path === ENDPOINTS.users.path;
		this.sent.push({ list: isUsers ? 'users' : 'results', query });
		const request = this.sent.length;
		this.running += 1;
		this.mostRunning = Math.max(this.running, this.mostRunning);
		for (const change of this.changes) {
			if (change.request === request) this.apply(change);
		}
		const fault = this.faults.get(request);
		const answer =
			fault === undefined ? (isUsers ? this.userPage(query) : this.resultPage(query)) : null;
		await new Promise((resolve) => setImmediate(resolve));
		this.running -= 1;
		if (fault !== undefined) this.refused.push({ list: isUsers ? 'users' : 'results', query });
		if (fault === 204) return { records: [], nextPageToken: null, isBlank: true };
		if (answer === null) throw axiosStatus(fault ?? 400);
		return answer;
	};

	/** The results that a read without other filters returns, in order. */
	results(statuses: readonly string[] = ['1'], ids: readonly string[] | null = null): RawRecord[] {
		const chosen = ids && new Set(ids);
		return this.users
			.filter(({ id, status }) => statuses.includes(String(status)) && (chosen?.has(id) ?? true))
			.flatMap((user) => this.resultsOf(user))
			.sort((a, b) => (a.key < b.key ? -1 : 1))
			.map(({ result }) => result);
	}

	private resultsOf({ id, results }: User) {
		const known =
			this.byUser.get(id) ?? Array.from({ length: results }, (_, at) => resultOf(id, at));
		this.byUser.set(id, known);
		return known;
	}

	private apply({ kind, at }: Change): void {
		if (kind === 'add') {
			this.added += 1;
			this.users.unshift({ id: `added-${this.added}`, status: 1, results: 2 });
			return;
		}
		const index = at % Math.max(1, this.users.length);
		const [user] = this.users.splice(index, 1);
		if (user === undefined) return;
		if (kind === 'block') this.users.splice(index, 0, { ...user, status: 3 });
		if (kind === 'toStart') this.users.unshift(user);
		if (kind === 'toEnd') this.users.push(user);
	}

	private knows(ids: readonly string[]): boolean {
		const known = new Set(this.users.map(({ id }) => id));
		return ids.every((id) => known.has(id));
	}

	private userPage({ pageSize, pageToken, userIds }: Record<string, unknown>): Page | null {
		const ids = asList(userIds);
		if (ids && !this.knows(ids)) return null;
		const listed = this.users.filter(
			({ id, isHidden }) => !isHidden && (ids === null || ids.includes(id)),
		);
		const start = Number(pageToken ?? 0);
		const end = start + Number(pageSize);
		return {
			records: listed.slice(start, end).map(({ id, status }) => ({ userId: id, status })),
			nextPageToken: end < listed.length ? String(end) : null,
		};
	}

	private resultPage({
		pageSize,
		pageToken,
		userIds,
		userStatuses,
		completionStatuses,
	}: Record<string, unknown>): Page | null {
		const ids = asList(userIds);
		if (ids && !this.knows(ids)) return null;
		const completed = asList(completionStatuses);
		const matching = this.results(asList(userStatuses) ?? undefined, ids).filter(
			(result) =>
				(completed === null || completed.includes(String(result.completionStatus))) &&
				(typeof pageToken !== 'string' || keyOf(result) > pageToken),
		);
		const records = matching.slice(0, Number(pageSize));
		const last = records.at(-1);
		return {
			records,
			nextPageToken: last && matching.length > records.length ? keyOf(last) : null,
		};
	}
}

function resultOf(userId: string, at: number) {
	const result = {
		userId,
		courseId: 'c',
		moduleId: `m${String(at).padStart(4, '0')}`,
		enrollmentId: `e-${userId}`,
		completionStatus: at % 2 === 0 ? 'passed' : 'failed',
	};
	return { key: keyOf(result), result };
}

/** What results are ordered by: neither by learner nor by module. */
export const keyOf = ({ userId, moduleId }: RawRecord): string => {
	const key = `${String(moduleId)} ${String(userId)}`;
	let hash = 7;
	for (let at = 0; at < key.length; at++) hash = (hash * 31 + key.charCodeAt(at)) % 99_991;
	return `${String(hash).padStart(5, '0')} ${key}`;
};
