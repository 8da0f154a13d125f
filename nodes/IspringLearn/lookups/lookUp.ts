/** Finds what names and e-mail addresses stand for, in the lists that the pick-lists are made from. */
import { UserError } from 'n8n-workflow';
import type { ReadWhole } from '../source/paging/readWhole';
import type { Entry } from './entries';
import { folded } from './folding';
import { nearestOf } from './nearest';
import { emailIn, PeopleByEmail, plainEmail } from './peopleByEmail';
import type { PickListName } from './pickLists';
import { PICK_LISTS } from './pickLists';

/** A list that names are looked up in could not be read. */
export class ListUnread extends Error {
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
	entries: readonly Entry[];
	byName: ReadonlyMap<string, readonly Entry[]>;
}

/** The ids that a filter holds: some lists follow the choice in another filter. */
export type Chosen = (filter: string) => string[];

/** The lists that follow the chosen courses. */
const FOLLOW_COURSES: ReadonlySet<PickListName> = new Set(['getModules', 'getCourseItems']);

/** Of entries whose names only people would take for the same, those that are called just so; else all. */
function exactly(text: string, entries: readonly Entry[]): readonly Entry[] {
	const sought = text.normalize('NFC');
	const exact = entries.filter(({ name, aliases = [] }) =>
		[name, ...aliases].some((one) => one.normalize('NFC') === sought),
	);
	return exact.length > 0 ? exact : entries;
}

function indexOf(entries: readonly Entry[]): Index {
	const distinct = [...new Map(entries.map((entry) => [entry.value, entry])).values()];
	const byName = new Map<string, Entry[]>();
	for (const entry of distinct) {
		for (const name of new Set([entry.name, ...(entry.aliases ?? [])].map(folded))) {
			byName.set(name, [...(byName.get(name) ?? []), entry]);
		}
	}
	return { entries: distinct.filter(({ value }) => value !== ''), byName };
}

/** Look-ups in one account. Each list is read once, however many names are looked up in it. */
export class LookUps {
	private readonly people: PeopleByEmail;
	private readonly lists = new Map<string, Promise<Index>>();

	constructor(private readonly read: ReadWhole) {
		this.people = new PeopleByEmail(read);
	}

	/** Notes a text that will be looked up, so that those of many input items share requests. */
	want(from: PickListName, text: string): void {
		const email = emailOf(from, text);
		if (email !== undefined) this.people.want(email);
	}

	/**
	 * The entries of which a text is the whole name, or the address. Call `want` with it before.
	 * @throws ListUnread when the list cannot be read
	 */
	async called(from: PickListName, text: string, chosen: Chosen): Promise<readonly Entry[]> {
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
	async nearest(from: PickListName, text: string, chosen: Chosen): Promise<Entry[]> {
		return nearestOf(text, (await this.list(from, chosen)).entries);
	}

	private async list(from: PickListName, chosen: Chosen): Promise<Index> {
		const key = FOLLOW_COURSES.has(from) ? `${from} ${chosen('courseIds').join()}` : from;
		const known = this.lists.get(key);
		if (known) return await known;
		const entries = PICK_LISTS[from].entries({ read: this.read, chosen });
		const reading = this.orUnread(from, entries.then(indexOf));
		this.lists.set(key, reading);
		return await reading;
	}

	/** What was refused here says itself why. */
	private async orUnread<T>(from: PickListName, reading: Promise<T>): Promise<T> {
		return await reading.catch(async (error: unknown) => {
			const isOwn = error instanceof UserError;
			return await Promise.reject(isOwn ? error : new ListUnread(PICK_LISTS[from].label, error));
		});
	}
}

const emailOf = (from: PickListName, text: string): string | undefined =>
	from === 'getUsers' ? emailIn(text) : undefined;
