import type { Parameters } from '../../api/endpoints/endpoint';
import { RECORDS } from '../../api/endpoints/records';
import { WRITES } from '../../api/endpoints/writes';
import type { RawRecord } from '../../api/schema/record';
import { ENROLLMENT } from '../../api/schema/records/enrollments';
import type { ItemContext } from '../../fields/parseValue';
import { invalidField } from '../../fields/parseValue';
import type { SendDefinition } from '../../operations/send/definition';
import { sendOperation } from '../../operations/send/sendOperation';
import { ENROLLMENT_COLUMNS, ENROLLMENT_SHAPE } from './enrollmentFields';
import type { Which } from './existing/findEnrollment';
import { findEnrollment, oneEnrollment, splitEnrollment } from './existing/findEnrollment';
import { checkOrder, dueDateOrKeep, lock, startDate, toTerms } from './terms';

/** Checks the values as far as that is possible without the enrollment. */
function checkValues(values: Parameters, context: ItemContext): Parameters {
	const { which, others } = splitEnrollment(values, context);
	const { dueDateType, accessDate, lockAfterDueDate } = others;
	checkOrder(others, context);
	if (dueDateType !== 'keep') toTerms(others, context);
	else if (accessDate === undefined && lockAfterDueDate === undefined) {
		const nextStep = "Choose a due date, or add a field under 'Additional Fields'.";
		invalidField(context, 'Due Date', "is set to 'Keep', so there is nothing to change", nextStep);
	}
	return { which, values: others };
}

/** The due date that an enrollment has, as values of the form. */
const keptDueDate = ({ dueDate }: RawRecord): Parameters =>
	typeof dueDate === 'string' ? { dueDateType: 'due_date', dueDate } : { dueDateType: 'unlimited' };

/** The API changes the start, the due date and the lock together: what is not changed is sent as it is. */
const keepOthers: SendDefinition['before'] = async (plan, tools) => {
	const { which, values } = plan.parameters as { which: Which; values: Parameters };
	const current = await findEnrollment(which, tools);
	const { accessDate, enrollmentId, shouldLockAfterDueDate } = current;
	if (accessDate === null && values.accessDate === undefined) {
		const nextStep =
			"Add it under 'Additional Fields'. iSpring Learn didn't say when the enrollment started, and would set it to now.";
		invalidField(tools.context, 'Start Date', 'is empty', nextStep);
	}
	const dueDate = values.dueDateType === 'keep' ? keptDueDate(current) : {};
	checkOrder({ ...values, ...dueDate }, tools.context);
	const isLocked = shouldLockAfterDueDate === true;
	const terms = toTerms({ accessDate, ...values, ...dueDate }, tools.context, isLocked);
	return { ...plan, parameters: { ...terms, enrollmentId } };
};

export const update = sendOperation({
	name: 'Update',
	value: 'update',
	action: 'Update an enrollment',
	description:
		"Update the due date, start date or lock of an enrollment. The learner's progress is kept.",
	endpoint: WRITES.updateEnrollment,
	done: 'updated',
	fields: [...oneEnrollment('update'), ...dueDateOrKeep],
	additionalFields: [lock, startDate('When the learner can start')],
	toParameters: checkValues,
	before: keepOthers,
	result: async ({ action, enrollmentId }, { readRecord, toRows }) => {
		const changed = await readRecord(RECORDS.enrollment, { enrollmentId });
		const [row] = await toRows(ENROLLMENT, ENROLLMENT_SHAPE, [changed]);
		return [{ action, ...row }];
	},
	check: "Check the enrollment with 'Get'. It's safe to run this operation again.",
	columns: ENROLLMENT_COLUMNS,
});
