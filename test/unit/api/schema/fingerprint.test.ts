import fc from 'fast-check';
import { fingerprintOf, Interner } from '../../../../nodes/IspringLearn/api/schema/fingerprint';
import { collectGarbage } from '../../../support/garbage';

describe('fingerprintOf', () => {
	it('is the same for texts that differ in the case of letters alone', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[\w-]{0,40}$/), (text) => {
				expect(fingerprintOf(text.toUpperCase())).toBe(fingerprintOf(text.toLowerCase()));
			}),
		);
	});

	it('tells the UUIDs of iSpring Learn, counted ones and random ones apart', () => {
		const numbers = Array.from({ length: 1000 }, (_, at) => at);
		const hex = (at: number, digits: number) => at.toString(16).padStart(digits, '0');
		const kinds = [
			(at: number) => `${hex(at * 40_503, 8)}-13cd-11ee-8e3f-0242ac130012`,
			(at: number) => `00000000-0000-0000-0000-${hex(at, 12)}`,
			() => crypto.randomUUID(),
			(at: number) => `Sales Script ${at}`,
		];
		for (const textOf of kinds) {
			const fingerprints = numbers.map((at) => fingerprintOf(textOf(at)));
			expect(new Set(fingerprints).size).toBeGreaterThan(990);
		}
	});

	it('of two texts depends on both, and on their order', () => {
		const of = (...texts: string[]) =>
			texts.reduce<number | undefined>((start, text) => fingerprintOf(text, start), undefined);
		expect(new Set([of('a', 'b'), of('b', 'a'), of('ab', ''), of('', 'ab'), of('ab')]).size).toBe(
			5,
		);
	});
});

describe('Interner', () => {
	it('returns every text as it is', () => {
		const interner = new Interner();
		fc.assert(
			fc.property(fc.array(fc.string()), (texts) => {
				for (const text of texts) expect(interner.reuse(text)).toBe(text);
			}),
		);
	});

	it('takes no memory before it is used', () => {
		const used = () => process.memoryUsage().heapUsed;
		const before = used();
		const interners = Array.from({ length: 10_000 }, () => new Interner());
		expect(used() - before).toBeLessThan(10_000_000);
		expect(interners[0].reuse('a')).toBe('a');
	});

	it('keeps no page in memory whose parts it was given', () => {
		const used = (): number => {
			collectGarbage();
			return process.memoryUsage().heapUsed;
		};
		const interner = new Interner();
		const before = used();
		for (let page = 0; page < 100; page++) {
			const text = Buffer.alloc(1_000_000, `page ${page} of a list `).toString('latin1');
			for (let at = 0; at < 4000; at++) interner.reuse(text.slice(at, at + 30));
		}
		expect(used() - before).toBeLessThan(20_000_000);
		expect(interner.reuse('a')).toBe('a');
	});
});
