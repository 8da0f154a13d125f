/** Resolves names and e-mail addresses to IDs, by the lists that the pick-lists show. */
import { UserError } from 'n8n-workflow';
import type { ReadAll } from '../../api/paginator/readPages';
import { PICK_LIST_FORM } from '../../errors/form';
import { describeReason } from '../../errors/messages';
import type { LookupName } from '../lookups';
import { LOOKUPS } from '../lookups';
import type { Option } from '../options';
import { findSimilar } from '../options';
import type { Chosen } from '../readOptions';
import { foldText } from './textMatching';
import { normalizeEmail, parseEmail, UserLoader } from './usersByEmail';

/** A name or an e-mail address in a field that takes IDs. */
export interface Reference {
	text: string;
	/** What the text holds when it is split, in case the whole of it is not one name. */
	parts: ReadonlyArray<string | Reference>;
}

/** Recognizes a reference among the values of a query. */
export const isReference = (value: unknown): value is Reference =>
	typeof value === 'object' && value !== null && 'text' in value && 'parts' in value;

/** The text of a reference, and of all its parts. */
export const textsIn = ({ text, parts }: Reference): string[] => [
	text,
	...parts.flatMap((part) => (typeof part === 'string' ? [part] : textsIn(part))),
];

/** A list that names are looked up in could not be read. */
export class ListUnreadable extends Error {
	/** @param label what the list holds, in the plural */
	constructor(
		readonly label: string,
		cause: unknown,
	) {
		super(describeReason('unreadableList', { label }, PICK_LIST_FORM).message, { cause });
		this.name = 'ListUnreadable';
	}
}

/** A list, indexed by the names of its options. */
interface Index {
	options: readonly Option[];
	byName: ReadonlyMap<string, readonly Option[]>;
	/** For names that nothing has as they are. */
	byLastNameFirst: ReadonlyMap<string, readonly Option[]>;
}

/** The options that have exactly this name, without folding; all of them if none does. */
function preferExact(text: string, options: readonly Option[]): readonly Option[] {
	const normalized = text.normalize('NFC');
	const exact = options.filter(({ name, aliases = [] }) =>
		[name, ...aliases].some((one) => one.normalize('NFC') === normalized),
	);
	return exact.length > 0 ? exact : options;
}

/** The options by the names that they have, folded. */
function groupByName(
	options: readonly Option[],
	namesOf: (option: Option) => readonly string[],
): Map<string, Option[]> {
	const byName = new Map<string, Option[]>();
	for (const option of options) {
		for (const name of new Set(namesOf(option).map(foldText))) {
			byName.set(name, [...(byName.get(name) ?? []), option]);
		}
	}
	return byName;
}

function buildIndex(options: readonly Option[]): Index {
	const distinct = [...new Map(options.map((option) => [option.value, option])).values()];
	return {
		options: distinct.filter(({ value }) => value !== ''),
		byName: groupByName(distinct, ({ name, aliases = [] }) => [name, ...aliases]),
		byLastNameFirst: groupByName(distinct, ({ lastNameFirst = [] }) => lastNameFirst),
	};
}

/** Looks names up in one account. Reads each list once, however many names are looked up in it. */
export class NameResolver {
	private readonly users: UserLoader;
	private readonly lists = new Map<string, Promise<Index>>();

	constructor(private readonly read: ReadAll) {
		this.users = new UserLoader(read);
	}

	/** Announces a text to look up, so that many input items share requests. */
	enqueue(from: LookupName, text: string): void {
		const email = emailOf(from, text);
		if (email !== undefined) this.users.enqueue(email);
	}

	/**
	 * The options whose whole name, or e-mail address, is this text. Call `enqueue` with it before.
	 * @throws ListUnreadable if the list cannot be read
	 */
	async find(from: LookupName, text: string, chosen: Chosen): Promise<readonly Option[]> {
		const email = emailOf(from, text);
		const found = email === undefined ? [] : await this.findByEmail(from, email, chosen);
		if (found.length > 0) return found;
		// A login may look like an address.
		const { byName, byLastNameFirst } = await this.list(from, chosen);
		const folded = foldText(text);
		const named = byName.get(folded) ?? byLastNameFirst.get(folded) ?? [];
		return preferExact(text, named);
	}

	private async findByEmail(from: LookupName, email: string, chosen: Chosen) {
		await this.orUnreadable(from, this.users.flush());
		const found = this.users.get(email);
		if (found.length > 0) return found;
		const { options } = await this.list(from, chosen);
		return options.filter((user) => normalizeEmail(user.email ?? '') === normalizeEmail(email));
	}

	/** The options with the most similar names, for a message. Call it after `find`, which reads the list. */
	async findSimilar(from: LookupName, text: string, chosen: Chosen): Promise<Option[]> {
		return findSimilar(text, (await this.list(from, chosen)).options);
	}

	private async list(from: LookupName, chosen: Chosen): Promise<Index> {
		const { follows = [], readOptions } = LOOKUPS[from];
		const key = JSON.stringify([from, ...follows.map(chosen)]);
		const known = this.lists.get(key);
		if (known) return await known;
		const options = readOptions({ read: this.read, chosen });
		const index = this.orUnreadable(from, options.then(buildIndex));
		this.lists.set(key, index);
		return await index;
	}

	/** Wraps what a request threw. An error of our own already says what to do. */
	private async orUnreadable<T>(from: LookupName, request: Promise<T>): Promise<T> {
		return await request.catch(async (error: unknown) => {
			const isOwn = error instanceof UserError;
			return await Promise.reject(isOwn ? error : new ListUnreadable(LOOKUPS[from].label, error));
		});
	}
}

const emailOf = (from: LookupName, text: string): string | undefined =>
	from === 'getUsers' ? parseEmail(text) : undefined;
