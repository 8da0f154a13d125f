/** The only place for state that outlives a call. */

/** A class whose objects hold such state. The module that needs the state declares the class. */
export type Part<T> = new (runtime: Runtime) => T;

/**
 * Holds one object of each class that keeps state: host limiters, tokens, caches, the state of polls. The node,
 * the trigger and the credential each create one runtime when n8n loads them. A test creates its own, so
 * no test sees what another left behind.
 */
export class Runtime {
	private readonly parts = new Map<Part<object>, object>();

	/** Returns the runtime's only object of this class. The first call creates it. */
	get<T extends object>(part: Part<T>): T {
		const known = this.parts.get(part);
		if (known instanceof part) return known;
		const created = new part(this);
		this.parts.set(part, created);
		return created;
	}
}
