import type { ListEndpoint } from './listEndpoint';

/** `GET /groups`: the groups of learners. A smart group fills itself by a rule. */
export const GROUP: ListEndpoint = {
	label: 'groups',
	path: '/groups',
	list: 'groups',
	xmlItem: 'group',
	schema: {
		primaryKey: ['groupId'],
		columns: [
			{ name: 'groupId', type: 'id' },
			{ name: 'name', type: 'text' },
			{ name: 'isSmart', type: 'boolean' },
		],
	},
};
