/** What the records of one group come to, column by column. The memory that it takes doesn't grow with the records. */
import { readSeconds } from '../schema/moment';
import type { RawRecord, Value } from '../schema/record';
import { readId } from '../schema/record';
import type { Condition } from '../schema/recordSchema';
import { detach } from './detach';
import type { NumberIds } from './idNumbers';
import { NumberSet } from './idNumbers';

/** One column of one group. */
export interface Accumulator {
	/** @param record with typed values */
	add(record: RawRecord): void;
	readonly value: Value;
}

/** How many records meet a condition. */
export class Count implements Accumulator {
	value = 0;

	constructor(private readonly where: Condition) {}

	add(record: RawRecord): void {
		if (this.where(record)) this.value += 1;
	}
}

/** The first text in a column; null if there is none. */
export class First implements Accumulator {
	value: string | null = null;

	constructor(private readonly column: string) {}

	add(record: RawRecord): void {
		this.value ??= detach(readId(record, this.column)) || null;
	}
}

/** How many different IDs are in a column. */
export class Distinct implements Accumulator {
	private readonly ids = new NumberSet();

	constructor(
		private readonly column: string,
		private readonly numberOf: NumberIds,
	) {}

	add(record: RawRecord): void {
		const id = readId(record, this.column);
		if (id !== '') this.ids.add(this.numberOf(id));
	}

	get value(): number {
		return this.ids.size;
	}
}

/** Averages have at most two decimals. */
const CENTS = 100;

/** Digits that count. The others are what additions round off, and depend on the order of the numbers. */
const DIGITS = 12;

/** The average of the numbers, each with the same weight; null if there are none. */
export class Mean implements Accumulator {
	private sum = 0;
	private numbers = 0;

	constructor(private readonly read: (record: RawRecord) => Value) {}

	add(record: RawRecord): void {
		const number = this.read(record);
		if (typeof number !== 'number') return;
		this.sum += number;
		this.numbers += 1;
	}

	get value(): number | null {
		const cents = ((this.sum / this.numbers) * CENTS).toPrecision(DIGITS);
		const mean = Math.round(Number(cents)) / CENTS;
		return Number.isFinite(mean) ? mean : null;
	}
}

/** The latest or the earliest date in a column, as sent. What isn't a date doesn't count. */
export class BestDate implements Accumulator {
	value: string | null = null;
	private seconds = 0;

	/** @param sign 1 for the latest date, -1 for the earliest */
	constructor(
		private readonly column: string,
		private readonly sign: 1 | -1,
		private readonly where: Condition,
	) {}

	add(record: RawRecord): void {
		if (!this.where(record)) return;
		const date = record[this.column];
		const seconds = readSeconds(date);
		if (typeof date !== 'string' || seconds === null || !this.isBetter(date, seconds)) return;
		this.value = detach(date);
		this.seconds = seconds;
	}

	/** Of two ways to write the same moment, the order of the records must not choose. */
	private isBetter(date: string, seconds: number): boolean {
		if (this.value === null) return true;
		const difference = (seconds - this.seconds) * this.sign;
		return difference > 0 || (difference === 0 && date < this.value);
	}
}
