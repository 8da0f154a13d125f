/** Looks users up by e-mail address. */
import { chunk, IDS_PER_REQUEST } from '../../api/paginator/chunkQuery';
import { REJECTED } from '../../api/httpStatus';
import type { ReadAll } from '../../api/paginator/readPages';
import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { orStatus } from '../../api/requester/requestError';
import type { Option } from '../options';
import { userOption } from '../options';

/** An address alone, or after a name as mail programs and pick-lists write it. */
const ADDRESS =
	/^(?:mailto:)?([^\s<>@]+@[^\s<>@]+)$|^[^<>@]*<([^\s<>@]+@[^\s<>@]+)>(?: \([^()]*\))?$/i;

/** The e-mail address in a text such as `Anna Smith <anna@example.com>`; undefined if there is none. */
export function parseEmail(text: string): string | undefined {
	const [, alone, afterName] = ADDRESS.exec(text) ?? [];
	return alone ?? afterName;
}

/** Converts an address to the form in which addresses are compared. */
export const normalizeEmail = (email: string): string => email.normalize('NFC').toLowerCase();

/**
 * Reads the users with these addresses. iSpring Learn compares whole addresses, and may distinguish case.
 * Returns none if it rejects the addresses.
 */
export async function readUsersByEmail(
	read: ReadAll,
	emails: readonly string[],
): Promise<Option[]> {
	const users = await orStatus(read(ENDPOINTS.users, { emails }), REJECTED);
	return typeof users === 'number' ? [] : users.map(userOption);
}

/** Looks users up by e-mail address: each address once, and many in one request. */
export class UserLoader {
	private readonly found = new Map<string, Map<string, Option>>();
	private readonly known = new Set<string>();
	private readonly running: Array<Promise<void>> = [];
	private queue: string[] = [];

	constructor(private readonly read: ReadAll) {}

	/** Adds an address to the next requests. */
	enqueue(email: string): void {
		if (this.known.has(email)) return;
		this.known.add(email);
		this.queue.push(email);
	}

	/** Waits until every queued address is looked up. */
	async flush(): Promise<void> {
		const batches = chunk(this.queue, IDS_PER_REQUEST);
		this.queue = [];
		this.running.push(...batches.map(async (emails) => await this.load(emails)));
		await Promise.all(this.running);
	}

	/** The users with an address. */
	get(email: string): Option[] {
		return [...(this.found.get(normalizeEmail(email))?.values() ?? [])];
	}

	private async load(emails: readonly string[]): Promise<void> {
		for (const user of await readUsersByEmail(this.read, emails)) {
			const key = normalizeEmail(user.email ?? '');
			const others = this.found.get(key) ?? new Map<string, Option>();
			this.found.set(key, others.set(user.value, user));
		}
	}
}
