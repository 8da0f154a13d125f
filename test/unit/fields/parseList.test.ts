import fc from 'fast-check';
import { parseList } from '../../../nodes/IspringLearn/fields/parseList';

it.each<[unknown, string[]]>([
	['a', ['a']],
	['a,b', ['a', 'b']],
	['a, b;c d\ne\r\nf\tg', ['a', 'b', 'c', 'd', 'e', 'f', 'g']],
	[' ,; a ,, ;\n', ['a']],
	['a\u00A0b\u2003c', ['a', 'b', 'c']],
	['\u200Ba\uFEFF, \u2060b\u00ADc\u200E', ['a', 'bc']],
	['\u200B', []],
	['a,a , a', ['a']],
	['a,A', ['a', 'A']],
	['', []],
	[' \n', []],
	[',;', []],
	[null, []],
	[undefined, []],
	[[], []],
	[
		['a', 'b'],
		['a', 'b'],
	],
	[
		['a,b', ' c; d\ne '],
		['a,b', 'c; d\ne'],
	],
	[[['a b'], 'a b'], ['a b']],
	['["a,b","c"]', ['a,b', 'c']],
	[' [ "a", 1, ["b, c"] ]\n', ['a', '1', 'b, c']],
	['[]', []],
	['["a"', ['["a"']],
	['[a]', ['[a]']],
	[
		[['a'], [['b', ['c']]]],
		['a', 'b', 'c'],
	],
	[[null, undefined, '', 'a'], ['a']],
	[
		[1, 3, 5],
		['1', '3', '5'],
	],
	[0, ['0']],
	[false, ['false']],
	[
		['b', 'a', 'b'],
		['b', 'a'],
	],
	[{ id: 'a, b' }, ['{"id":"a, b"}']],
	[
		[{ id: 'a' }, 'b'],
		['{"id":"a"}', 'b'],
	],
])('%j holds %j', (value, entries) => {
	expect(parseList(value)).toEqual(entries);
});

it.each([[['smith, john', 'a;b\nc']], ['["smith, john","a;b\\nc"]']])(
	'an element is one value, whatever separates text: %j',
	(value) => {
		expect(parseList(value, /[,;\n]+/)).toEqual(['smith, john', 'a;b\nc']);
	},
);

it('reads back any list, whatever separates it', () => {
	const entry = fc.string({ minLength: 1 }).filter((text) => !/[\s,;[\]]/.test(text));
	const separator = fc.constantFrom(',', ';', ' ', '\n', ', ', '\r\n', ' ;\t');
	fc.assert(
		fc.property(fc.uniqueArray(entry), separator, (entries, between) => {
			expect(parseList(entries.join(between))).toEqual(entries);
			expect(parseList(entries)).toEqual(entries);
			expect(parseList(JSON.stringify(entries))).toEqual(entries);
			expect(parseList([...entries, ...entries])).toEqual(entries);
		}),
	);
});
