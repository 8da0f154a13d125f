/** The filter Overdue Only. */
import type { INodeProperties } from 'n8n-workflow';
import { sendPart } from '../parameter';
import { parseBoolean } from '../parseValue';

const LABEL = 'Overdue Only';

/**
 * A filter by parameters, because iSpring Learn has none for `isOverdue`: `joinDates.ts` limits the due date
 * and the statuses. A switch that is off stays in the query until then: an expression that returns false is
 * not one that returns nothing.
 */
export const OVERDUE_ONLY: INodeProperties = {
	displayName: LABEL,
	name: 'overdueOnly',
	type: 'boolean',
	default: true,
	description:
		'Whether to only return unfinished results whose due date has passed. Work that is waiting for review or was declined counts as unfinished.',
	routing: sendPart('dueDate.overdue', (value, context) => parseBoolean(context, LABEL, value)),
};
