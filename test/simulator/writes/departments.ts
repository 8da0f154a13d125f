import { id, ids, optional, text } from './body/fields';
import { post, Refusal, remove, type Write } from './write';

export const departmentWrites: readonly Write[] = [
	post({
		path: '/department',
		status: 201,
		created: 'departmentId',
		body: { name: text, parentDepartmentId: id, code: optional(text) },
		plan: (call, { name, parentDepartmentId, code }) => {
			const parent = call.one('department', parentDepartmentId, 'parentDepartmentId');
			call.allow(parent);
			return () => call.world.addDepartment({ name, code, parent }).id;
		},
	}),
	post({
		path: '/department/{departmentId}',
		status: 204,
		body: { name: optional(text), parentDepartmentId: optional(id), code: optional(text) },
		plan: (call, { name, parentDepartmentId, code }) => {
			const { world } = call;
			const department = world.departments[call.target('department')];
			const parent =
				parentDepartmentId === undefined
					? department.parent
					: call.one('department', parentDepartmentId, 'parentDepartmentId');
			if (parent !== undefined) {
				call.allow(parent);
				if (world.departmentTree(department.index).includes(parent))
					throw new Refusal(400, 'A department cannot be below itself');
			}
			return () => {
				Object.assign(department, {
					name: name ?? department.name,
					code: code ?? department.code,
					parent,
					parentId: parent === undefined ? undefined : world.id('department', parent),
				});
			};
		},
	}),
	remove('/department/{departmentId}', 204, (call) => {
		const { users, departments } = call.world;
		const d = call.target('department');
		// "refused when it holds users, is managed by a department administrator or author, or is the root"
		if (departments[d].parent === undefined)
			throw new Refusal(400, 'The root department cannot be deleted');
		const present = users.filter((user) => !user.deleted);
		if (present.some((user) => user.department === d))
			throw new Refusal(400, 'The department has users');
		if (present.some(({ roles }) => roles.some((role) => role.departments?.includes(d))))
			throw new Refusal(400, 'A user manages the department');
		if (call.world.departmentTree(d).length > 1)
			throw new Refusal(400, 'The department has subdepartments');
		return () => {
			departments[d].deleted = true;
		};
	}),
	post({
		path: '/department/{departmentId}/user/move',
		status: 204,
		body: { userIds: ids },
		plan: (call, { userIds }) => {
			const department = call.target('department', 'departmentId', 404);
			const moved = call.users(userIds, 'userIds');
			return () => {
				for (const u of moved) call.world.changeUser(u, { department });
			};
		},
	}),
];
