import { mix } from '../world';

/** The start of a page; `nonce` distinguishes two tokens of the same place. */
export interface Place {
	position: number;
	nonce: number;
}

/**
 * Page tokens: opaque ("samples are base64, may end in `=`, may be all digits: never a number"). A token holds a row position and a
 * checksum over position, seed and filters, so that it is invalid for another query; pageSize may change between pages.
 */
export class PageTokens {
	constructor(
		private readonly seed: number,
		private readonly numeric: boolean,
	) {}

	encode({ position, nonce }: Place, query: string): string {
		const check = this.check(position, nonce, query);
		if (this.numeric)
			return `0${nonce % 10}${String(position).padStart(10, '0')}${String(check).padStart(10, '0')}`;
		const bytes = Buffer.alloc(11 + (check % 3));
		bytes[0] = nonce;
		bytes.writeUIntBE(position, 1, 6);
		bytes.writeUInt32BE(check, 7);
		return this.veil(bytes).toString('base64');
	}

	/** Decodes a token into its place; undefined if it is malformed or belongs to another query. */
	decode(token: string, query: string): Place | undefined {
		let place: Place;
		if (this.numeric) {
			if (!/^0\d{21}$/.test(token)) return undefined;
			place = { nonce: Number(token[1]), position: Number(token.slice(2, 12)) };
		} else {
			const bytes = this.veil(Buffer.from(token, 'base64'));
			if (bytes.length < 11) return undefined;
			place = { nonce: bytes[0], position: bytes.readUIntBE(1, 6) };
		}
		return this.encode(place, query) === token ? place : undefined;
	}

	private check(position: number, nonce: number, query: string): number {
		let h = mix(this.seed, position) ^ nonce;
		for (let i = 0; i < query.length; i++) h = mix(h, query.charCodeAt(i));
		return h >>> 0;
	}

	/** Hides the position. It is its own inverse. */
	private veil(bytes: Buffer): Buffer {
		return Buffer.from(
			bytes.map((byte, n) => (n === 0 ? byte : byte ^ (mix(this.seed ^ bytes[0], n) & 255))),
		);
	}
}
