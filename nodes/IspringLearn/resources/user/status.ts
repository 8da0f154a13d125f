/** The operations that decide whether users can sign in. */
import type { INodeProperties } from 'n8n-workflow';
import type { EmptyEndpoint, Parameters } from '../../api/endpoints/endpoint';
import { WRITES } from '../../api/endpoints/writes';
import { readId } from '../../api/schema/record';
import type { ItemContext } from '../../fields/parseValue';
import { invalidField } from '../../fields/parseValue';
import { choiceField, dayField } from '../../fields/send/sendFields';
import { requireUsers, users } from '../../fields/send/users';
import { ACTION, USER_IDS } from '../../operations/send/columns';
import type { SendDefinition } from '../../operations/send/definition';
import { lookAtUsers } from '../../operations/send/lookAtUsers';
import { sendOperation } from '../../operations/send/sendOperation';

/** Looks who has a status after a failed request. */
const lookForStatus = (status: 1 | 3 | 5) =>
	lookAtUsers((user) => readId(user, 'status') === String(status));

/** The day is empty for what happens now. */
const datedColumns = [ACTION, { name: 'date', type: 'text' }, USER_IDS] as const;
const split = { list: 'userIds' };

const WHEN = {
	now: { name: 'Now' },
	onDate: { name: 'On a Date', description: 'Schedule it for a day' },
	cancel: { name: 'Cancel Schedule', description: 'Remove the date that was set before' },
} as const;

/** Now, on a date, or not on that date after all. */
const when: INodeProperties[] = [
	choiceField(
		{ displayName: 'When', name: 'when', description: 'When the change happens' },
		WHEN,
		'now',
	),
	dayField({
		displayName: 'Date',
		name: 'date',
		description: "The day of the change, in the workflow's timezone",
		displayOptions: { show: { when: ['onDate'] } },
	}),
];

/** A change now, its change on a date, and the cancellation of that. */
interface Schedule {
	schedule: EmptyEndpoint;
	scheduled: string;
	cancel: EmptyEndpoint;
	cancelled: string;
}

/**
 * Checks that there is a day for what is scheduled.
 * @throws NodeOperationError if there is none
 */
function requireDay(values: Parameters, context: ItemContext): Parameters {
	if (values.when !== 'onDate' || values.date !== undefined) return values;
	return invalidField(context, 'Date', 'is empty', 'Select a day.');
}

const oneByOne = { ...split, as: 'userId' };

const schedulable = ({ schedule, scheduled, cancel, cancelled }: Schedule) =>
	({
		toParameters: (values, context) => requireUsers(requireDay(values, context), context),
		before: (plan) => {
			const { when: at, date, userIds } = plan.parameters;
			if (at === 'now') return { ...plan, parameters: { userIds } };
			if (at === 'cancel') {
				const parameters = { userIds };
				return { endpoint: cancel, parameters, action: cancelled, split: oneByOne };
			}
			const parameters = { userIds, date };
			const shows = { date: String(date) };
			return { endpoint: schedule, parameters, action: scheduled, split: oneByOne, shows };
		},
	}) satisfies Partial<SendDefinition>;

export const activate = sendOperation({
	name: 'Activate',
	value: 'activate',
	action: 'Activate users',
	description: 'Let deactivated or terminated users sign in again',
	endpoint: WRITES.activateUsers,
	done: 'activated',
	split,
	fields: users('activate'),
	toParameters: requireUsers,
	recover: lookForStatus(1),
	check: "Check 'statusName' with 'Get Many'. It's safe to run this operation again.",
	columns: [ACTION, USER_IDS],
});

/** No list shows the date. */
const check =
	"Check 'statusName' with 'Get Many'. To check a date, open the user in iSpring Learn. It's safe to run this operation again.";

export const deactivate = sendOperation({
	name: 'Deactivate',
	value: 'deactivate',
	action: 'Deactivate users',
	description:
		'Block users, now or on a date. They can no longer sign in, but their results are kept.',
	endpoint: WRITES.deactivateUsers,
	done: 'deactivated',
	split,
	fields: [...users('deactivate'), ...when],
	...schedulable({
		schedule: WRITES.scheduleDeactivation,
		scheduled: 'deactivationScheduled',
		cancel: WRITES.cancelDeactivation,
		cancelled: 'deactivationCancelled',
	}),
	recover: lookForStatus(3),
	check,
	columns: datedColumns,
});

export const terminate = sendOperation({
	name: 'Terminate',
	value: 'terminate',
	action: 'Terminate users',
	description:
		'End the employment of users, now or on a date. They can no longer sign in, but their results are kept.',
	endpoint: WRITES.terminateUsers,
	done: 'terminated',
	split,
	fields: [...users('terminate'), ...when],
	...schedulable({
		schedule: WRITES.scheduleTermination,
		scheduled: 'terminationScheduled',
		cancel: WRITES.cancelTermination,
		cancelled: 'terminationCancelled',
	}),
	recover: lookForStatus(5),
	check,
	columns: datedColumns,
});
