import {
	limitOptions,
	MAX_OPTIONS,
	parseMessage,
	messageOption,
} from '../../../nodes/IspringLearn/methods/limitOptions';

const PEOPLE = [
	...['Anna Smith <a@x.com>', 'Élodie Müller', 'Bob Smith', 'Zoë'],
	...['Łukasz O’Neil', 'Søren', 'Straße 1'],
].map((name, i) => ({
	name,
	value: `85077abc-${i}`,
}));

const found = (find: string, chosen: string[] = []): string[] =>
	limitOptions(PEOPLE, { label: 'users', find, chosen: new Set(chosen) }).map(({ name }) => name);

it.each([
	['', PEOPLE.map(({ name }) => name)],
	['smith', ['Anna Smith <a@x.com>', 'Bob Smith']],
	['SMITH  anna', ['Anna Smith <a@x.com>']],
	['elodie muller', ['Élodie Müller']],
	['ZOË', ['Zoë']],
	['lukasz', ['Łukasz O’Neil']],
	['ŁUKASZ', ['Łukasz O’Neil']],
	["o'neil", ['Łukasz O’Neil']],
	['O`NEIL', ['Łukasz O’Neil']],
	['soren', ['Søren']],
	['strasse', ['Straße 1']],
	['\u200bzoe\u00a0', ['Zoë']],
	['ｚｏｅ', ['Zoë']],
	['@x.com', ['Anna Smith <a@x.com>']],
	['85077abc-2', ['Bob Smith']],
])('finds %j', (find, names) => {
	expect(found(find)).toEqual(names);
});

it('keeps chosen options, in their place', () => {
	expect(found('zoe', ['85077abc-0'])).toEqual(['Anna Smith <a@x.com>', 'Zoë']);
});

it('shows a message above the chosen options when nothing matches', () => {
	expect(found('nobody', ['85077abc-2'])).toEqual(['No users matching "nobody"', 'Bob Smith']);
});

const numbered = (count: number) =>
	Array.from({ length: count }, (_, i) => ({ name: `User ${i}`, value: `id-${i}` }));
const everyone = { label: 'users', find: '', chosen: new Set<string>() };

it('shows up to a thousand options', () => {
	const all = numbered(MAX_OPTIONS);
	expect(limitOptions(all, everyone)).toEqual(all);
});

it('shows the total above a longer list, and keeps chosen options', () => {
	const all = numbered(10_000);
	const [first, ...shown] = limitOptions(all, { ...everyone, chosen: new Set(['id-9999']) });
	expect(first.name).toBe('Showing 1,000 of 10,000 users');
	expect(first.description).toContain("'Search Lists'");
	expect(parseMessage(first.value)).toBe(first.name);
	expect(shown).toEqual([...all.slice(0, MAX_OPTIONS), all[9_999]]);
	const some = { ...everyone, find: 'user 99' };
	expect(limitOptions(all, some)).toEqual(all.filter(({ name }) => name.includes('99')));
});

it('names the filter that searches a longer list', () => {
	const [{ name }] = limitOptions(numbered(1_001), { ...everyone, searchedBy: 'Users' });
	expect(name).toBe("Showing 1,000 of 1,001 users: the 'Users' filter searches all");
	const all = numbered(MAX_OPTIONS);
	expect(limitOptions(all, { ...everyone, searchedBy: 'Users' })).toEqual(all);
});

it('messages are recognised by their values', () => {
	const { name, value } = messageOption(
		'1,000 of 1,800 users are shown',
		'To see others, type a name',
	);
	expect(name).toBe('1,000 of 1,800 users are shown');
	expect(parseMessage(value)).toBe('1,000 of 1,800 users are shown');
	for (const other of ['85077abc-2639-11ea-8e3f-0a580af40c09', 'Anna', 'note', 5, undefined, ''])
		expect(parseMessage(other)).toBeUndefined();
});
