import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { NameKind } from '../api/enrichment/nameLookup';

const CHOICES: Record<NameKind, INodePropertyOptions> = {
	course: { name: 'Course', value: 'course', description: 'Adds courseTitle' },
	department: {
		name: 'Department',
		value: 'department',
		description: 'Adds departmentId and departmentName: the department of the learner',
	},
	learner: { name: 'Learner', value: 'learner', description: 'Adds userName and userEmail' },
};

/** The option that adds columns with names to rows that hold ids only. */
export function addNames(kinds: readonly NameKind[]): INodeProperties {
	return {
		displayName: 'Add Names',
		name: 'addNames',
		type: 'multiOptions',
		options: Object.values(CHOICES).filter(({ value }) => kinds.some((kind) => kind === value)),
		default: [],
		description:
			'Columns to add beside the IDs. Names are looked up once each, many to a request; one that cannot be found is null.',
	};
}
