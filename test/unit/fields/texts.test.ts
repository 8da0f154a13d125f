import { NodeOperationError } from 'n8n-workflow';
import { textList } from '../../../nodes/IspringLearn/fields/texts';
import { ITEM, sent } from '../support/form';
import { rejectionOf } from '../support/thrown';

const logins = textList({
	displayName: 'Logins',
	name: 'logins',
	placeholder: 'e.g. anna.smith',
	description: 'Only users with one of these logins',
	about: 'login',
});

it.each<[unknown, string[]]>([
	['smith, john', ['smith', 'john']],
	['anna smith;bob\ncarl', ['anna smith', 'bob', 'carl']],
	[['smith, john'], ['smith, john']],
	[
		['a;b', 'c\nd', ' e '],
		['a;b', 'c\nd', 'e'],
	],
	['["smith, john","anna"]', ['smith, john', 'anna']],
	[[['anna'], 'anna'], ['anna']],
	['\u200banna\u00ad.smith\ufeff', ['anna.smith']],
	[[7], ['7']],
	[
		[{ login: 'anna', email: 'a@x.com' }, { json: { Login: 'bob, jr' } }],
		['anna', 'bob, jr'],
	],
	[{ login: 'anna' }, ['anna']],
])('sends the texts of %j', async (value, texts) => {
	expect(await sent(logins, { logins: value, other: 1 } as never)).toEqual({
		logins: texts,
		other: 1,
	});
});

it.each(['', ' ,; ', null, undefined, [], ['', null], '\u200b'])(
	'sends nothing for %j',
	async (value) => {
		expect(await sent(logins, { logins: value, other: 1 } as never)).toEqual({ other: 1 });
	},
);

it.each<[unknown, string]>([
	[[{ name: 'anna' }], '{"name":"anna"}'],
	[['bob', { login: null }], '{"login":null}'],
	[{ login: { a: 1 } }, '{"login":{"a":1}}'],
])('refuses %j, naming what holds no text', async (value, wrong) => {
	const refused = await rejectionOf(NodeOperationError, sent(logins, { logins: value } as never));
	expect(refused.message).toBe(`Logins: "${wrong}" is not a text`);
	expect(refused.description).toContain('login');
	expect(refused.context.itemIndex).toBe(ITEM);
});
