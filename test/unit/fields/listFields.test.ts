import {
	PAGE_TOKEN,
	PAGING_OPTIONS,
	returnAllOrLimit,
	simplify,
} from '../../../nodes/IspringLearn/fields/listFields';

const show = { resource: ['moduleResult'], operation: ['getAll'] };

it('shows Limit if Return All is off', () => {
	const fields = returnAllOrLimit(show);
	expect(fields.map(({ name, default: value }) => [name, value])).toEqual([
		['returnAll', false],
		['limit', 50],
	]);
	expect(fields[0]?.displayOptions).toEqual({ show });
	expect(fields[1]?.displayOptions).toEqual({ show: { ...show, returnAll: [false] } });
	expect(fields[1]?.typeOptions).toEqual({ minValue: 1 });
});

it('has Simplify, which is on by default', () => {
	const field = simplify(show);
	expect([field.name, field.default]).toEqual(['simplify', true]);
	expect(field.displayOptions).toEqual({ show });
});

it('has the documented options with their ranges', () => {
	const options = PAGING_OPTIONS.map(({ name, default: value, typeOptions }) => [
		name,
		value,
		typeOptions?.minValue,
		typeOptions?.maxValue,
	]);
	expect(options).toEqual([
		['maxRetries', 3, 0, 10],
		['pageSize', 1000, 1, 1000],
		['pageToken', '', undefined, undefined],
	]);
	expect(PAGE_TOKEN).toBe('pageToken');
});
