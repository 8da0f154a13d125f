/**
 * The nodes of other packages in the examples: the versions that n8n 1.123 and n8n 2.41 have in common
 * (newest three), and the name that n8n gives a new node. The tests in a real n8n confirm that they exist.
 */
export interface KnownType {
	name: string;
	versions: readonly number[];
}

const BASE: Readonly<Record<string, KnownType>> = {
	aggregate: { name: 'Aggregate', versions: [1] },
	code: { name: 'Code', versions: [2] },
	compression: { name: 'Compression', versions: [1.1] },
	dataTable: { name: 'Data table', versions: [1] },
	emailSend: { name: 'Send Email', versions: [2, 2.1] },
	executeWorkflow: { name: 'Execute Workflow', versions: [1.1, 1.2, 1.3] },
	executeWorkflowTrigger: { name: 'When Executed by Another Workflow', versions: [1.1] },
	filter: { name: 'Filter', versions: [2.1, 2.2, 2.3] },
	googleDrive: { name: 'Google Drive', versions: [3] },
	googleSheets: { name: 'Google Sheets', versions: [4.5, 4.6, 4.7] },
	html: { name: 'HTML', versions: [1.1, 1.2] },
	httpRequest: { name: 'HTTP Request', versions: [4.1, 4.2, 4.3] },
	hubspot: { name: 'HubSpot', versions: [2, 2.1, 2.2] },
	if: { name: 'If', versions: [2.1, 2.2, 2.3] },
	limit: { name: 'Limit', versions: [1] },
	manualTrigger: { name: 'Manual Trigger', versions: [1] },
	merge: { name: 'Merge', versions: [3, 3.1, 3.2] },
	noOp: { name: 'No Operation, do nothing', versions: [1] },
	postgres: { name: 'Postgres', versions: [2.4, 2.5, 2.6] },
	removeDuplicates: { name: 'Remove Duplicates', versions: [1.1, 2] },
	respondToWebhook: { name: 'Respond to Webhook', versions: [1.1, 1.2, 1.3] },
	scheduleTrigger: { name: 'Schedule Trigger', versions: [1.1, 1.2, 1.3] },
	set: { name: 'Edit Fields', versions: [3.2, 3.3, 3.4] },
	slack: { name: 'Slack', versions: [2.2, 2.3, 2.4] },
	sort: { name: 'Sort', versions: [1] },
	splitInBatches: { name: 'Loop Over Items', versions: [3] },
	splitOut: { name: 'Split Out', versions: [1] },
	stickyNote: { name: 'Sticky Note', versions: [1] },
	stopAndError: { name: 'Stop and Error', versions: [1] },
	summarize: { name: 'Summarize', versions: [1, 1.1] },
	switch: { name: 'Switch', versions: [3.2, 3.3, 3.4] },
	wait: { name: 'Wait', versions: [1, 1.1] },
	webhook: { name: 'Webhook', versions: [1.1, 2, 2.1] },
};

const LANGCHAIN: Readonly<Record<string, KnownType>> = {
	agent: { name: 'AI Agent', versions: [2.1, 2.2, 3] },
	chatTrigger: { name: 'When chat message received', versions: [1.2, 1.3, 1.4] },
	lmChatOpenAi: { name: 'OpenAI Chat Model', versions: [1.1, 1.2, 1.3] },
	memoryBufferWindow: { name: 'Simple Memory', versions: [1.1, 1.2, 1.3] },
};

const prefixed = (prefix: string, types: Readonly<Record<string, KnownType>>) =>
	Object.entries(types).map(([name, type]): [string, KnownType] => [`${prefix}.${name}`, type]);

/** By the full name of the type. */
export const KNOWN_TYPES: ReadonlyMap<string, KnownType> = new Map([
	...prefixed('n8n-nodes-base', BASE),
	...prefixed('@n8n/n8n-nodes-langchain', LANGCHAIN),
]);
