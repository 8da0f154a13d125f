/** What an AI model reads about the node agrees with its form. */
import type { INodeProperties } from 'n8n-workflow';
import { Runtime } from '../../../nodes/IspringLearn/api/runtime';
import { UNFINISHED } from '../../../nodes/IspringLearn/api/schema/statuses';
import {
	FUTURE_RANGES,
	PAST_RANGES,
} from '../../../nodes/IspringLearn/fields/dates/relativeRanges';
import { createForm, previews } from '../../../nodes/IspringLearn/resources';
import {
	BUILDER_HINT,
	UNFINISHED_STATUSES,
} from '../../../nodes/IspringLearn/resources/toolDescriptions';

const FIELDS = createForm(new Runtime()).properties.filter(
	({ name }) => name === 'toolDescription',
);

const isFor = (operation: string, { displayOptions }: INodeProperties): boolean =>
	displayOptions?.show?.operation?.includes(operation) ?? false;

const resourceOf = ({ displayOptions }: INodeProperties): string =>
	String(displayOptions?.show?.resource?.[0]);

/** Of the operations that read. */
const DESCRIPTIONS = new Map(
	FIELDS.filter((field) => isFor('getAll', field)).map((field) => [
		resourceOf(field),
		String(field.default),
	]),
);

const HINT = String(BUILDER_HINT?.searchHint);

test("n8n's assistant knows both triggers", () => {
	const related = BUILDER_HINT?.relatedNodes?.map(({ nodeType }) => nodeType);
	expect(related).toEqual([
		'n8n-nodes-ispring-learn.ispringLearnTrigger',
		'n8n-nodes-ispring-learn.ispringLearnInstantTrigger',
	]);
});

test('every resource has a description', () => {
	expect([...DESCRIPTIONS.keys()].sort()).toEqual(Object.keys(previews()).sort());
});

/** The operations that change something, and those among them that are not for models. */
const CHANGES: Readonly<Record<string, { offered: string[]; withheld: string[] }>> = {
	department: { offered: ['create', 'upsert', 'moveUsers', 'update'], withheld: ['delete'] },
	enrollment: { offered: ['enroll', 'reenroll', 'unenroll', 'update'], withheld: [] },
	group: {
		offered: ['addMembers', 'create', 'removeMembers', 'update'],
		withheld: ['delete', 'replaceMembers'],
	},
	points: { offered: ['award', 'withdraw'], withheld: [] },
	user: {
		offered: ['activate', 'create', 'upsert', 'deactivate', 'terminate', 'update'],
		withheld: ['delete'],
	},
};

test.each(Object.entries(CHANGES))(
	'every operation that changes a %s has a description of its own, except those not for models',
	(resource, { offered, withheld }) => {
		const ofResource = FIELDS.filter((field) => resourceOf(field) === resource);
		const changing = ofResource.filter((field) => !isFor('getAll', field));
		const operations = changing.map(({ displayOptions }) => displayOptions?.show?.operation);
		expect(operations).toEqual(offered.map((one) => [one]));
		for (const { default: text } of changing)
			expect(text).toMatch(/^Change data in iSpring Learn\. /);
		const known = Object.keys(previews()[resource]);
		expect(known).toEqual(expect.arrayContaining([...offered, ...withheld]));
		for (const one of withheld) expect(ofResource.some((field) => isFor(one, field))).toBe(false);
	},
);

test('the unfinished statuses are those of Overdue Only', () => {
	expect(UNFINISHED_STATUSES.split(/, | and /).sort()).toEqual([...UNFINISHED].sort());
});

test.each(['learnerProgress', 'courseProgress'])(
	'the description of %s says that filters decide what is counted',
	(resource) => {
		const text = DESCRIPTIONS.get(resource);
		expect(text).toContain("'Overdue Only' counts only unfinished results");
		expect(text).not.toContain('limits the rows');
	},
);

test.each([
	['module results', DESCRIPTIONS.get('moduleResult')],
	['course results', DESCRIPTIONS.get('courseResult')],
	['the builder hint', HINT],
])('%s name these statuses, Overdue Only and relative ranges', (_name, text) => {
	for (const words of [UNFINISHED_STATUSES, 'Overdue Only', 'Completed In', 'Last Week']) {
		expect(text).toContain(words);
	}
});

test('the ranges exist', () => {
	const ranges = [...PAST_RANGES, ...FUTURE_RANGES];
	const names = ['Today', 'Last Week', 'This Month', 'Last 30 Days', 'Next 7 Days'];
	expect(ranges.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
	expect(ranges.map(({ value }) => value)).toEqual(
		expect.arrayContaining(['lastWeek', 'next7Days']),
	);
});
