/** What people's workflows rely on stays as it is in contract.json, see test/support/contract.ts. */
import { readFileSync } from 'node:fs';
import { CONTRACT, contractText } from '../support/contract';

/** The lines of a contract by their paths. */
function linesOf(part: unknown, path = ''): Array<[string, string]> {
	if (typeof part !== 'object' || part === null || Array.isArray(part)) {
		return [[path, JSON.stringify(part)]];
	}
	return Object.entries(part).flatMap(([name, inner]) => linesOf(inner, `${path} > ${name}`));
}

const CHANGED = `Removed or changed. Workflows have names and values saved, and columns are in people's sheets. After the first
release, keep the old ones, or add a node version (version: [1, 1.1], and '@version' in displayOptions) that keeps them for
existing workflows. A further value in a list breaks nothing.`;

const ADDED = 'Added. This breaks nothing.';

/** What a change means for people's workflows, or null if nothing changed. */
function describeChange(before: string, after: string): string | null {
	const [old, current] = [before, after].map((text) => new Map(linesOf(JSON.parse(text))));
	const changed = [...old].filter(([path, line]) => current.get(path) !== line);
	const added = [...current].filter(([path]) => !old.has(path));
	const parts = [
		...(changed.length === 0 ? [] : [CHANGED]),
		...changed.flatMap(([path, line]) => [`- ${path}: ${line}`, `+ ${current.get(path) ?? ''}`]),
		...(added.length === 0 ? [] : [ADDED]),
		...added.map(([path, line]) => `+ ${path}: ${line}`),
	];
	if (parts.length === 0) return null;
	return [...parts, 'To record it: npx tsx test/support/contract.ts'].join('\n');
}

test('parameters, values, defaults and columns are as recorded', () => {
	const change = describeChange(readFileSync(CONTRACT, 'utf8'), contractText());
	if (change !== null) throw new Error(change);
});

test('detects what was removed, changed and added', () => {
	const before = JSON.stringify({ user: { limit: 'number, default 50', emails: 'string' } });
	const after = JSON.stringify({ user: { limit: 'number, default 100', logins: 'string' } });
	const change = describeChange(before, after) ?? '';
	expect(change).toContain('add a node version');
	for (const line of [
		'-  > user > limit: "number, default 50"\n+ "number, default 100"',
		'-  > user > emails: "string"\n+ \n',
		'+  > user > logins: "string"',
	]) {
		expect(change).toContain(line);
	}
	expect(describeChange(before, before)).toBeNull();
});

test('records all nodes, the credential, the fields in collections, and the columns', () => {
	const lines = new Map(linesOf(JSON.parse(contractText())));
	const of = ' > nodes > ispringLearn > resources > moduleResult > getAll';
	expect(lines.get(`${of} > parameters > filters.users.user.userId`)).toContain(
		'email | id | list',
	);
	expect(lines.get(`${of} > parameters > output`)).toContain('default \\"simplified\\"');
	expect(lines.get(`${of} > output > userName`)).toBe('"string"');
	expect(lines.get(' > columns > moduleResult > resultKey')).toBe('"text"');
	for (const path of [
		' > credentials > ispringLearnApi > parameters > clientSecret',
		' > nodes > ispringLearnTrigger > parameters > startFrom',
		' > nodes > ispringLearnInstantTrigger > parameters > event',
	]) {
		expect(lines.has(path)).toBe(true);
	}
});
