/** The workflow around the nodes that are measured. */
import type { INode } from 'n8n-workflow';
import type { Credential, Workflow } from '../../test/n8n/workflows';
import { node, workflowOf } from '../../test/n8n/workflows';
import type { Path } from './paths';

/** What a workflow measures: the milliseconds of the path's nodes, or the memory in use while n8n holds their items. */
export type Purpose = 'time' | 'memory';

/** A node that sets fields to the values of expressions. */
function set(name: string, fields: Readonly<Record<string, string>>): INode {
	const assignments = Object.entries(fields).map(([field, expression]) => ({
		id: field,
		name: field,
		value: `={{ ${expression} }}`,
		type: 'number',
	}));
	const parameters = { assignments: { assignments }, options: {} };
	return node(name, 'n8n-nodes-base.set', parameters, 3.4);
}

/** What is read at the end: right after the path's nodes for the time, from the probe for the memory. */
const MEASURED: Readonly<Record<Purpose, string>> = {
	time: 'Date.now() - $("Before").first().json.startedAt',
	memory: '$json.megabytes',
};

/**
 * Creates a workflow behind a webhook that responds with what was measured, and with the number of items that the path
 * returned. A Limit node passes one item on, so that only the path is measured. The number is read after that.
 */
export function measuredWorkflow(
	name: string,
	account: Credential,
	path: Path,
	purpose: Purpose,
	probe: string,
): Omit<Workflow, 'id'> {
	const webhook = node(
		'Webhook',
		'n8n-nodes-base.webhook',
		{ httpMethod: 'POST', path: name, responseMode: 'lastNode' },
		2,
	);
	const nodes = path(account);
	const last = nodes[nodes.length - 1].name;
	// What finalizers release after the first collection, the second one collects.
	const collections = ['Collect', 'Collect Again'].map((title) =>
		node(title, 'n8n-nodes-base.httpRequest', { method: 'POST', url: probe, options: {} }, 4.2),
	);
	const workflow = workflowOf(name, [
		{ ...webhook, webhookId: name },
		set('Before', { startedAt: 'Date.now()' }),
		...nodes,
		node('Limit', 'n8n-nodes-base.limit', { maxItems: 1, keep: 'lastItems' }),
		...(purpose === 'memory' ? collections : []),
		set('After', { measured: MEASURED[purpose] }),
		set('Count', { measured: '$json.measured', count: `$("${last}").all().length` }),
	]);
	// Storing the execution's data would take as long as reading it.
	const settings = { ...workflow.settings, saveDataSuccessExecution: 'none' };
	return { ...workflow, settings };
}
