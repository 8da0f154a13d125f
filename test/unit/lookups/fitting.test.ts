import { fitting, MOST_ENTRIES } from '../../../nodes/IspringLearn/lookups/fitting';

const PEOPLE = ['Anna Smith <a@x.com>', 'Élodie Müller', 'Bob Smith', 'Zoë'].map((name, i) => ({
	name,
	value: `85077abc-${i}`,
}));

const found = (find: string, chosen: string[] = []): string[] =>
	fitting(PEOPLE, { label: 'users', find, chosen: new Set(chosen) }).map(({ name }) => name);

it.each([
	['', PEOPLE.map(({ name }) => name)],
	['smith', ['Anna Smith <a@x.com>', 'Bob Smith']],
	['SMITH  anna', ['Anna Smith <a@x.com>']],
	['elodie muller', ['Élodie Müller']],
	['ZOË', ['Zoë']],
	['@x.com', ['Anna Smith <a@x.com>']],
	['85077abc-2', ['Bob Smith']],
])('finds %j', (find, names) => {
	expect(found(find)).toEqual(names);
});

it('keeps what is chosen, in its place', () => {
	expect(found('zoe', ['85077abc-0'])).toEqual(['Anna Smith <a@x.com>', 'Zoë']);
});

it('says when nothing is found, below that what is chosen', () => {
	expect(found('nobody', ['85077abc-2'])).toEqual(['No users with "nobody"', 'Bob Smith']);
});

const numbered = (count: number) =>
	Array.from({ length: count }, (_, i) => ({ name: `User ${i}`, value: `id-${i}` }));
const everyone = { label: 'users', find: '', chosen: new Set<string>() };

it('shows as many entries as the form can take', () => {
	const all = numbered(MOST_ENTRIES);
	expect(fitting(all, everyone)).toEqual(all);
});

it('says how many there are above them, and keeps those chosen', () => {
	const all = numbered(10_000);
	const [first, ...shown] = fitting(all, { ...everyone, chosen: new Set(['id-9999']) });
	expect(first.name).toBe('1,000 of 10,000 users are shown');
	expect(first.description).toContain('"Find in Lists"');
	expect(shown).toEqual([...all.slice(0, MOST_ENTRIES), all[9_999]]);
	const some = { ...everyone, find: 'user 99' };
	expect(fitting(all, some)).toEqual(all.filter(({ name }) => name.includes('99')));
});
