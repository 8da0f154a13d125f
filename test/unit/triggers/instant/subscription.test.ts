import fc from 'fast-check';
import {
	isSameSubscription,
	toSubscription,
} from '../../../../nodes/IspringLearn/triggers/instant/subscriber/subscription';

const [A, B] = ['85077abc-2639-11ea-8e3f-0a580af40c10', '85077abc-2639-11ea-8e3f-0a580af40c11'];
const TYPE = 'COURSE_ITEM_COMPLETED_SUCCESSFULLY';

test('a filter is the JSON text of its IDs, each once', () => {
	const filters = { userIds: [A, B, A], courseItemIds: [B] };
	expect(toSubscription('moduleCompleted', filters)).toEqual({
		subscriptionType: TYPE,
		params: [
			{ name: 'userIds', value: JSON.stringify([A, B]) },
			{ name: 'courseItemIds', value: JSON.stringify([B]) },
		],
	});
});

test('empty filters, and those that the event does not have, are left out', () => {
	const filters = { userIds: [], courseIds: [A] };
	expect(toSubscription('moduleCompleted', filters)).toEqual({ subscriptionType: TYPE });
	expect(toSubscription('userRegistered', { userIds: [A] })).toEqual({
		subscriptionType: 'USER_REGISTERED',
	});
});

describe('the subscription in the list is the wanted one', () => {
	const wanted = toSubscription('moduleCompleted', { userIds: [A, B], courseItemIds: [B] });
	const [users, items] = wanted.params ?? [];

	test.each([
		['as sent', { subscriptionType: TYPE, params: [users, items] }],
		['in another order', { subscriptionType: TYPE, params: [items, users] }],
		[
			'as the name of a class',
			{ subscriptionType: 'CourseItemCompletedSuccessfully', params: [users, items] },
		],
		[
			'with its IDs in another order and letter case',
			{
				subscriptionType: TYPE.toLowerCase(),
				params: [items, { name: 'userIds', value: JSON.stringify([B.toUpperCase(), A]) }],
			},
		],
		[
			'with its IDs as a list',
			{ subscriptionType: TYPE, params: [{ name: 'userIds', value: [A, B] }, items] },
		],
		['in XML', { subscriptionType: TYPE, params: { param: [users, items] } }],
		[
			'in XML, each in an element of its own',
			{ subscriptionType: TYPE, params: { a: { ...users }, b: { ...items } } },
		],
		[
			'with an empty filter',
			{ subscriptionType: TYPE, params: [users, items, { name: 'courseIds', value: '[]' }] },
		],
	])('%s', (_how, listed) => {
		expect(isSameSubscription(listed, wanted)).toBe(true);
	});

	test.each([
		['another type', { subscriptionType: 'COURSE_ITEM_STATUS_CHANGED', params: [users, items] }],
		['no type', { params: [users, items] }],
		['no filters', { subscriptionType: TYPE }],
		['fewer filters', { subscriptionType: TYPE, params: [users] }],
		[
			'one more filter',
			{ subscriptionType: TYPE, params: [users, items, { name: 'courseIds', value: `["${A}"]` }] },
		],
		[
			'other IDs',
			{ subscriptionType: TYPE, params: [items, { name: 'userIds', value: `["${A}"]` }] },
		],
		[
			'a value that is cut off',
			{ subscriptionType: TYPE, params: [items, { name: 'userIds', value: `["${A}"` }] },
		],
		['foreign values', { subscriptionType: TYPE, params: [null, 7, 'x', [[]]] }],
	])('not with %s', (_what, listed) => {
		expect(isSameSubscription(listed, wanted)).toBe(false);
	});

	test('without filters', () => {
		const all = toSubscription('userRegistered', {});
		for (const params of [undefined, null, [], '', {}, { param: '' }]) {
			expect(isSameSubscription({ ...all, params }, all)).toBe(true);
		}
	});

	test('for any IDs in any order', () => {
		const ids = fc.uniqueArray(fc.uuid(), { maxLength: 5 });
		fc.assert(
			fc.property(ids, ids, fc.boolean(), (userIds, courseIds, isReversed) => {
				const one = toSubscription('courseCompleted', { userIds, courseIds });
				const other = toSubscription('courseCompleted', {
					userIds: [...userIds].reverse(),
					courseIds,
				});
				const params = isReversed ? [...(other.params ?? [])].reverse() : other.params;
				expect(isSameSubscription({ ...other, params }, one)).toBe(true);
				const more = { userIds: [...userIds, A], courseIds };
				expect(
					isSameSubscription({ ...other, params }, toSubscription('courseCompleted', more)),
				).toBe(false);
			}),
		);
	});
});
