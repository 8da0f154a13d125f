import fc from 'fast-check';
import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import { profileField } from '../../../../nodes/IspringLearn/fields/send/profile';

interface Options {
	/** The parameter as saved, with its expressions. */
	raw?: unknown;
	input?: IDataObject;
	timezone?: string;
	/** Whether the values are those of a new user. */
	isNew?: boolean;
}

/** What the field sends for a value. */
async function send(
	profile: unknown,
	{ raw = profile, input = {}, timezone = 'UTC', isNew = false }: Options = {},
) {
	const context = {
		getNode: () => ({ name: 'iSpring Learn', type: 'x', parameters: { profile: raw } }),
		getItemIndex: () => 0,
		getTimezone: () => timezone,
		getInputData: () => ({ json: input }),
	} as unknown as IExecuteSingleFunctions;
	const field = profileField(isNew ? 'new' : 'existing');
	const [preSend] = field.routing?.send?.preSend ?? [];
	const request = await preSend.call(context, { url: '/', qs: { profile } as IDataObject });
	return request.qs?.profile as unknown;
}

const mapped = (value: unknown, schema: object[] = []) => ({
	mappingMode: 'defineBelow',
	value,
	schema,
});

test.each([
	['blank texts', { a: '', b: '  ', c: '\u200b' }],
	['nothing', { a: null, b: undefined }],
	['no fields', {}],
])('%s are not sent', async (_name, value) => {
	expect(await send(mapped(value))).toBeUndefined();
});

test.each([[''], [null], [undefined], [mapped(null)]])('%j sends nothing', async (value) => {
	expect(await send(value)).toBeUndefined();
});

test('numbers and switches are sent as text, and text without white space at its ends', async () => {
	const value = { a: 7, b: false, c: ' x y ', d: 0 };
	expect(await send(mapped(value))).toEqual({ a: '7', b: 'false', c: 'x y', d: '0' });
});

test('a program may write the fields without the mapping', async () => {
	expect(await send({ login: 'anna', email: '' })).toEqual({ login: 'anna' });
});

test.each([[[1]], ['text'], [7]])('%j is not a set of fields', async (value) => {
	await expect(send(value)).rejects.toThrow("isn't a set of fields");
});

test('a program may write a documented name in any letter case', async () => {
	const value = { LOGIN: 'anna', First_Name: 'Anna', USER_FIELD_x: '1' };
	const sent = { login: 'anna', first_name: 'Anna', USER_FIELD_x: '1' };
	expect(await send(value)).toEqual(sent);
});

test.each([['x'], [[{ a: 1 }]], [7]])('a mapping of %j is not a set of fields', async (value) => {
	await expect(send(mapped(value))).rejects.toThrow("isn't a set of fields");
});

test.each([[null], ['x'], [{}], [[null, 'x', {}, { id: 7 }, { id: 'a' }]]])(
	'a mapping does without the schema %j',
	async (schema) => {
		expect(await send({ ...mapped({ a: 'x' }), schema })).toEqual({ a: 'x' });
	},
);

test.each([[{ a: { b: 1 } }], [{ a: ['x'] }], [{ a: NaN }], [{ a: new Date(NaN) }]])(
	'%j has a value that is not text',
	async (value) => {
		await expect(send(mapped(value))).rejects.toThrow(`in 'a' isn't text`);
	},
);

test.each([[[]], [{}], ['undefined'], ['null'], [' ']])(
	'an expression that returns %j has no value',
	async (value) => {
		const raw = mapped({ a: '={{ $json.a }}', b: 'b' });
		expect(await send(mapped({ a: value, b: 'b' }), { raw })).toEqual({ b: 'b' });
	},
);

describe('a list', () => {
	const options = [
		{ name: 'Germany', value: 'DE' },
		{ name: 'Nord', value: 'N' },
		{ name: 'N', value: 'S' },
		{ name: 'Twin', value: '1' },
		{ name: 'twin', value: '2' },
	];
	const schema = [{ id: 'a', displayName: 'Country', type: 'options', options }];
	test.each([
		['DE', 'DE'],
		[' germany ', 'DE'],
		// A value before a name.
		['N', 'N'],
		// Nothing that could be meant, or more than one: iSpring Learn decides.
		['France', 'France'],
		['TWIN', 'TWIN'],
		['toString', 'toString'],
	])('%j is sent as %j', async (a, sent) => {
		expect(await send(mapped({ a }, schema))).toEqual({ a: sent });
	});
});

describe('a required field', () => {
	const schema = [
		{ id: 'login', displayName: 'Login', required: true },
		{ id: 'USER_FIELD_x', displayName: 'Site', required: true },
	];
	test('is needed for a new user', async () => {
		const value = mapped({ login: 'anna', USER_FIELD_x: ' ' }, schema);
		await expect(send(value, { isNew: true })).rejects.toThrow(
			"'Profile Fields' has no value for 'Site'",
		);
		expect(await send(value)).toEqual({ login: 'anna' });
	});

	test('is not named if there is no value at all', async () => {
		expect(await send(mapped({}, schema), { isNew: true })).toBeUndefined();
	});
});

describe('a date', () => {
	const schema = [{ id: 'birthdate', displayName: 'Date of birth', type: 'dateTime' }];
	test.each([
		['2000-02-29T00:00:00', '2000-02-29'],
		['2000-02-29', '2000-02-29'],
		['2000-02-29T23:30:00Z', '2000-03-01'],
	])('%s is sent as a day in the timezone of the workflow', async (birthdate, day) => {
		const sent = await send(mapped({ birthdate }, schema), { timezone: 'Europe/Berlin' });
		expect(sent).toEqual({ birthdate: day });
	});

	test('is rejected by its label', async () => {
		await expect(send(mapped({ birthdate: 'soon' }, schema))).rejects.toThrow(
			`"soon" in 'Date of birth' isn't a date`,
		);
	});
});

test('words of a model for "nothing" are not sent, the same words of a person are', async () => {
	const value = { a: 'null', b: 'n/a' };
	const raw = mapped({ a: "={{ $fromAI('a') }}", b: 'n/a' });
	expect(await send(mapped(value), { raw })).toEqual({ b: 'n/a' });
});

describe('automatic mapping', () => {
	const field = (id: string, displayName: string, more = {}) => ({ id, displayName, ...more });
	const map = async (input: IDataObject, schema: object[]) =>
		await send({ mappingMode: 'autoMapInputData', value: null, schema }, { input });

	test('finds fields of the account, which the form hides at first', async () => {
		const schema = [field('USER_FIELD_x', 'Site', { removed: true })];
		expect(await map({ site: 'North' }, schema)).toEqual({ USER_FIELD_x: 'North' });
	});

	test('prefers the exact name, and a name to a label', async () => {
		const schema = [field('phone', 'Telephone'), field('USER_FIELD_x', 'Phone')];
		const input = { phone: '1', Phone: '2', PHONE: '3' };
		expect(await map(input, schema)).toEqual({ phone: '1', USER_FIELD_x: '2' });
	});

	test('uses a value for one field', async () => {
		const schema = [field('phone', 'Telephone'), field('USER_FIELD_x', 'phone')];
		expect(await map({ phone: '1' }, schema)).toEqual({ phone: '1' });
	});

	test('does not choose between fields with the same label', async () => {
		const schema = [field('USER_FIELD_x', 'Code'), field('USER_FIELD_y', 'Code')];
		await expect(map({ code: '1' }, schema)).rejects.toMatchObject({
			message: `"code" in 'Profile Fields' is the name of several fields`,
			description: expect.stringContaining("rename 'code' to 'USER_FIELD_x' or 'USER_FIELD_y'"),
		});
	});

	test('does not choose between values for the same field', async () => {
		const schema = [field('email', 'Email address')];
		const input = { EMAIL: 'a@example.com', 'E-Mail': 'b@example.com' };
		await expect(map(input, schema)).rejects.toThrow(
			"'Profile Fields' has several values for 'Email address': 'EMAIL' and 'E-Mail'",
		);
		expect(await map({ ...input, EMAIL: '' }, schema)).toEqual({ email: 'b@example.com' });
	});

	test('needs the fields of the account', async () => {
		await expect(map({ login: 'anna' }, [])).rejects.toThrow(
			"'Profile Fields' doesn't have the fields of your account",
		);
	});
});

test('automatic mapping never sends a field that the input item does not have', async () => {
	const names = fc.constantFrom('login', 'First Name', 'first_name', 'toString', '__proto__', 'x');
	const input = fc.dictionary(names, fc.oneof(fc.string(), fc.constant(null), fc.integer()));
	const schema = ['login', 'first_name', 'constructor'].map((id) => ({ id, displayName: id }));
	await fc.assert(
		fc.asyncProperty(input, async (json) => {
			const value = { mappingMode: 'autoMapInputData', value: null, schema };
			const sent = ((await send(value, { input: json as IDataObject })) ?? {}) as IDataObject;
			const given = Object.values(json).map((one) => String(one).trim());
			for (const [name, text] of Object.entries(sent)) {
				expect(['login', 'first_name']).toContain(name);
				expect(given).toContain(text);
			}
		}),
	);
});
