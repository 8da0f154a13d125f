/** From the reductions of a schema to accumulators. */
import type { RawRecord, Value } from '../schema/record';
import type { Condition, Reduction } from '../schema/recordSchema';
import type { Accumulator } from './accumulators';
import { BestDate, Count, Distinct, First, Mean } from './accumulators';
import { createIdNumbers } from './idNumbers';

const ALWAYS: Condition = () => true;

const readerOf = (of: string | ((record: RawRecord) => Value)): ((record: RawRecord) => Value) =>
	typeof of === 'string' ? (record) => record[of] : of;

/** Begins to read a list. Returns the function that begins a group. */
export function startReduction(reduction: Reduction): () => Accumulator {
	switch (reduction.kind) {
		case 'count':
			return () => new Count(reduction.where ?? ALWAYS);
		case 'first':
			return () => new First(reduction.of);
		case 'distinct': {
			const numberOf = createIdNumbers();
			return () => new Distinct(reduction.of, numberOf);
		}
		case 'mean': {
			const read = readerOf(reduction.of);
			return () => new Mean(read);
		}
		case 'earliest':
			return () => new BestDate(reduction.of, -1, reduction.where ?? ALWAYS);
		case 'latest':
			return () => new BestDate(reduction.of, 1, reduction.where ?? ALWAYS);
	}
}
