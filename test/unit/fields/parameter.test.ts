import type { INodeProperties } from 'n8n-workflow';
import type { ParameterTransform } from '../../../nodes/IspringLearn/fields/parameter';
import { sendParameter } from '../../../nodes/IspringLearn/fields/parameter';
import { context, ITEM, sent } from '../support/form';
import { rejectionOf } from '../support/thrown';

const fieldWith = (transform: ParameterTransform, name = 'a'): INodeProperties => ({
	displayName: 'A',
	name: 'a',
	type: 'string',
	default: '',
	routing: sendParameter(name, transform),
});

it('replaces the raw value by the value to send', async () => {
	const double = fieldWith((value) => `${String(value)}${String(value)}`);
	expect(double.routing?.send).toMatchObject({ type: 'query', property: 'a' });
	expect(await sent(double, { a: 'x', b: 'y' })).toEqual({ a: 'xx', b: 'y' });
});

it('passes the whole parameter to a field that fills in a part of it', async () => {
	const part = fieldWith((value) => ({ ...(value as object), end: 'z' }), 'a.end');
	expect(part.routing?.send?.property).toBe('a.end');
	expect(await sent(part, { a: { start: 'x', end: 'y' } })).toEqual({
		a: { start: 'x', end: 'z' },
	});
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
	const { routing } = fieldWith((value) => (value === undefined ? 'none' : 'some'));
	const request = await routing?.send?.preSend?.[0].call(context(), { url: '/x' });
	expect(request?.qs).toEqual({ a: 'none' });
});

it('passes on what the field throws', async () => {
	const error = new RangeError('no');
	const failing = fieldWith(() => {
		throw error;
	});
	expect(await rejectionOf(RangeError, sent(failing, { a: 'x' }))).toBe(error);
});
