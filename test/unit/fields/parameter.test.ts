import type { INodeProperties } from 'n8n-workflow';
import type {
	ParameterLocation,
	ParameterTransform,
} from '../../../nodes/IspringLearn/fields/parameter';
import { sendParameter } from '../../../nodes/IspringLearn/fields/parameter';
import { context, ITEM, sent } from '../support/form';
import { rejectionOf } from '../support/thrown';

const fieldWith = (
	transform: ParameterTransform,
	location?: ParameterLocation,
): INodeProperties => ({
	displayName: 'A',
	name: 'a',
	type: 'string',
	default: '',
	routing: sendParameter({ name: 'a', in: location }, transform),
});

const double = (value: unknown) => `${String(value)}${String(value)}`;

const run = async ({ routing }: INodeProperties, request: object, form: object = {}) => {
	const getNodeParameter = (name: string): unknown => form[name as keyof typeof form];
	const preSend = routing?.send?.preSend?.[0];
	return await preSend?.call({ ...context(), getNodeParameter } as never, {
		url: '/x',
		...request,
	});
};

it('replaces the raw value by the value to send', async () => {
	expect(await sent(fieldWith(double), { a: 'x', b: 'y' })).toEqual({ a: 'xx', b: 'y' });
});

it('is a query parameter by default', () => {
	expect(fieldWith(double).routing?.send).toMatchObject({ type: 'query', property: 'a' });
});

it('sends a parameter in the body', async () => {
	const field = fieldWith(double, 'body');
	expect(field.routing?.send).toMatchObject({ type: 'body', property: 'a' });
	const request = await run(field, { body: { a: 'x', b: 'y' }, qs: { a: 'z' } });
	expect(request).toEqual({ url: '/x', body: { a: 'xx', b: 'y' }, qs: { a: 'z' } });
});

it('reads a path parameter from the form, and adds it to the query', async () => {
	const field = fieldWith(double, 'path');
	expect(Object.keys(field.routing?.send ?? {})).toEqual(['preSend']);
	const request = await run(field, { qs: { b: 'y' } }, { a: 'x' });
	expect(request).toEqual({ url: '/x', qs: { a: 'xx', b: 'y' } });
});

it.each(['', null, 0, 'x'])('sends nothing for %j if the field returns undefined', async (a) => {
	const drop = fieldWith(() => undefined);
	expect(await sent(drop, { a, b: '' })).toEqual({ b: '' });
	expect(await sent(drop, {})).toEqual({});
});

it.each([0, false])('sends %j', async (value) => {
	expect(
		await sent(
			fieldWith(() => value),
			{ a: 'x' },
		),
	).toEqual({ a: value });
});

it('passes the value and the context to the field', async () => {
	const transform = jest.fn<string, Parameters<ParameterTransform>>(() => 'z');
	await sent(fieldWith(transform), { a: 'x', b: 'y' });
	const [value, functions] = transform.mock.calls[0] ?? [];
	expect(value).toBe('x');
	expect(functions?.getItemIndex()).toBe(ITEM);
});

it('works without a query', async () => {
	const request = await run(
		fieldWith((value) => (value === undefined ? 'none' : 'some')),
		{},
	);
	expect(request?.qs).toEqual({ a: 'none' });
});

it('passes on what the field throws', async () => {
	const error = new RangeError('no');
	const failing = fieldWith(() => {
		throw error;
	});
	expect(await rejectionOf(RangeError, sent(failing, { a: 'x' }))).toBe(error);
});
