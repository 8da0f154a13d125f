import { setTimeout as pause } from 'node:timers/promises';

const EVERY_MS = 200;
const TIMEOUT_MS = 120_000;

/**
 * Looks again and again until there is something, and gives it.
 * @throws when there is nothing after two minutes
 */
export async function waitFor<T>(
	what: string,
	look: () => T | null | Promise<T | null>,
): Promise<T> {
	for (const deadline = Date.now() + TIMEOUT_MS; Date.now() < deadline; await pause(EVERY_MS)) {
		const found = await look();
		if (found !== null) return found;
	}
	throw new Error(`Waited in vain for ${what}`);
}
