/** Hashes two integers into a well-mixed unsigned 32-bit integer. */
export function mix(a: number, b: number): number {
	let h = Math.imul(a ^ Math.imul(b + 0x7f4a7c15, 0x9e3779b1), 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35);
	h = Math.imul(h ^ (h >>> 13), 0x27d4eb2f);
	return (h ^ (h >>> 16)) >>> 0;
}
