import {
	PAGE_TOKEN,
	PAGING_OPTIONS,
	RETURN_ALL_OR_LIMIT,
} from '../../../nodes/IspringLearn/fields/listFields';

it('shows Limit if Return All is off', () => {
	const [returnAll, limit] = RETURN_ALL_OR_LIMIT;
	expect([returnAll.name, returnAll.default]).toEqual(['returnAll', false]);
	expect([limit.name, limit.default]).toEqual(['limit', 50]);
	expect(limit.displayOptions?.show).toMatchObject({ returnAll: [false] });
	expect(limit.typeOptions).toEqual({ minValue: 1 });
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
