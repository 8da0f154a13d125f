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

it('starts with a letter, so that no spreadsheet reads it as a formula or a number', () => {
	const keys = Array.from({ length: 2000 }, (_, at) => shortKey(`key ${at}`));
	expect(new Set(keys).size).toBe(2000);
	expect(keys.filter((key) => !/^[A-Za-f]/.test(key))).toEqual([]);
	// printf '%s' 'a:b:c:d' | openssl dgst -sha256 -binary | head -c 16 | basenc --base64url: 0lLN…
	expect(shortKey('a:b:c:d')).toBe('UlLNbSlmDQ5lcs0B7eHp5Q');
});
