/** What people's workflows rely on stays as it is in contract.json, see test/support/contract.ts. */
import { readFileSync } from 'node:fs';
import { CONTRACT, contractText } from '../support/contract';
import { describeChange, linesOf } from '../support/contract/change';

test('parameters, values, defaults and columns are as recorded', () => {
	const message = describeChange(readFileSync(CONTRACT, 'utf8'), contractText());
	if (message !== null) throw new Error(message);
});

/** The message for a change of one part of a contract. */
const change = (before: object, after: object): string =>
	describeChange(JSON.stringify({ user: before }), JSON.stringify({ user: after })) ?? '';

test('a changed default, a removed parameter, and one that becomes required need a node version', () => {
	const before = { emails: 'string, default ""', limit: 'number, default 50', logins: 'string' };
	const after = {
		emails: 'string, default "", required',
		limit: 'number, default 100',
		name: 'string, default "", required',
	};
	const message = change(before, after);
	expect(message).toContain('add a node version');
	expect(message).toContain(
		'  user > limit:\n    - number, default 50\n    + number, default 100\n',
	);
	expect(message).toContain('- user > logins: string\n');
	expect(message).toContain('    + string, default "", required\n');
	expect(message).toContain('+ user > name: string, default "", required\n');
	expect(message).not.toContain('breaks nothing');
});

test('of a long list, only the values that changed are in the message', () => {
	const before = { output: 'options all | raw | selected, default "all"' };
	const removed = change(before, { output: 'options all | selected | some, default "all"' });
	expect(removed).toContain('add a node version');
	expect(removed).toContain('  user > output:\n    - raw\n    + some\n');
	const added = change(before, { output: 'options all | raw | selected | some, default "all"' });
	expect(added).toBe(
		'Added. This breaks nothing.\n  user > output:\n    + some\n\nTo record it: npx tsx test/support/contract.ts',
	);
});

test('columns in another order are noticed, further ones break nothing', () => {
	expect(change({ name: 'text', id: 'id' }, { id: 'id', name: 'text' })).toMatch(
		/^In another order/,
	);
	const further = { name: 'text', id: 'id', city: 'text' };
	expect(change({ name: 'text', id: 'id' }, further)).toMatch(/^Added.*\n\+ user > city: text\n/);
	expect(change(further, further)).toBe('');
});

test('records all nodes, the credential, the fields in collections, and the columns', () => {
	const lines = linesOf(JSON.parse(contractText()));
	const of = 'nodes > ispringLearn > resources > moduleResult > getAll';
	expect(lines.get(`${of} > parameters > filters.users.user.userId`)).toContain(
		'email | id | list',
	);
	expect(lines.get(`${of} > parameters > output`)).toContain('default "simplified"');
	expect(lines.get(`${of} > parameters > limit (@tool: false)`)).toBe('number, default 50');
	expect(lines.get(`${of} > output > userName`)).toBe('string');
	expect(lines.get('columns > moduleResult > resultKey')).toBe('text');
	expect(
		lines.get('nodes > ispringLearn > parameters > operation (resource: group, @tool: false)'),
	).toMatch(/^options addMembers \| .*, default "getAll"$/);
	for (const path of [
		'credentials > ispringLearnApi > parameters > clientSecret',
		'nodes > ispringLearnTrigger > parameters > startFrom',
		'nodes > ispringLearnInstantTrigger > parameters > event',
	]) {
		expect(lines.has(path)).toBe(true);
	}
});
