/** Finds what names and e-mail addresses stand for, in the lists that the pick-lists are made from. */
import { UserError } from 'n8n-workflow';
import type { ReadAll } from '../api/paginator/readAll';
import type { Option } from './options';
import { folded } from './folding';
import { nearestOf } from './nearest';
import { emailIn, PeopleByEmail, plainEmail } from './usersByEmail';
import type { LookupName } from './lookups';
import { LOOKUPS } from './lookups';

/** A list that names are looked up in could not be read. */
export class ListUnreadable extends Error {
	/** @param label what the list holds, in the plural */
	constructor(
		readonly label: string,
		cause: unknown,
	) {
		super(`The list of ${label} could not be read`, { cause });
		this.name = 'ListUnread';
	}
}

/** A list by the names of its entries. */
interface Index {
	entries: readonly Option[];
	byName: ReadonlyMap<string, readonly Option[]>;
}

/** The ids that a filter holds: some lists follow the choice in another filter. */
export type Chosen = (filter: string) => string[];

/** The lists that follow the chosen courses. */
const FOLLOW_COURSES: ReadonlySet<LookupName> = new Set(['getModules', 'getCourseItems']);

/** Of entries whose names only people would take for the same, those that are called just so; else all. */
function exactly(text: string, entries: readonly Option[]): readonly Option[] {
	const sought = text.normalize('NFC');
	const exact = entries.filter(({ name, aliases = [] }) =>
		[name, ...aliases].some((one) => one.normalize('NFC') === sought),
	);
	return exact.length > 0 ? exact : entries;
}

function indexOf(entries: readonly Option[]): Index {
	const distinct = [...new Map(entries.map((entry) => [entry.value, entry])).values()];
	const byName = new Map<string, Option[]>();
	for (const entry of distinct) {
		for (const name of new Set([entry.name, ...(entry.aliases ?? [])].map(folded))) {
			byName.set(name, [...(byName.get(name) ?? []), entry]);
		}
	}
	return { entries: distinct.filter(({ value }) => value !== ''), byName };
}

/** Look-ups in one account. Each list is read once, however many names are looked up in it. */
export class NameResolver {
	private readonly people: PeopleByEmail;
	private readonly lists = new Map<string, Promise<Index>>();

	constructor(private readonly read: ReadAll) {
		this.people = new PeopleByEmail(read);
	}

	/** Notes a text that will be looked up, so that those of many input items share requests. */
	want(from: LookupName, text: string): void {
		const email = emailOf(from, text);
		if (email !== undefined) this.people.want(email);
	}

	/**
	 * The entries of which a text is the whole name, or the address. Call `want` with it before.
	 * @throws ListUnread when the list cannot be read
	 */
	async called(from: LookupName, text: string, chosen: Chosen): Promise<readonly Option[]> {
		const email = emailOf(from, text);
		if (email === undefined) {
			return exactly(text, (await this.list(from, chosen)).byName.get(folded(text)) ?? []);
		}
		await this.orUnread(from, this.people.settle());
		const found = this.people.with(email);
		if (found.length > 0) return found;
		const { entries } = await this.list(from, chosen);
		return entries.filter((entry) => plainEmail(entry.email ?? '') === plainEmail(email));
	}

	/** The entries whose names are most like a text, for a message; the list has been read by then. */
	async nearest(from: LookupName, text: string, chosen: Chosen): Promise<Option[]> {
		return nearestOf(text, (await this.list(from, chosen)).entries);
	}

	private async list(from: LookupName, chosen: Chosen): Promise<Index> {
		const key = FOLLOW_COURSES.has(from) ? `${from} ${chosen('courseIds').join()}` : from;
		const known = this.lists.get(key);
		if (known) return await known;
		const entries = LOOKUPS[from].entries({ read: this.read, chosen });
		const reading = this.orUnread(from, entries.then(indexOf));
		this.lists.set(key, reading);
		return await reading;
	}

	/** What was refused here says itself why. */
	private async orUnread<T>(from: LookupName, reading: Promise<T>): Promise<T> {
		return await reading.catch(async (error: unknown) => {
			const isOwn = error instanceof UserError;
			return await Promise.reject(isOwn ? error : new ListUnreadable(LOOKUPS[from].label, error));
		});
	}
}

const emailOf = (from: LookupName, text: string): string | undefined =>
	from === 'getUsers' ? emailIn(text) : undefined;
