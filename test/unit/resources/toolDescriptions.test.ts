/** What an AI model reads about the node agrees with its form. */
import { UNFINISHED } from '../../../nodes/IspringLearn/api/schema/statuses';
import {
	FUTURE_RANGES,
	PAST_RANGES,
} from '../../../nodes/IspringLearn/fields/dates/relativeRanges';
import { previews } from '../../../nodes/IspringLearn/resources';
import {
	BUILDER_HINT,
	TOOL_DESCRIPTION_FIELDS,
	UNFINISHED_STATUSES,
} from '../../../nodes/IspringLearn/resources/toolDescriptions';

const DESCRIPTIONS = new Map(
	TOOL_DESCRIPTION_FIELDS.map((field) => [
		field.displayOptions?.show?.resource?.[0],
		String(field.default),
	]),
);

const HINT = String(BUILDER_HINT?.searchHint);

test('every resource has a description', () => {
	expect([...DESCRIPTIONS.keys()].sort()).toEqual(Object.keys(previews()).sort());
});

test('the unfinished statuses are those of Overdue Only', () => {
	expect(UNFINISHED_STATUSES.split(/, | and /).sort()).toEqual([...UNFINISHED].sort());
});

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
