import type { IPollFunctions } from 'n8n-workflow';
import type { Connection } from '../../api/requester/connection';
import type { OnResponse, SendPageRequest } from '../../api/requester/requester';
import { createRequester } from '../../api/requester/requester';
import type { Deadline } from './deadline';

/** Requests of a poll, for results and names alike: none takes longer than what is left when it begins. */
export function requestInTime(
	context: IPollFunctions,
	connection: Connection,
	{ leftMs }: Pick<Deadline, 'leftMs'>,
	onResponse?: OnResponse,
): SendPageRequest {
	return async (...asked) => {
		const inTime = { ...connection, timeout: Math.min(connection.timeout, leftMs()) };
		return await createRequester(context, inTime, onResponse)(...asked);
	};
}
