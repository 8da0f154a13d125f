/** The hints next to the output in n8n's editor. `shown` evaluates their conditions like the editor. */
import type { INodeParameters, INodeType } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { formOf, typesOf } from '../../support/engine/engine';
import { usersRows } from '../../support/engine/rows';
import { useSuite } from '../../support/engine/suite';

const suite = useSuite();

/** Returns the hints of a node with these fields, before or after it runs. */
function shown(nodeType: INodeType, fields: INodeParameters, after: boolean): string[] {
	const node = {
		id: 'n',
		name: 'Ours',
		type: 'test.ours',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: formOf(nodeType, fields),
	};
	const nodeTypes = typesOf({ ours: nodeType });
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	return (nodeType.description.hints ?? [])
		.filter(({ whenToDisplay }) => whenToDisplay === 'always' || after)
		.filter(({ displayCondition = '' }) => {
			const value = workflow.expression.getParameterValue(
				displayCondition,
				null,
				0,
				0,
				node.name,
				[],
				'manual',
				{},
			);
			expect(typeof value).toBe('boolean');
			return value === true;
		})
		.map(({ message, location }) => {
			expect(location).toBe('outputPane');
			return message;
		});
}

const ACTIVE = 'Only active learners are included';
const NONE_OVERDUE = "'Overdue Only' leaves out finished work";
const UNKNOWN = "a filter that isn't in its form";
const LEFT_OUT = 'its filter is ignored';

/** A filter with an expression. */
const EXPRESSION = { filters: { userIds: '={{ $json.user }}' } };

test.each<[string, INodeParameters, string[]]>([
	['a new node', {}, [ACTIVE]],
	['another list', { resource: 'user' }, []],
	['results of courses', { resource: 'courseResult' }, [ACTIVE]],
	['with former employees', { filters: { userStatuses: [1, 3] } }, []],
	['with a blank status filter', { filters: { userStatuses: [] } }, [ACTIVE]],
	[
		'with filters that exclude each other',
		{ filters: { overdueOnly: true, completionStatuses: ['passed', 'failed'] } },
		[ACTIVE, NONE_OVERDUE],
	],
	...[
		{ overdueOnly: true },
		{ overdueOnly: true, completionStatuses: [] },
		{ overdueOnly: true, completionStatuses: ['passed', 'pending'] },
		{ overdueOnly: false, completionStatuses: ['passed'] },
		{ overdueOnly: '={{ true }}', completionStatuses: ['passed'] },
		{ overdueOnly: true, completionStatuses: '={{ $json.statuses }}' },
	].map((filters): [string, INodeParameters, string[]] => [
		`with ${JSON.stringify(filters)}`,
		{ filters },
		[ACTIVE],
	]),
	[
		'with skipped IDs',
		{ resource: 'user', filters: { userIds: ['x'] }, options: { skipInvalidIds: true } },
		["'Skip Invalid IDs' is on"],
	],
	[
		'with an empty expression allowed',
		{ resource: 'user', ...EXPRESSION, options: { emptyExpressions: 'noFilter' } },
		[LEFT_OUT],
	],
	[
		'with No Results for an empty expression',
		{ resource: 'user', ...EXPRESSION, options: { emptyExpressions: 'noResults' } },
		["'No Results'"],
	],
	[
		'with No Results for an empty course expression',
		{
			resource: 'courseModule',
			scope: 'course',
			courseId: '={{ $json.course }}',
			options: { emptyExpressions: 'noResults' },
		},
		["'No Results'"],
	],
	[
		'with items to skip in an operation that changes something',
		{
			resource: 'enrollment',
			operation: 'update',
			findBy: 'learner',
			courseId: { __rl: true, mode: 'id', value: '={{ $json.course }}' },
			options: { emptyExpressions: 'noResults' },
		},
		[],
	],
	...['noFilter', 'noResults'].map((emptyExpressions): [string, INodeParameters, string[]] => [
		`with ${emptyExpressions} and no expression`,
		{
			resource: 'user',
			filters: { userIds: ['x'], logins: '' },
			options: { emptyExpressions, skipInvalidIds: false },
		},
		[],
	]),
	[
		'with options left over from another list',
		{ resource: 'group', options: { emptyExpressions: 'noFilter', skipInvalidIds: true } },
		[],
	],
	[
		'with IDs to skip and blank filters',
		{ resource: 'user', filters: { userIds: [], logins: '' }, options: { skipInvalidIds: true } },
		[],
	],
	[
		'with an expression for all filters',
		{ resource: 'user', filters: '={{ $json.filters }}' },
		[UNKNOWN],
	],
	['with an unknown filter', { resource: 'user', filters: { userId: 'x' } }, [UNKNOWN]],
	['with a filter of another list', { resource: 'group', filters: { userIds: ['x'] } }, [UNKNOWN]],
	['with a filter under Options', { resource: 'group', options: { userIds: ['x'] } }, [UNKNOWN]],
	['with a filter outside of Filters', { resource: 'user', userIds: ['x'] }, [UNKNOWN]],
	['with rows left over that are blank', { resource: 'group', filters: usersRows(['', '']) }, []],
	[
		'with rows of another list',
		{ resource: 'group', filters: usersRows(['x'], 'list') },
		[UNKNOWN],
	],
	[
		'with IDs to skip and blank rows',
		{ resource: 'user', filters: usersRows([''], 'list'), options: { skipInvalidIds: true } },
		[],
	],
	[
		'with an expression in a row, and empty ones allowed',
		{
			resource: 'user',
			filters: usersRows(['={{ $json.user }}']),
			options: { emptyExpressions: 'noFilter' },
		},
		[LEFT_OUT],
	],
	['with blank leftovers', { resource: 'user', filters: { userId: '', x: [] } }, []],
])('the node: %s', (_name, fields, expected) => {
	const found = shown(suite.engine.nodeType, fields, true);
	expect(found).toEqual(expected.map((part) => expect.stringContaining(part) as string));
});

test('shows only errors of the form before the node has run', () => {
	const options = { skipInvalidIds: true, emptyExpressions: 'noFilter' };
	expect(shown(suite.engine.nodeType, { options }, false)).toEqual([]);
	expect(shown(suite.engine.nodeType, { filters: { x: 1 } }, false)).toHaveLength(1);
});

test.each<[string, INodeParameters, string[]]>([
	['a new trigger', {}, [ACTIVE]],
	['with a filter', { filters: { userIds: ['x'] } }, [ACTIVE]],
	['with former employees', { filters: { userStatuses: [1, 3] } }, []],
	['with an expression for all filters', { filters: '={{ $json.filters }}' }, [UNKNOWN, ACTIVE]],
	['with an unknown filter', { filters: { userId: 'x' } }, [UNKNOWN, ACTIVE]],
	[
		'with an empty expression allowed',
		{ ...EXPRESSION, options: { emptyExpressions: 'noFilter' } },
		[ACTIVE, LEFT_OUT],
	],
	['with no expression', { options: { emptyExpressions: 'noFilter' } }, [ACTIVE]],
])('the trigger: %s', (_name, fields, expected) => {
	const found = shown(suite.engine.triggerType, fields, true);
	expect(found).toEqual(expected.map((part) => expect.stringContaining(part) as string));
});
