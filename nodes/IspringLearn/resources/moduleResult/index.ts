import type { INodeProperties } from 'n8n-workflow';
import { getAllModuleResults, getAllModuleResultsFields } from './getAll';

/** What the form shows for the resource Module Result. */
export const moduleResultDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['moduleResult'] } },
		options: [getAllModuleResults],
		default: 'getAll',
	},
	...getAllModuleResultsFields,
];
