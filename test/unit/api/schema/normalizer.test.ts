import fc from 'fast-check';
import type { RawRecord, Value } from '../../../../nodes/IspringLearn/api/schema/record';
import type { RecordSchema } from '../../../../nodes/IspringLearn/api/schema/recordSchema';
import { primaryKey, createNormalizer } from '../../../../nodes/IspringLearn/api/schema/normalizer';

const KEY = { primaryKey: ['id', 'other'] } as const;

const SCHEMA: RecordSchema = {
	...KEY,
	columns: [
		{ name: 'id', type: 'id' },
		{ name: 'title', type: 'text' },
		{ name: 'at', type: 'dateTime' },
		{ name: 'status', type: 'enum' },
		{ name: 'score', type: 'number' },
		{ name: 'late', type: 'boolean' },
		{ name: 'key', type: 'text', derive: (record) => primaryKey(record, KEY) },
	],
};

const normalize = createNormalizer(SCHEMA);
const NOTHING = {
	id: null,
	title: null,
	at: null,
	status: null,
	score: null,
	late: null,
	key: ':',
};

describe('columns', () => {
	it('are complete and in order, with null where nothing was sent', () => {
		for (const record of [{}, { late: null, id: undefined }]) {
			const row = normalize(record);
			expect(row).toEqual(NOTHING);
			expect(Object.keys(row)).toEqual(Object.keys(NOTHING));
		}
	});

	it('keep their order for any order of the fields, unknown fields last', () => {
		const row = normalize({ zeta: 1, late: true, alpha: [1], id: 'a', title: 'b' });
		expect(Object.keys(row)).toEqual([...Object.keys(NOTHING), 'zeta', 'alpha']);
		expect(row).toMatchObject({ zeta: 1, alpha: [1], id: 'a' });
	});

	it('are the same for every record', () => {
		const names = fc.constantFrom('id', 'title', 'at', 'status', 'score', 'late', 'more', 'key');
		const value = fc.jsonValue() as fc.Arbitrary<Value>;
		fc.assert(
			fc.property(fc.dictionary(names, value), (record) => {
				const row = normalize(record);
				const extra = Object.hasOwn(record, 'more') ? ['more'] : [];
				expect(Object.keys(row)).toEqual([...Object.keys(NOTHING), ...extra]);
				expect(Object.values(row)).not.toContain(undefined);
				expect(row.key).toBe(primaryKey(record, SCHEMA));
			}),
			{ examples: [[{ id: { toString: 0 } }]] },
		);
	});

	it('do not change the record', () => {
		const record = Object.freeze({ id: ' a ', score: '1', more: Object.freeze({ a: 1 }) });
		expect(normalize(record)).toMatchObject({ id: 'a', score: 1, more: { a: 1 } });
		expect(record.id).toBe(' a ');
	});

	it('never hold an inherited value', () => {
		const columns = [
			{ name: 'constructor', type: 'text' },
			{ name: 'toString', type: 'id' },
		] as const;
		const row = createNormalizer({ columns, primaryKey: ['constructor'] })({});
		expect(Object.entries(row)).toEqual([
			['constructor', null],
			['toString', null],
		]);
	});

	it('include fields named like inherited properties, as plain data', () => {
		const record = JSON.parse('{"__proto__":{"polluted":1},"constructor":2,"id":"a"}') as RawRecord;
		const row = normalize(record);
		expect(Object.entries(row).slice(-2)).toEqual([
			['__proto__', { polluted: 1 }],
			['constructor', 2],
		]);
		expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
		expect(row.polluted).toBeUndefined();
		expect({}).not.toHaveProperty('polluted');
	});
});

describe('a text', () => {
	it.each<[Value, Value]>([
		['007', '007'],
		['true', 'true'],
		['1e3', '1e3'],
		['  a ', '  a '],
		['', ''],
		[7, '7'],
		[0, '0'],
		[true, 'true'],
		[false, 'false'],
		[null, null],
		[undefined, null],
		[['a'], ['a']],
		[{ a: 1 }, { a: 1 }],
	])('%j becomes %j', (sent, read) => {
		expect(normalize({ title: sent }).title).toEqual(read);
	});
});

describe.each(['id', 'at', 'status'])('%s', (name) => {
	it.each<[Value, Value]>([
		['85077abc-2639-11ea-8e3f-0a580af40c09', '85077abc-2639-11ea-8e3f-0a580af40c09'],
		[' a\n', 'a'],
		['a b', 'a b'],
		['00123', '00123'],
		['', null],
		[' \t\r\n', null],
		[123, '123'],
		[0, '0'],
		[false, 'false'],
		[null, null],
		[undefined, null],
		[['a'], ['a']],
	])('%j becomes %j', (sent, read) => {
		expect(normalize({ [name]: sent })[name]).toEqual(read);
	});
});

describe('a number', () => {
	it.each<[Value, Value]>([
		['9.09', 9.09],
		[' 12 ', 12],
		['0', 0],
		['-0.5', -0.5],
		['+5', 5],
		['.5', 0.5],
		['5.', 5],
		['007', 7],
		['1e3', 1000],
		['1E-2', 0.01],
		['12345678901234567890', Number('12345678901234567890')],
		[9.09, 9.09],
		[0, 0],
		[1e308, 1e308],
		['', null],
		['  ', null],
		[null, null],
		[undefined, null],
	])('%j becomes %j', (sent, read) => {
		expect(normalize({ score: sent }).score).toBe(read);
	});

	it.each<[Value]>([
		['1e999'],
		['-1e999'],
		['9'.repeat(400)],
		['9,09'],
		['1 000'],
		['12%'],
		['0x10'],
		['0b1'],
		['Infinity'],
		['NaN'],
		['null'],
		['--1'],
		['1.2.3'],
		['.'],
		['e3'],
		['１２'],
		['n/a'],
		[true],
		[[1]],
		[{ a: 1 }],
	])('%j stays as sent', (sent) => {
		expect(normalize({ score: sent }).score).toEqual(sent);
	});

	it('is the same whether sent as text or as a number', () => {
		fc.assert(
			fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
				const sent = JSON.stringify(number);
				expect(normalize({ score: sent }).score).toBe(JSON.parse(sent));
				expect(normalize({ score: ` ${sent}\n` }).score).toBe(JSON.parse(sent));
			}),
		);
	});

	it('is not read from long text that begins like one', () => {
		for (const text of [
			'1'.repeat(200_000) + 'x',
			'.'.repeat(200_000),
			`1e${'1'.repeat(200_000)}`,
		]) {
			expect(normalize({ score: text }).score).toBe(text);
		}
	});
});

describe('a boolean', () => {
	it.each<[Value, Value]>([
		[true, true],
		[1, true],
		['1', true],
		['true', true],
		[' True\n', true],
		['TRUE', true],
		[false, false],
		[0, false],
		['0', false],
		['false', false],
		['', null],
		[' ', null],
		[null, null],
		[undefined, null],
		['yes', 'yes'],
		[2, 2],
		['2', '2'],
		[' maybe ', ' maybe '],
		[[true], [true]],
	])('%j becomes %j', (sent, read) => {
		expect(normalize({ late: sent }).late).toEqual(read);
	});
});

describe('the key', () => {
	it.each<[RawRecord, string]>([
		[{ id: 'a', other: 'b' }, 'a:b'],
		[{ id: ' a ', other: 'b\n' }, 'a:b'],
		[{ id: 1, other: 0 }, '1:0'],
		[{ other: 'b' }, ':b'],
		[{ id: 'a', other: null }, 'a:'],
		[{ id: '', other: ' ' }, ':'],
		[{}, ':'],
		[{ id: { toString: 0 }, other: 'b' }, '{"toString":0}:b'],
		[{ id: ['a', 'c'], other: 'b' }, '["a","c"]:b'],
	])('of %j is %j', (record, key) => {
		expect(primaryKey(record, SCHEMA)).toBe(key);
		expect(normalize(record).key).toBe(key);
	});

	it('replaces a field of that name that the API sends', () => {
		expect(normalize({ id: 'a', other: 'b', key: 'theirs' }).key).toBe('a:b');
	});
});
