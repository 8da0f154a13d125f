import fc from 'fast-check';
import { NodeOperationError } from 'n8n-workflow';
import type { ItemContext } from '../../../nodes/IspringLearn/fields/parseValue';
import {
	describeDepartments,
	findByCode,
} from '../../../nodes/IspringLearn/resources/department/existingDepartment';

const CONTEXT = {
	getNode: () => ({ name: 'iSpring Learn', type: 'x', parameters: {} }),
	getItemIndex: () => 0,
} as unknown as ItemContext;

const department = (code: string | number | null, at = 0) => ({
	departmentId: `id${at}`,
	name: `Department ${at}`,
	code,
});

const find = (codes: ReadonlyArray<string | number | null>, code: unknown) =>
	findByCode(codes.map(department), code, 'Code', CONTEXT)?.departmentId;

test.each<[string, ReadonlyArray<string | number | null>, unknown, string | undefined]>([
	['the same code', ['a', 'b'], 'b', 'id1'],
	['white space around it', [' a '], 'a', 'id0'],
	['invisible characters in it', ['HR\u200b-1'], 'HR-1', 'id0'],
	['another composition of the same letters', ['u\u0308'], '\u00fc', 'id0'],
	['a number', [7], '7', 'id0'],
	['zeros at the beginning, which count', ['7'], '007', undefined],
	['one in the same letter case among others', ['a', 'A'], 'A', 'id1'],
	['no code at all', [null, ''], 'a', undefined],
])('finds by %s', (_name, codes, code, id) => {
	expect(find(codes, code)).toBe(id);
});

test('never returns another department, and never overlooks one', () => {
	const text = fc.string({ unit: fc.constantFrom('a', 'A', 'b', '0', ' ', '\u200b', '-') });
	const codes = fc.array(fc.oneof(text, fc.nat(20), fc.constant(null)), { maxLength: 6 });
	const clean = (code: unknown): string =>
		String(code ?? '')
			.replaceAll('\u200b', '')
			.trim();
	const wanted = text.filter((code) => clean(code) !== '');
	fc.assert(
		fc.property(codes, wanted, (all, code) => {
			const exact = all.flatMap((one, at) => (clean(one) === clean(code) ? [`id${at}`] : []));
			const isSimilar = all.some((one) => clean(one).toLowerCase() === clean(code).toLowerCase());
			if (exact.length === 1) expect(find(all, code)).toBe(exact[0]);
			else if (isSimilar) expect(() => find(all, code)).toThrow(NodeOperationError);
			else expect(find(all, code)).toBeUndefined();
		}),
	);
});

test('names ten departments at most', () => {
	const many = Array.from({ length: 12 }, (_, at) => department(null, at));
	expect(describeDepartments(many.slice(0, 2))).toBe('Department 0 (id0), Department 1 (id1)');
	expect(describeDepartments(many)).toMatch(/Department 9 \(id9\) and 2 more$/);
	expect(describeDepartments([{ departmentId: 'x' }])).toBe('a department (x)');
});
