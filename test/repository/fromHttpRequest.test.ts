/** docs/from-http-request.md says which resource and filter take the place of an address and a parameter. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { ENDPOINTS } from '../../nodes/IspringLearn/api/endpoints/endpoints';
import * as homework from '../../nodes/IspringLearn/api/endpoints/homework';
import * as learningTracks from '../../nodes/IspringLearn/api/endpoints/learningTracks';
import { RECORDS } from '../../nodes/IspringLearn/api/endpoints/records';
import * as trainings from '../../nodes/IspringLearn/api/endpoints/trainings';
import { Runtime } from '../../nodes/IspringLearn/api/runtime';
import { createForm } from '../../nodes/IspringLearn/resources';
import { ROOT } from '../support/package';

const DOCUMENT = readFileSync(join(ROOT, 'docs/from-http-request.md'), 'utf8');
const PROPERTIES = createForm(new Runtime()).properties;

/** The rows of the table with this head, as pairs of the words in code and the words in bold. */
function pairsIn(head: string): Array<[code: string[], bold: string[]]> {
	const [, table = ''] =
		new RegExp(`^\\| ${head} \\|\\n\\|.*\\n((?:\\|.*\\n)+)`, 'm').exec(DOCUMENT) ?? [];
	const wordsIn = (text: string, pattern: RegExp) =>
		[...text.matchAll(pattern)].map(([, word]) => word);
	return table
		.trim()
		.split('\n')
		.map((row) => [wordsIn(row, /`([^`]+)`/g), wordsIn(row, /\*\*([^*]+)\*\*/g)]);
}

const RESOURCES = PROPERTIES.find(({ name }) => name === 'resource')
	?.options as INodePropertyOptions[];

interface Named {
	name: string;
	path: string;
}

const isNamed = (value: object): value is Named => 'name' in value && 'path' in value;

/** The endpoints in a value: one, or a table of them. */
const endpointsIn = (value: unknown): Named[] => {
	if (typeof value !== 'object' || value === null) return [];
	return isNamed(value) ? [value] : Object.values(value).flatMap(endpointsIn);
};

const ALL = [ENDPOINTS, RECORDS, homework, learningTracks, trainings].flatMap(endpointsIn);

/** Names of endpoints that are not the plural of their resource. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
	homework: ['homeworkAttempts'],
	learningTrack: ['coursesInLearningTracks'],
	training: ['trainingSessions', 'trainingMeetings', 'trainingParticipants'],
};

test('the resources in the table of addresses read these addresses', () => {
	const pairs = pairsIn('address \\| resource');
	expect(pairs.length).toBeGreaterThan(5);
	for (const [paths, [resource]] of pairs) {
		const value = String(RESOURCES.find(({ name }) => name === resource)?.value);
		const names = [value, `${value}s`, `${value}zes`, ...(OTHER_NAMES[value] ?? [])];
		const own = ALL.filter(({ name }) => names.includes(name));
		expect(own.map(({ path }) => path)).toEqual(expect.arrayContaining(paths));
	}
});

test('the table of parameters has every parameter of the results, with its filters', () => {
	const filters = PROPERTIES.find(
		({ name, displayOptions }) =>
			name === 'filters' && displayOptions?.show?.resource?.includes('moduleResult'),
	)?.options as INodePropertyCollection[];
	const pairs = pairsIn('query parameter \\| filter');
	const labels = pairs.flatMap(([, bold]) => bold);
	const own = ['Courses', 'Departments', 'Overdue Only'];
	expect([...labels, ...own].sort()).toEqual(filters.map(({ displayName }) => displayName).sort());
	expect(pairs.flatMap(([code]) => code)).toEqual(
		expect.arrayContaining(['userIds[]', 'pageToken']),
	);
});
