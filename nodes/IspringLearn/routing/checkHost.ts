import { NodeOperationError } from 'n8n-workflow';
import type { PreSendAction } from 'n8n-workflow';
import { faultOfBaseUrl } from '../source/account/host';
import { stopRun } from '../source/request/run';

/** Refuses, before anything is sent, an API address that would give the token away or lead elsewhere. */
export const checkHost: PreSendAction = async function (request) {
	const fault = faultOfBaseUrl(request.baseURL ?? '');
	if (fault === null) return request;
	stopRun(this);
	throw new NodeOperationError(this.getNode(), fault, {
		description: 'Correct the Base URL in the credential "iSpring Learn API".',
		itemIndex: this.getItemIndex(),
	});
};
