/** Messages, and a vendor in memory that answers reads. */
import type {
	ListEndpoint,
	RecordEndpoint,
} from '../../../../nodes/IspringLearn/api/endpoints/endpoint';
import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import type { Message } from '../../../../nodes/IspringLearn/triggers/instant/delivery/messages';
import { toMessages } from '../../../../nodes/IspringLearn/triggers/instant/delivery/messages';
import type { InstantEventName } from '../../../../nodes/IspringLearn/triggers/instant/events';
import { INSTANT_EVENTS } from '../../../../nodes/IspringLearn/triggers/instant/events';

export const NOW = 1_741_596_544;

/** A UUID with this number in it. */
export const id = (n: number): string => `85077abc-2639-11ea-8e3f-${String(n).padStart(12, '0')}`;

export const messagesOf = (event: InstantEventName, ...fields: RawRecord[]): Message[] =>
	toMessages(fields, INSTANT_EVENTS[event]);

/** What n8n throws for a status. */
export const answer = (status: number, message = ''): Error =>
	Object.assign(new Error('no'), {
		response: { status, data: JSON.stringify({ code: status, message }), headers: {} },
	});

export const networkError = (code: string): Error => Object.assign(new Error(code), { code });

/** A completion of item 1 by learner 2, enrolled with 3. */
export const completion = (more: RawRecord = {}): RawRecord => ({
	learnerId: id(2),
	courseItemId: id(1),
	enrollmentIds: [id(3)],
	completionDate: NOW * 1e9,
	...more,
});

/** Its result. */
export const result = (more: RawRecord = {}): RawRecord => ({
	userId: id(2),
	courseId: id(8),
	moduleId: id(9),
	courseItemId: id(1),
	enrollmentId: id(3),
	moduleTitle: 'Fire drill',
	completionStatus: 'passed',
	completionDate: '2025-03-10T08:49:04+00:00',
	...more,
});

type Outcome = RawRecord[] | Error;

/** Answers reads of lists one after another; the last outcome counts for all others. */
export function listServer(...outcomes: Array<Outcome | ((query: RawRecord) => Outcome)>) {
	const queries: RawRecord[] = [];
	const readRecords = async (_endpoint: ListEndpoint, query: object): Promise<RawRecord[]> => {
		queries.push(query as RawRecord);
		const next = outcomes.length > 1 ? outcomes.shift() : outcomes[0];
		const outcome = typeof next === 'function' ? next(query as RawRecord) : (next ?? []);
		return await (outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome));
	};
	return { queries, readRecords };
}

/** Answers reads of single records by the ID in their path; 404 for any other ID. */
export function recordServer(records: Record<string, RawRecord | Error>) {
	const paths: string[] = [];
	const readRecord = async (
		{ path }: RecordEndpoint,
		parameters: Record<string, string>,
	): Promise<RawRecord> => {
		const [own] = Object.values(parameters);
		paths.push(path.replace(/\{\w+\}/, own));
		const outcome = records[own] ?? answer(404);
		return await (outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome));
	};
	return { paths, readRecord };
}
