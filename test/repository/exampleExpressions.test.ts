/** Expressions of the examples, with values that an ordinary account does not have. */
import { runInNewContext } from 'node:vm';
import { DateTime, Settings } from 'luxon';
import { UNFINISHED } from '../../nodes/IspringLearn/api/schema/statuses';
import { parametersOf, readExamples } from '../support/examples';

const TODAY = '2026-06-30';

/** What an n8n in Berlin makes of a text with expressions. */
function evaluated(template: string, $json: object): unknown {
	const zone = Settings.defaultZone;
	Settings.defaultZone = 'Europe/Berlin';
	try {
		const $today = DateTime.fromISO(TODAY);
		const context = { DateTime, $json, $today, $: () => ({ item: { json: $json } }) };
		const evaluate = (code: string): unknown => runInNewContext(`(${code})`, context) as unknown;
		const [whole] = /^=\{\{((?:(?!\}\}).)*)\}\}$/s.exec(template)?.slice(1) ?? [];
		return whole === undefined
			? template
					.slice(1)
					.replace(/\{\{(.*?)\}\}/gs, (_, code: string) => String(evaluate(code) ?? ''))
			: evaluate(whole);
	} finally {
		Settings.defaultZone = zone;
	}
}

/** What Edit Fields assigns to a field. */
function assigned(folder: string, name: string, field: string, $json: object): unknown {
	const { assignments } = parametersOf(folder, name).assignments as {
		assignments: Array<{ name: string; value: string }>;
	};
	return evaluated(assignments.find((one) => one.name === field)?.value ?? '', $json);
}

interface Conditions {
	conditions: { conditions: Array<{ leftValue: string }> };
}

/** Which conditions of a Filter or a Switch an item meets. */
function met(folder: string, name: string, $json: object): boolean[] {
	const parameters = parametersOf(folder, name) as unknown as Conditions & {
		rules?: { values: Conditions[] };
	};
	const { rules = { values: [parameters] } } = parameters;
	return rules.values.map(
		({ conditions }) => evaluated(conditions.conditions[0].leftValue, $json) === true,
	);
}

test.each([
	['2026-06-30T21:59:59+00:00', '2026-06-30T00:00:00Z'],
	['2026-06-30T22:00:00+00:00', '2026-07-01T00:00:00Z'],
	['2026-12-31T23:00:00+00:00', '2027-01-01T00:00:00Z'],
])('hubspot-completions dates %s by the day in the timezone of the workflow', (sent, midnight) => {
	const found = assigned('hubspot-completions', 'Prepare HubSpot fields', 'lastTrainingDate', {
		completionDate: sent,
	});
	expect(found).toBe(Date.parse(midnight));
});

test.each([
	['passed', ':white_check_mark:'],
	['failed', ':x:'],
	['declined', ':x:'],
	['not started', ':hourglass_flowing_sand:'],
	['', ':hourglass_flowing_sand:'],
])('completed-to-slack marks the status "%s" with %s', (status, sign) => {
	const text = assigned('completed-to-slack', 'Write message', 'text', {
		name: 'Anna',
		module: 'Fire Drill',
		course: '',
		status,
		score: '',
	});
	expect(text).toBe(`${sign} *Anna*: *Fire Drill*\n${status}`);
});

test.each([
	['name', 'Somebody'],
	['module', 'Untitled module'],
	['course', ''],
	['status', ''],
	['score', ''],
])('completed-to-slack has %s "%s" for a result without values', (field, expected) => {
	const nothing = {
		userName: null,
		moduleTitle: null,
		courseTitle: null,
		completionStatus: null,
		awardedScore: null,
	};
	expect(assigned('completed-to-slack', 'Escape names', field, nothing)).toBe(expected);
});

test.each([
	['Fire Drill', 'Safety Basics', '- Fire Drill (Safety Basics), due 1 July 2026'],
	[null, null, '- Untitled module, due 1 July 2026'],
])('overdue-reminders writes the module %s of the course %s', (moduleTitle, courseTitle, line) => {
	const dueDate = '2026-06-30T22:00:00+00:00';
	const result = { moduleTitle, courseTitle, dueDate };
	expect(assigned('overdue-reminders', 'Format module line', 'line', result)).toBe(line);
});

test('the agent of ask-who-has-not-finished knows which statuses are unfinished', () => {
	const { options } = parametersOf('ask-who-has-not-finished', 'Answer the question');
	const { systemMessage } = options as { systemMessage: string };
	const [, named] = /set the statuses (.*?), and the course/.exec(systemMessage) ?? [];
	expect(named.split(/, | and /).sort()).toEqual([...UNFINISHED].sort());
});

test.each([
	['overdue-reminders', 'Send reminder', 'Report failed emails'],
	['hubspot-completions', 'Update HubSpot contact', 'Report failed contacts'],
])('in %s, one failure does not stop the others, and is reported', (folder, from, to) => {
	const { nodes, connections } =
		readExamples().find((one) => one.folder === folder)?.workflow ?? {};
	const { onError } = nodes?.find(({ name }) => name === from) ?? {};
	expect(onError).toBe('continueErrorOutput');
	expect(connections?.[from].main[1]?.map(({ node }) => node)).toEqual([to]);
});

describe.each([
	['new-hires', 'startDate', 'Start date'],
	['leavers', 'lastDay', 'Last day'],
])('%s reads a date', (folder, field, column) => {
	test.each([
		['a date', 46203, '2026-06-30'],
		['a date with a time', 46203.75, '2026-06-30'],
		['text', '2026-06-30', '2026-06-30'],
		['other text', '30.06.2026', '30.06.2026'],
		['nothing', '', ''],
	])('from a cell with %s', (_, cell, date) => {
		expect(assigned(folder, 'Read row', field, { [column]: cell })).toBe(date);
	});

	test('from a sheet without the column', () => {
		expect(assigned(folder, 'Read row', field, {})).toBe('');
	});
});

test.each([
	['2026-06-16', true],
	['2026-06-15', false],
	['2026-07-14', true],
	['2026-07-15', false],
	['30.06.2026', true],
	['', true],
])('new-hires keeps a row that starts on "%s": %s', (startDate, isKept) => {
	expect(met('new-hires', 'Keep current rows', { startDate })).toEqual([isKept]);
});

const [DUE, NOT_A_DATE, IGNORED] = [
	[true, false],
	[false, true],
	[false, false],
];

test.each([
	['2026-06-30', DUE],
	['2026-06-23', DUE],
	['2026-06-22', IGNORED],
	['2026-07-01', IGNORED],
	['30.06.2026', NOT_A_DATE],
	['', NOT_A_DATE],
])('leavers sorts a row with the last day "%s"', (lastDay, sorted) => {
	expect(met('leavers', 'Check last day', { email: 'a@example.com', lastDay })).toEqual(sorted);
});

test('leavers ignores an empty row', () => {
	expect(met('leavers', 'Check last day', { email: '', lastDay: '' })).toEqual(IGNORED);
});
