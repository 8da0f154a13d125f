/** A fault of a delivery, on demand. Properties that it does not set leave the call unchanged. */
export interface DeliveryFault {
	/** The calls that it affects: of a subscriber, of a type as in the documentation. `times`: how often (1; Infinity, or null in JSON: always). */
	on?: { subscriberName?: string; type?: string; times?: number | null };
	/** The call does not arrive. */
	lost?: boolean;
	/** The receiver gets the call, but its answer is lost, so the call counts as failed. */
	lostAnswer?: boolean;
	/** The call is sent a second time, whatever the answer was. */
	twice?: boolean;
	/** Another signature in the same form, none, or this text. */
	signature?: 'wrong' | 'none' | { text: string };
	/** Another type. */
	type?: string;
	/** Another body. */
	body?: string;
	/** Blanks after the body fill it up to this length. */
	bytes?: number;
	/** Real time before the call. */
	delayMs?: number;
}

/** The pending faults in the order they were added. At most one applies to a call. */
export class DeliveryFaults {
	private waiting: Array<{ fault: DeliveryFault; left: number }> = [];

	add(...faults: DeliveryFault[]): this {
		for (const fault of faults) {
			const { times = 1 } = fault.on ?? {};
			this.waiting.push({ fault, left: times ?? Infinity });
		}
		return this;
	}
	clear(): void {
		this.waiting = [];
	}
	get pending(): DeliveryFault[] {
		return this.waiting.map(({ fault }) => fault);
	}
	take(subscriberName: string, type: string): DeliveryFault | undefined {
		const found = this.waiting.find(
			({ fault: { on } }) =>
				(on?.subscriberName ?? subscriberName) === subscriberName && (on?.type ?? type) === type,
		);
		if (found === undefined) return undefined;
		if (--found.left <= 0) this.waiting = this.waiting.filter((one) => one !== found);
		return found.fault;
	}
}
