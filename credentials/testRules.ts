import type { ICredentialTestRequest } from 'n8n-workflow';
import { CREDENTIAL_FORM } from '../nodes/IspringLearn/errors/form';
import { MODULE_RESULT } from '../nodes/IspringLearn/api/endpoints/moduleResults';
import { toMessage } from '../nodes/IspringLearn/errors/messages';

/** What n8n's test says of an account that signed in well and may not read results: elsewhere it shows the bare status. */
export const TEST_RULES: ICredentialTestRequest['rules'] = [401, 403, 404].map((value) => {
	const fault = { kind: 'status', status: value, body: '', retryAfter: null } as const;
	const asked = {
		label: MODULE_RESULT.label,
		idFilters: [],
		form: CREDENTIAL_FORM,
		pastedToken: false,
		retries: 0,
	};
	const { message, description } = toMessage(fault, asked);
	return { type: 'responseCode', properties: { value, message: `${message}. ${description}` } };
});
