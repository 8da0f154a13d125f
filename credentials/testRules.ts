import type { ICredentialTestRequest } from 'n8n-workflow';
import { CREDENTIAL_FORM } from '../nodes/IspringLearn/errors/form';
import { ENDPOINTS } from '../nodes/IspringLearn/api/endpoints/endpoints';
import { toMessage } from '../nodes/IspringLearn/errors/messages';
import { recordName } from '../nodes/IspringLearn/errors/recordNames';

/** What n8n's test says of an account that signed in well and may not read results: elsewhere it shows the bare status. */
export const TEST_RULES: ICredentialTestRequest['rules'] = [401, 403, 404].map((value) => {
	const fault = { kind: 'status', status: value, body: '', retryAfter: null } as const;
	const asked = {
		label: recordName(ENDPOINTS.moduleResults.name),
		idFilters: [],
		form: CREDENTIAL_FORM,
		pastedToken: false,
		retries: 0,
	};
	const { message, description } = toMessage(fault, asked);
	return { type: 'responseCode', properties: { value, message: `${message}. ${description}` } };
});
