import type { ListResource } from './listResource';

/** `GET /groups`: the groups of learners. A smart group fills itself by a rule. */
export const GROUP: ListResource = {
	label: 'groups',
	path: '/groups',
	list: 'groups',
	row: 'group',
	schema: {
		key: ['groupId'],
		columns: [
			{ name: 'groupId', type: 'id' },
			{ name: 'name', type: 'text' },
			{ name: 'isSmart', type: 'boolean' },
		],
	},
};
