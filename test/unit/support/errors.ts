/** Errors as axios throws them and n8n wraps them. */
import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

export const NODE: INode = {
	id: 'n',
	name: 'iSpring Learn',
	type: 'n8n-nodes-ispring-learn.ispringLearn',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

export const SECRET = 'Bearer s3cr3t-t0k3n';

/** Shaped like axios's own; n8n looks at the name of the class. */
export class AxiosError extends Error {
	readonly isAxiosError = true;

	readonly config = { headers: { Authorization: SECRET } };

	constructor(
		message: string,
		readonly code?: string,
		readonly response?: { status: number; data: unknown; headers?: Record<string, unknown> },
	) {
		super(message);
	}
}

export const axiosStatus = (
	status: number,
	data: unknown = '',
	headers: Record<string, unknown> = {},
): AxiosError =>
	new AxiosError(
		`Request failed with status code ${status}`,
		status < 500 ? 'ERR_BAD_REQUEST' : 'ERR_BAD_RESPONSE',
		{ status, data, headers },
	);

/** As n8n's request helpers and its routing engine hand it on. */
export const wrapped = (error: unknown): NodeApiError =>
	new NodeApiError(NODE, error as JsonObject);
