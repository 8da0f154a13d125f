/** A number of requests per time window. A window begins with its first request. Excess requests wait for the next window. */
export class Quota {
	private endsAtMs = -Infinity;
	private left = 0;

	constructor(
		private readonly requests: number,
		private readonly seconds: number,
		private readonly now: () => number = Date.now,
	) {}

	/** Returns null for a request within the quota, else the seconds to wait. */
	take(): number | null {
		const now = this.now();
		if (now >= this.endsAtMs) {
			this.endsAtMs = now + this.seconds * 1000;
			this.left = this.requests;
		}
		if (this.left === 0) return Math.ceil((this.endsAtMs - now) / 1000);
		this.left -= 1;
		return null;
	}
}
