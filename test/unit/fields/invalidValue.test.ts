import { NodeOperationError } from 'n8n-workflow';
import { invalidValue } from '../../../nodes/IspringLearn/fields/invalidValue';
import { context, ITEM } from '../support/form';
import { thrownBy } from '../support/thrown';

const refusalOf = (value: unknown) =>
	thrownBy(NodeOperationError, () =>
		invalidValue(context(), 'User Names or IDs', value, 'is not an ID', 'Take another.'),
	);

it('names the field, the value, the item and what to do', () => {
	const refused = refusalOf('abc');
	expect(refused.message).toBe('User Names or IDs: "abc" is not an ID');
	expect(refused.description).toBe('Take another.');
	expect(refused.context.itemIndex).toBe(ITEM);
	expect(refused.node.name).toBe('iSpring Learn');
});

it.each<[unknown, string]>([
	[5, '"5"'],
	[true, '"true"'],
	[null, '"null"'],
	[undefined, '"undefined"'],
	[{ a: 1 }, '"{"a":1}"'],
	[['a'], '"["a"]"'],
	[() => 5, '"() => 5"'],
	['', '""'],
	['x'.repeat(80), `"${'x'.repeat(80)}"`],
	['x'.repeat(81), `"${'x'.repeat(80)}…"`],
])('shows %p as %s', (value, shown) => {
	expect(refusalOf(value).message).toBe(`User Names or IDs: ${shown} is not an ID`);
});
