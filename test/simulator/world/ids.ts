import { mix } from './mix';

const KINDS = [
	'user',
	'course',
	'module',
	'item',
	'enrollment',
	'department',
	'group',
	'role',
	'certificate',
	'session',
	'meeting',
	'track',
	'assignment',
	'attempt',
	'quiz',
] as const;
export type Kind = (typeof KINDS)[number];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
export const isUuid = (text: string): boolean => UUID.test(text);

const ODD = 0x9e3779b1;
let inverse = ODD;
for (let i = 0; i < 5; i++) inverse = Math.imul(inverse, 2 - Math.imul(ODD, inverse));
const hex = (n: number, width: number): string =>
	(n >>> 0).toString(16).padStart(width, '0').slice(-width);

/** The ids of one world: each encodes its kind and an index. */
export class Ids {
	private readonly suffixes = new Map<Kind, string>();
	private readonly keys = new Map<Kind, number>();

	constructor(seed: number) {
		KINDS.forEach((kind, n) => {
			this.keys.set(kind, mix(seed, n));
			this.suffixes.set(kind, `-${hex(mix(seed, 50 + n), 4)}-11ee-8e3f-0242ac13${hex(n + 16, 4)}`);
		});
	}

	/** A lower-case UUID. */
	id(kind: Kind, index: number): string {
		return (
			hex(Math.imul(index + 1, ODD) ^ (this.keys.get(kind) as number), 8) +
			(this.suffixes.get(kind) as string)
		);
	}

	/** The index in an id of this kind, whether or not something has it; -1 for another kind of id. */
	indexOf(kind: Kind, id: string): number {
		if (id.length !== 36 || !id.endsWith(this.suffixes.get(kind) as string)) return -1;
		const mixed = parseInt(id.slice(0, 8), 16) ^ (this.keys.get(kind) as number);
		return (Math.imul(mixed, inverse) >>> 0) - 1;
	}
}
