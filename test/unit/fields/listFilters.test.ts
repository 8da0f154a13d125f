import { NodeOperationError } from 'n8n-workflow';
import { statusList, textList } from '../../../nodes/IspringLearn/fields/listFilters';
import {
	COMPLETION_STATUSES,
	USER_STATUSES,
} from '../../../nodes/IspringLearn/api/schema/statuses';
import { ITEM, sent } from '../support/form';
import { rejectionOf } from '../support/thrown';

describe('statusList', () => {
	const completion = statusList('Completion Statuses', 'completionStatuses', COMPLETION_STATUSES, {
		description: 'Only return results with any of these statuses',
		hint: 'Leave empty to include all statuses',
		statuses: { passed: 'Finished' },
	});
	const user = statusList('User Statuses', 'userStatuses', USER_STATUSES, {
		description: 'Only these learners',
		hint: 'Leave empty for active ones',
		statuses: { 1: 'Can sign in' },
	});

	it('is a list to choose from', () => {
		expect(completion).toMatchObject({
			displayName: 'Completion Statuses',
			name: 'completionStatuses',
			type: 'multiOptions',
			default: [],
			description: 'Only return results with any of these statuses',
			hint: 'Leave empty to include all statuses',
			routing: { send: { type: 'query', property: 'completionStatuses' } },
		});
		expect(completion.options).toEqual(
			COMPLETION_STATUSES.map((status) => ({
				...status,
				description: status.value === 'passed' ? 'Finished' : undefined,
			})),
		);
	});

	it.each<[unknown, unknown]>([
		[
			['passed', 'in_progress'],
			['passed', 'in_progress'],
		],
		['passed', ['passed']],
		['passed, failed', ['passed', 'failed']],
		['passed failed', ['passed', 'failed']],
		['["passed","In Progress"]', ['passed', 'in_progress']],
		[['\u200bpassed\u2060'], ['passed']],
		['passed;failed\nnot_started', ['passed', 'failed', 'not_started']],
		['PASSED', ['passed']],
		[['passed', 'passed'], ['passed']],
		[COMPLETION_STATUSES.map(({ value }) => value), COMPLETION_STATUSES.map(({ value }) => value)],
	])('sends the values of %j', async (completionStatuses, values) => {
		expect(await sent(completion, { completionStatuses, other: 1 } as never)).toEqual({
			completionStatuses: values,
			other: 1,
		});
	});

	it.each<[unknown, unknown]>([
		[
			[1, 3],
			[1, 3],
		],
		[
			['1', '5'],
			[1, 5],
		],
		[1, [1]],
		['1,3 5', [1, 3, 5]],
	])('sends the numbers of %j', async (userStatuses, values) => {
		expect(await sent(user, { userStatuses } as never)).toEqual({ userStatuses: values });
	});

	describe('also accepts the names in the form', () => {
		it.each<[unknown, unknown]>([
			['Passed', ['passed']],
			['In Progress', ['in_progress']],
			['Not Started, In Progress', ['not_started', 'in_progress']],
			[
				['in progress', 'Failed'],
				['in_progress', 'failed'],
			],
			[['In Progress', 'in_progress'], ['in_progress']],
		])('%j', async (completionStatuses, values) => {
			expect(await sent(completion, { completionStatuses } as never)).toEqual({
				completionStatuses: values,
			});
		});

		it.each<[unknown, unknown]>([
			['Active', [1]],
			['active, blocked', [1, 3]],
			[
				['Employment Ended', 1],
				[5, 1],
			],
			[['Active', 1, '1'], [1]],
		])('%j', async (userStatuses, values) => {
			expect(await sent(user, { userStatuses } as never)).toEqual({ userStatuses: values });
		});
	});

	it.each(['', ' ', null, undefined, [], ['']])(
		'sends nothing for %j',
		async (completionStatuses) => {
			expect(await sent(completion, { completionStatuses, other: 1 } as never)).toEqual({
				other: 1,
			});
		},
	);

	it.each<[unknown, string]>([
		['done', 'done'],
		[['passed', 'done'], 'done'],
		['constructor', 'constructor'],
		['__proto__', '__proto__'],
		[7, '7'],
		[[{ value: 'passed' }], '{"value":"passed"}'],
		[['passed, failed'], 'passed, failed'],
		[['passed failed'], 'passed failed'],
	])('rejects %j with a list of all statuses', async (completionStatuses, wrong) => {
		const error = await rejectionOf(
			NodeOperationError,
			sent(completion, { completionStatuses } as never),
		);
		expect(error.message).toBe(`"${wrong}" in 'Completion Statuses' isn't a status`);
		expect(error.description).toContain('Not Started (not_started)');
		expect(error.context.itemIndex).toBe(ITEM);
	});

	it.each([0, 2, 4, 6, 99, '01', 'passed'])('rejects %j as a user status', async (userStatuses) => {
		const error = await rejectionOf(NodeOperationError, sent(user, { userStatuses }));
		expect(error.message).toBe(`"${userStatuses}" in 'User Statuses' isn't a status`);
	});
});

describe('textList', () => {
	const logins = textList({
		displayName: 'Logins',
		name: 'logins',
		placeholder: 'e.g. anna.smith',
		description: 'Only return users with these logins',
		key: 'login',
	});

	it.each<[unknown, string[]]>([
		['smith, john', ['smith', 'john']],
		['anna smith;bob\ncarl', ['anna smith', 'bob', 'carl']],
		[['smith, john'], ['smith, john']],
		[
			['a;b', 'c\nd', ' e '],
			['a;b', 'c\nd', 'e'],
		],
		['["smith, john","anna"]', ['smith, john', 'anna']],
		[[['anna'], 'anna'], ['anna']],
		['\u200banna\u00ad.smith\ufeff', ['anna.smith']],
		[[7], ['7']],
		[
			[{ login: 'anna', email: 'a@x.com' }, { json: { Login: 'bob, jr' } }],
			['anna', 'bob, jr'],
		],
		[{ login: 'anna' }, ['anna']],
	])('sends the texts of %j', async (value, texts) => {
		expect(await sent(logins, { logins: value, other: 1 } as never)).toEqual({
			logins: texts,
			other: 1,
		});
	});

	it.each(['', ' ,; ', null, undefined, [], ['', null], '\u200b'])(
		'sends nothing for %j',
		async (value) => {
			expect(await sent(logins, { logins: value, other: 1 } as never)).toEqual({ other: 1 });
		},
	);

	it.each<[unknown, string]>([
		[[{ name: 'anna' }], '{"name":"anna"}'],
		[['bob', { login: null }], '{"login":null}'],
		[{ login: { a: 1 } }, '{"login":{"a":1}}'],
	])('rejects %j and quotes the part without a text', async (value, wrong) => {
		const error = await rejectionOf(NodeOperationError, sent(logins, { logins: value } as never));
		expect(error.message).toBe(`"${wrong}" in 'Logins' isn't text`);
		expect(error.description).toContain('login');
		expect(error.context.itemIndex).toBe(ITEM);
	});
});
