/** The operations that change the gamification points of a user. */
import type { INodeProperties } from 'n8n-workflow';
import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { WRITES } from '../../api/endpoints/writes';
import { normalizeUuid } from '../../api/paginator/deduplicator';
import { readId } from '../../api/schema/record';
import { isBadRequest } from '../../api/requester/requestError';
import type { Column } from '../../api/schema/recordSchema';
import { idLocator } from '../../fields/ids/locators';
import { assertKnownIds } from '../../fields/send/knownIds';
import { integerField, required, textField } from '../../fields/send/sendFields';
import { ACTION, USER_ID, WARNING } from '../../operations/send/columns';
import type { SendDefinition } from '../../operations/send/definition';
import { sendOperation } from '../../operations/send/sendOperation';

/**
 * No document says whether iSpring Learn rounds fractions, or takes less than one. Nor does one state a maximum, but
 * more than this is a mistake.
 */
const RANGE = { min: 1, max: 1_000_000_000 };

const fields = (
	verb: string,
	user: string,
	reason: string,
	amount = `How many points to ${verb}, as a whole number`,
): INodeProperties[] => [
	idLocator('user', { description: `The user who ${user} the points` }),
	required(
		integerField(
			{
				displayName: 'Amount',
				name: 'amount',
				description: amount,
			},
			RANGE,
			0,
		),
		`Enter how many points to ${verb}.`,
	),
	required(
		textField({
			displayName: 'Reason',
			name: 'reason',
			description: `Why the user ${user} the points. iSpring Learn requires a reason.`,
			placeholder: `e.g. ${reason}`,
		}),
		'Enter a reason. iSpring Learn requires one.',
	),
];

const CHOOSE_AGAIN =
	'Choose the user from the list again, or enter the ID of a user who exists. Nothing was changed.';

/** The item says whose points, how many, and how many the user has now. */
const shared = {
	before: (plan) => {
		const { userId, amount } = plan.parameters;
		return { ...plan, shows: { userId: String(userId), amount: Number(amount) } };
	},
	recover: async (error, { parameters }, tools) => {
		if (!isBadRequest(error)) return null;
		const ids = [String(parameters.userId)];
		await assertKnownIds(tools, 'User', ENDPOINTS.users, 'userIds', ids, CHOOSE_AGAIN);
		return null;
	},
	result: async (outcome, { readAll }) => {
		const rows = await readAll(ENDPOINTS.points, { userIds: [outcome.userId] });
		const row = rows.find((one) => normalizeUuid(readId(one, 'userId')) === outcome.userId);
		const points = Number((row && readId(row, 'points')) || NaN);
		return [{ ...outcome, points: Number.isFinite(points) ? points : null }];
	},
	check:
		"Compare the user's points with those before, with 'Get Many'. If you run this operation again, it changes them again.",
	columns: [
		ACTION,
		USER_ID,
		{ name: 'amount', type: 'number' },
		{ name: 'points', type: 'number' },
		WARNING,
	] as readonly Column[],
} satisfies Partial<SendDefinition>;

export const award = sendOperation({
	name: 'Award',
	value: 'award',
	action: 'Award points',
	description: 'Award gamification points to a user. Each run awards them again.',
	endpoint: WRITES.awardPoints,
	done: 'awarded',
	fields: fields('award', 'gets', 'Finished the onboarding first'),
	...shared,
});

export const withdraw = sendOperation({
	name: 'Withdraw',
	value: 'withdraw',
	action: 'Withdraw points',
	description: 'Withdraw gamification points from a user. Each run withdraws them again.',
	endpoint: WRITES.withdrawPoints,
	done: 'withdrawn',
	fields: fields(
		'withdraw',
		'loses',
		'Exchanged for a gift card',
		"How many points to withdraw, as a whole number. iSpring's documentation doesn't say what happens if the user has fewer.",
	),
	...shared,
});
