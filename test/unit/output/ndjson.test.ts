import fc from 'fast-check';
import { createNdjsonEncoder } from '../../../nodes/IspringLearn/output/ndjson';
import type { RawRecord } from '../../../nodes/IspringLearn/api/schema/record';

it('writes one JSON object a line, and nothing for no rows', () => {
	const encode = createNdjsonEncoder();
	expect(encode([])).toBe('');
	expect(encode([{ a: 'x\ny', b: null }, { c: [1] }])).toBe('{"a":"x\\ny","b":null}\n{"c":[1]}\n');
});

it('any rows are read back as they were, a line each', () => {
	fc.assert(
		fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue())), (rows) => {
			const text = createNdjsonEncoder()(rows as RawRecord[]);
			const lines = text.split('\n').slice(0, -1);
			expect(lines).toHaveLength(rows.length);
			expect(`[${lines.join(',')}]`).toBe(JSON.stringify(rows));
		}),
		{ numRuns: 500 },
	);
});
