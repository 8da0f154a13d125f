import type { INodeProperties } from 'n8n-workflow';
import type { ParameterTransform } from '../../../nodes/IspringLearn/fields/transformParameter';
import { transformParameter } from '../../../nodes/IspringLearn/fields/transformParameter';
import { context, ITEM, sent } from '../support/form';
import { rejectionOf } from '../support/thrown';

const field = (normalise: ParameterTransform): INodeProperties => ({
	displayName: 'A',
	name: 'a',
	type: 'string',
	default: '',
	routing: { send: { preSend: [transformParameter('a', normalise)] } },
});

it('puts the value that is sent in the place of the raw one', async () => {
	const double = field((value) => `${String(value)}${String(value)}`);
	expect(await sent(double, { a: 'x', b: 'y' })).toEqual({ a: 'xx', b: 'y' });
});

it.each(['', null, 0, 'x'])(
	'sends nothing in the place of %j when there is nothing to send',
	async (a) => {
		const drop = field(() => undefined);
		expect(await sent(drop, { a, b: '' })).toEqual({ b: '' });
		expect(await sent(drop, {})).toEqual({});
	},
);

it('sends what is false or 0', async () => {
	expect(
		await sent(
			field(() => 0),
			{ a: 'x' },
		),
	).toEqual({ a: 0 });
	expect(
		await sent(
			field(() => false),
			{ a: 'x' },
		),
	).toEqual({ a: false });
});

it('knows the value, the context and the query', async () => {
	const normalise = jest.fn<string, Parameters<ParameterTransform>>(() => 'z');
	await sent(field(normalise), { a: 'x', b: 'y' });
	const [value, functions, query] = normalise.mock.calls[0] ?? [];
	expect(value).toBe('x');
	expect(functions?.getItemIndex()).toBe(ITEM);
	expect(query).toEqual(expect.objectContaining({ b: 'y' }));
});

it('can do without a query', async () => {
	const preSend = transformParameter('a', (value) => (value === undefined ? 'none' : 'some'));
	const { qs } = await preSend.call(context(), { url: '/x' });
	expect(qs).toEqual({ a: 'none' });
});

it('passes on what cannot be sent', async () => {
	const fault = new RangeError('no');
	const refusing = field(() => {
		throw fault;
	});
	expect(await rejectionOf(RangeError, sent(refusing, { a: 'x' }))).toBe(fault);
});
