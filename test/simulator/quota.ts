/** So many requests in a span of time, which begins with the first of them. What is above it is told to come again in the next span. */
export class Quota {
	private endsAtMs = -Infinity;
	private left = 0;

	constructor(
		private readonly requests: number,
		private readonly seconds: number,
		private readonly now: () => number = Date.now,
	) {}

	/** Null for a request within the quota, else after how many seconds to come again. */
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
