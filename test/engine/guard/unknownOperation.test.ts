/** A resource or an operation that the node doesn't have must not become a request to the base URL. */
import type { INodeParameters } from 'n8n-workflow';
import { useSuite } from '../../support/engine/suite';

const suite = useSuite();

const CUSTOM_API_CALL = '__CUSTOM_API_CALL__';

test.each<[INodeParameters, message: string, nextStep: string]>([
	[
		{ resource: 'moduleResult', operation: CUSTOM_API_CALL },
		'The HTTP Request node makes custom API calls, not this node',
		"'Credential Type' to 'iSpring Learn API'",
	],
	[
		{ resource: CUSTOM_API_CALL, operation: 'getAll' },
		'The HTTP Request node makes custom API calls, not this node',
		"'Credential Type' to 'iSpring Learn API'",
	],
	[
		{ resource: 'user', operation: 'list' },
		`'Operation' has the value "list", which doesn't exist`,
		"Select an entry in 'Operation'",
	],
	[
		{ resource: 'lesson', operation: 'getAll' },
		`'Resource' has the value "lesson", which doesn't exist`,
		"Select an entry in 'Resource'",
	],
])('%j is rejected before any request', async (fields, message, nextStep) => {
	const simulator = await suite.simulator({ rows: 3 });
	const { error, rows } = await suite.getAll(simulator, fields);
	expect(error?.message).toBe(message);
	expect(error?.description).toContain(nextStep);
	expect(rows).toEqual([]);
	expect(simulator.requests).toEqual([]);
});
