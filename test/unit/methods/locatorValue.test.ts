import { locatorValue, withoutLocators } from '../../../nodes/IspringLearn/methods/locatorValue';

const locator = { __rl: true, mode: 'list', value: 'a', cachedResultName: '=Anna' };

it('reads the value of a resource locator, also one that a program wrote', () => {
	expect(locatorValue(locator)).toBe('a');
	expect(locatorValue({ mode: 'id', value: undefined })).toBeUndefined();
});

it.each([undefined, null, '', 'a', 5, [], [locator], {}, { value: 'a' }, { mode: 1, value: 'a' }])(
	'leaves %j as it is',
	(value) => {
		expect(locatorValue(value)).toBe(value);
	},
);

it('removes resource locators at any depth, and nothing else', () => {
	const saved = {
		users: { user: [{ userId: locator }, {}] },
		other: ['x', null, 5],
		none: undefined,
	};
	expect(withoutLocators(saved)).toEqual({
		users: { user: [{ userId: 'a' }, {}] },
		other: ['x', null, 5],
		none: undefined,
	});
});
