import { chunk, IDS_PER_REQUEST } from '../api/paginator/chunkQuery';
import { INVALID_ID_STATUS } from '../api/paginator/bisectInvalidIds';
import type { ReadAll } from '../api/paginator/readAll';
import { ENDPOINTS } from '../api/endpoints/endpoints';
import { orStatus } from '../api/requester/requestError';
import type { Option } from './options';
import { userOption } from './options';

/** An address alone, or behind a name as mail programs and pick-lists write it. */
const ADDRESS =
	/^(?:mailto:)?([^\s<>@]+@[^\s<>@]+)$|^[^<>@]*<([^\s<>@]+@[^\s<>@]+)>(?: \([^()]*\))?$/i;

/** The e-mail address that a text stands for; undefined when it stands for none. */
export function emailIn(text: string): string | undefined {
	const [, alone, behind] = ADDRESS.exec(text) ?? [];
	return alone ?? behind;
}

/** The form in which addresses are compared. */
export const plainEmail = (email: string): string => email.normalize('NFC').toLowerCase();

const UNEXPECTED: ReadonlySet<number> = new Set([INVALID_ID_STATUS]);

/** Looks people up by their addresses: none twice, and many to a request. */
export class PeopleByEmail {
	private readonly found = new Map<string, Map<string, Option>>();
	private readonly noted = new Set<string>();
	private readonly underWay: Array<Promise<void>> = [];
	private waiting: string[] = [];

	constructor(private readonly read: ReadAll) {}

	/** Notes an address to be looked up. */
	want(email: string): void {
		if (this.noted.has(email)) return;
		this.noted.add(email);
		this.waiting.push(email);
	}

	/** Waits until every address that was wanted is looked up. */
	async settle(): Promise<void> {
		const batches = chunk(this.waiting, IDS_PER_REQUEST);
		this.waiting = [];
		this.underWay.push(...batches.map(async (emails) => await this.lookUp(emails)));
		await Promise.all(this.underWay);
	}

	/** Those with an address. iSpring Learn compares whole addresses, and may tell capitals apart. */
	with(email: string): Option[] {
		return [...(this.found.get(plainEmail(email))?.values() ?? [])];
	}

	/** A batch that is refused finds nobody: the list of people tells then. */
	private async lookUp(emails: readonly string[]): Promise<void> {
		const users = await orStatus(this.read(ENDPOINTS.users, { emails }), UNEXPECTED);
		if (typeof users === 'number') return;
		for (const entry of users.map(userOption)) {
			const key = plainEmail(entry.email ?? '');
			const same = this.found.get(key) ?? new Map<string, Option>();
			this.found.set(key, same.set(entry.value, entry));
		}
	}
}
