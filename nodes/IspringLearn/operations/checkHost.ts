import type { PreSendAction } from 'n8n-workflow';
import { addressOf } from '../api/auth/credentialData';
import { validateBaseUrl } from '../api/auth/host';
import { CREDENTIAL_FORM } from '../errors/form';
import { describeReason } from '../errors/messages';
import { nodeError } from '../errors/throwNodeError';
import { CREDENTIAL } from '../api/requester/requester';

/**
 * Sends a request to the API of its own input item: where the credential has expressions, n8n takes
 * the address of the first item for all. Refuses, before anything is sent, an address that would give
 * the token away or lead elsewhere.
 */
export const checkHost: PreSendAction = async function (request) {
	const baseURL = addressOf(await this.getCredentials(CREDENTIAL));
	const fault = validateBaseUrl(baseURL);
	if (fault === null) return { ...request, baseURL };
	const { message } = describeReason(fault.reason, fault.data, CREDENTIAL_FORM);
	const itemIndex = this.getItemIndex();
	throw nodeError(this.getNode(), 'unusableBaseUrl', { problem: message }, { itemIndex });
};
