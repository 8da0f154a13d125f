import fc from 'fast-check';
import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import { profileField } from '../../../../nodes/IspringLearn/fields/send/profile';

interface Options {
	/** The parameter as saved, with its expressions. */
	raw?: unknown;
	input?: IDataObject;
	timezone?: string;
}

const FIELD = profileField('getProfileFields');

/** What the field sends for a value. */
async function send(
	profile: unknown,
	{ raw = profile, input = {}, timezone = 'UTC' }: Options = {},
) {
	const context = {
		getNode: () => ({ name: 'iSpring Learn', type: 'x', parameters: { profile: raw } }),
		getItemIndex: () => 0,
		getTimezone: () => timezone,
		getInputData: () => ({ json: input }),
	} as unknown as IExecuteSingleFunctions;
	const [preSend] = FIELD.routing?.send?.preSend ?? [];
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

test.each([[{ a: {} }], [{ a: ['x'] }]])('%j has a value that is not text', async (value) => {
	await expect(send(mapped(value))).rejects.toThrow(`in 'a' isn't text`);
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
