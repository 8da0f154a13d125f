/** Every label that the documents show in bold exists on a form, or in n8n. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { IspringLearnApi } from '../../credentials/IspringLearnApi.credentials';
import { IspringLearn } from '../../nodes/IspringLearn/IspringLearn.node';
import { IspringLearnInstantTrigger } from '../../nodes/IspringLearn/IspringLearnInstantTrigger.node';
import { IspringLearnTrigger } from '../../nodes/IspringLearn/IspringLearnTrigger.node';
import { ROOT } from '../support/package';

type Part = INodeProperties | INodePropertyOptions | INodePropertyCollection;

/** Documents for people who use the form. */
const DOCUMENTS = [
	'README.md',
	'SECURITY.md',
	...readdirSync(join(ROOT, 'docs'))
		.filter((file) => file.endsWith('.md') && file !== 'architecture.md')
		.map((file) => `docs/${file}`),
];

/** Labels of n8n's editor and of other services. */
const ELSEWHERE = new Set([
	'+',
	'…',
	'Active',
	'Add first step…',
	'Allowed HTTP Request Domains',
	'Always Output Data',
	'Batching',
	'Compare Datasets',
	'Community nodes',
	'Continue',
	'Continue (using error output)',
	'Create credential',
	'Create workflow',
	'Credential',
	'Credential Type',
	'Custom API Call',
	'D',
	'Different',
	'Download raw file',
	'Edit Fields',
	'Execute step',
	'Execute workflow',
	'Executions',
	'Fetch Test Event',
	'Fields to Match',
	'Fuzzy Compare',
	'Google Drive',
	'HTTP Request',
	'Ignore SSL Issues',
	'Import',
	'Import from File',
	'In A only',
	'In B only',
	'From file',
	'Install',
	'Merge',
	'More details',
	'On a schedule',
	'On Error',
	'Pagination',
	'Poll Times',
	'Predefined Credential Type',
	'Proxy',
	'Publish',
	'Remove Duplicates',
	'Remove Items Processed in Previous Executions',
	'Request Options',
	'S3',
	'Retry On Fail',
	'Save',
	'Same',
	'Save execution data',
	'Settings',
	'Split Out',
	'Timezone',
	'Triggers',
	'Uninstall package',
	'Value to Dedupe On',
	'Wait',
	'Write Files to Disk',
	'XML',
	'API keys',
	'npm Package Name',
]);

const NODES = [new IspringLearn(), new IspringLearnInstantTrigger(), new IspringLearnTrigger()].map(
	({ description }) => description,
);
const CREDENTIAL = new IspringLearnApi();

/** Every name that a form shows: fields, choices, actions and placeholders. */
function labelsOf(part: Part): string[] {
	const { displayName, name, action, placeholder, options, values } = part as Part & {
		displayName?: string;
		action?: string;
		placeholder?: string;
		options?: Part[];
		values?: Part[];
	};
	const own = [displayName ?? name, action, placeholder].filter((text) => text !== undefined);
	return [...own, ...[options, values].flatMap((parts) => (parts ?? []).flatMap(labelsOf))];
}

const LABELS = new Set([
	...NODES.map(({ displayName }) => displayName),
	CREDENTIAL.displayName,
	...[...NODES, CREDENTIAL].flatMap(({ properties }) => properties.flatMap(labelsOf)),
]);

/** The labels in bold, without the headings of list items and the links. "A > B" are two labels. */
const boldIn = (text: string): string[] =>
	[
		...text
			.replace(/^- \*\*[^*]+\*\*|\*\*\[[^\]]*\]\([^)]*\)\*\*/gm, '')
			.matchAll(/\*\*([^*[\]]+)\*\*/g),
	]
		.flatMap(([, bold]) => bold.replace(/\s+/g, ' ').split(/ > |: /))
		.filter((label) => !label.includes('…') || ELSEWHERE.has(label));

const unknownIn = (text: string): string[] =>
	boldIn(text).filter((label) => ![LABELS, ELSEWHERE].some((all) => all.has(label)));

test.each(DOCUMENTS)('%s names only labels that exist', (file) => {
	expect(unknownIn(readFileSync(join(ROOT, file), 'utf8'))).toEqual([]);
});

test.each([
	['**Return All** and **Settings >\nOn Error**', []],
	['**Return Nothing**', ['Return Nothing']],
	['| **Module Result: Get Some** |', ['Get Some']],
])('checks: %s', (text, unknown) => {
	expect(unknownIn(text)).toEqual(unknown);
});
