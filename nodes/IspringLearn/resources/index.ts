/** The resources of the node, in the order the form shows them. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { course } from './course';
import { courseModule } from './courseModule';
import { courseResult } from './courseResult';
import { department } from './department';
import { enrollment } from './enrollment';
import { group } from './group';
import { moduleResult } from './moduleResult';
import { user } from './user';

const RESOURCES: ReadonlyArray<INodePropertyOptions & { form: INodeProperties[] }> = [
	{ name: 'Course', value: 'course', form: course },
	{ name: 'Course Module', value: 'courseModule', form: courseModule },
	{ name: 'Course Result', value: 'courseResult', form: courseResult },
	{ name: 'Department', value: 'department', form: department },
	{ name: 'Enrollment', value: 'enrollment', form: enrollment },
	{ name: 'Group', value: 'group', form: group },
	{ name: 'Module Result', value: 'moduleResult', form: moduleResult },
	{ name: 'User', value: 'user', form: user },
];

const NAMES = Object.fromEntries(RESOURCES.map(({ name, value }) => [value, name]));

/** What the canvas says below the node: "Get Many: Module Result". */
export const SUBTITLE = `={{ { export: "Export to File", getAll: "Get Many" }[$parameter["operation"]] + ": " + ${JSON.stringify(NAMES)}[$parameter["resource"]] }}`;

/** The whole form. */
export const FORM: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: RESOURCES.map(({ name, value }) => ({ name, value })),
		default: 'moduleResult',
	},
	...RESOURCES.flatMap(({ form }) => form),
];
