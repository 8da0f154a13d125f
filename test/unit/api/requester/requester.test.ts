import type { IHttpRequestOptions } from 'n8n-workflow';
import type {
	EmptyEndpoint,
	IdEndpoint,
} from '../../../../nodes/IspringLearn/api/endpoints/endpoint';
import { ENDPOINTS } from '../../../../nodes/IspringLearn/api/endpoints/endpoints';
import { DecodeError } from '../../../../nodes/IspringLearn/api/decoder/decodeError';
import {
	createRequester,
	CREDENTIAL,
} from '../../../../nodes/IspringLearn/api/requester/requester';
import { rejectionOf } from '../../support/thrown';

const ID = '3fa85f64-5717-4562-b3fc-2c963f66afa6';
const common = { method: 'POST', idempotent: false } as const;
const CREATE: IdEndpoint = {
	...common,
	name: 'users',
	path: '/user',
	answer: 'id',
	idField: 'userId',
};
const UPDATE: EmptyEndpoint = { ...common, name: 'users', path: '/user/{userId}', answer: 'empty' };

/** Answers every request with this body, and records what was sent. */
function server(body: string, statusCode = 200) {
	const sent: Array<[string, IHttpRequestOptions]> = [];
	const headers = { date: 'now' };
	const helpers = {
		async httpRequestWithAuthentication(credential: string, request: IHttpRequestOptions) {
			sent.push([credential, request]);
			return { body: Buffer.from(body), headers, statusCode };
		},
	};
	const onResponse = jest.fn();
	const send = createRequester(
		{ helpers },
		{ baseURL: 'https://a.example', timeout: 5 },
		onResponse,
	);
	return { sent, send, onResponse, headers };
}

it('sends the query of a list and returns its page', async () => {
	const { sent, send, onResponse, headers } = server('{"groups":[{"groupId":"g"}]}');
	const page = await send(ENDPOINTS.groups, { pageSize: 5 });
	expect(page.records).toEqual([{ groupId: 'g' }]);
	expect(sent).toEqual([
		[
			CREDENTIAL,
			expect.objectContaining({
				baseURL: 'https://a.example',
				timeout: 5,
				method: 'GET',
				url: '/groups',
				qs: { pageSize: 5 },
				returnFullResponse: true,
			}),
		],
	]);
	expect(sent[0][1]).not.toHaveProperty('body');
	expect(onResponse).toHaveBeenCalledWith(headers);
});

it('sends the body of a write and returns the ID', async () => {
	const { sent, send } = server(`"${ID}"`, 201);
	expect(await send(CREATE, { email: 'a@example.com' })).toBe(ID);
	expect(sent[0][1]).toMatchObject({
		method: 'POST',
		url: '/user',
		body: { email: 'a@example.com' },
	});
	expect(sent[0][1]).not.toHaveProperty('qs');
});

it('puts path parameters into the URL and accepts an empty answer', async () => {
	const { sent, send } = server('', 204);
	expect(await send(UPDATE, { userId: ID, role: 'learner' })).toBeNull();
	expect(sent[0][1]).toMatchObject({ url: `/user/${ID}`, body: { role: 'learner' } });
});

it('rejects an answer that its endpoint does not promise', async () => {
	const { send, onResponse } = server('<html></html>');
	await rejectionOf(DecodeError, send(UPDATE, { userId: ID }));
	expect(onResponse).toHaveBeenCalledTimes(1);
});
