import fc from 'fast-check';
import { shortKey } from '../../../../nodes/IspringLearn/api/schema/shortKey';
import { shortKeyOf } from '../../../support/columns';

it('is 128 bits of the SHA-256 as 22 digits of base64url', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (key) => {
			expect(shortKey(key)).toMatch(/^[\w-]{22}$/);
			expect(shortKey(key)).toBe(shortKeyOf(key));
		}),
	);
});

it('never starts like a formula or a number', () => {
	const keys = Array.from({ length: 2000 }, (_, at) => shortKey(`key ${at}`));
	for (const key of keys) expect(key).toMatch(/^[AQgw]/);
	expect(new Set(keys).size).toBe(2000);
	expect(keys.some((key) => key.slice(1).startsWith('-'))).toBe(true);
});
