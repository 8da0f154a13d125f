import fc from 'fast-check';
import { NodeOperationError } from 'n8n-workflow';
import { invalidValue, parseList } from '../../../nodes/IspringLearn/fields/parseValue';
import { context, ITEM } from '../support/form';
import { thrownBy } from '../support/thrown';

describe('parseList', () => {
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
	])('reads %j as %j', (value, entries) => {
		expect(parseList(value)).toEqual(entries);
	});

	it.each([[['smith, john', 'a;b\nc']], ['["smith, john","a;b\\nc"]']])(
		'keeps separators inside an array element: %j',
		(value) => {
			expect(parseList(value, /[,;\n]+/)).toEqual(['smith, john', 'a;b\nc']);
		},
	);

	it('reads back any list with any separator', () => {
		const entry = fc.string({ minLength: 1 }).filter((text) => !/[\s,;[\]]/.test(text));
		const separators = fc.constantFrom(',', ';', ' ', '\n', ', ', '\r\n', ' ;\t');
		fc.assert(
			fc.property(fc.uniqueArray(entry), separators, (entries, separator) => {
				expect(parseList(entries.join(separator))).toEqual(entries);
				expect(parseList(entries)).toEqual(entries);
				expect(parseList(JSON.stringify(entries))).toEqual(entries);
				expect(parseList([...entries, ...entries])).toEqual(entries);
			}),
		);
	});
});

describe('invalidValue', () => {
	const errorFor = (value: unknown) =>
		thrownBy(NodeOperationError, () =>
			invalidValue(context(), 'User Names, Emails or IDs', value, "isn't an ID", 'Take another.'),
		);

	it('names the field, the value, the item and the next step', () => {
		const error = errorFor('abc');
		expect(error.message).toBe(`"abc" in 'User Names, Emails or IDs' isn't an ID`);
		expect(error.description).toBe('Take another.');
		expect(error.context.itemIndex).toBe(ITEM);
		expect(error.node.name).toBe('iSpring Learn');
	});

	it.each<[unknown, string]>([
		[5, '"5"'],
		[true, '"true"'],
		[{ a: 1 }, '"{"a":1}"'],
		[['a'], '"["a"]"'],
		[() => 5, '"() => 5"'],
		['x'.repeat(80), `"${'x'.repeat(80)}"`],
		['x'.repeat(81), `"${'x'.repeat(80)}…"`],
	])('quotes %p as %s', (value, shown) => {
		expect(errorFor(value).message).toBe(`${shown} in 'User Names, Emails or IDs' isn't an ID`);
	});

	it.each(['', null, undefined])('says of %p that the field is empty', (value) => {
		expect(errorFor(value).message).toBe("'User Names, Emails or IDs' is empty");
	});
});
