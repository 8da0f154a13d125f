/** Reads the pick-lists of an account and caches them for a minute, so that opening or searching one again is instant. */
import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { accountKeyOf, skipsCertificates } from '../api/auth/credentialData';
import type { ListEndpoint } from '../api/endpoints/endpoint';
import type { ReadAll } from '../api/paginator/readPages';
import { createAllReader, createPageReader } from '../api/paginator/readPages';
import { HostLimiters } from '../api/requester/hostLimiter';
import { CREDENTIAL, createRequester, readConnection } from '../api/requester/requester';
import type { Runtime } from '../api/runtime';
import type { RawRecord } from '../api/schema/record';
import { idsIn } from './limitOptions';
import type { LookupName } from './lookups';
import { LOOKUPS } from './lookups';
import type { NarrowingParameter } from './narrowing';
import { NARROWING_FILTERS } from './narrowing';
import { sortOptions } from './options';
import { readUsersByEmail } from './names/usersByEmail';

type Options = readonly INodePropertyOptions[];

/** A person waits while a list opens. */
const MAX_RETRIES = 1;

/** A new entry appears in its list after at most this time. */
const MAX_AGE_MS = 60_000;

/** Options kept in all. One takes about 200 bytes. */
const MAX_CACHED_OPTIONS = 100_000;

/** Lists kept in all. */
const MAX_LISTS = 100;

interface CachedList {
	/** When the read started. Entries created after that may be missing. */
	startedAtMs: number;
	request: Promise<Options>;
	/** Undefined while it is read. */
	count?: number;
}

/** The cached lists of all accounts, oldest first. Every editor that this n8n process serves shares them. */
export class OptionCache {
	private readonly lists = new Map<string, CachedList>();

	/**
	 * Returns a list from the cache, or reads it. Callers that ask at the same time share one read. A read
	 * that fails is not kept.
	 * @param key identifies the account, the list and everything that narrows it
	 * @throws what `read` throws
	 */
	async get(key: string, read: () => Promise<Options>): Promise<Options> {
		this.removeExpired();
		const known = this.lists.get(key);
		if (known) return await known.request;
		const list: CachedList = { startedAtMs: Date.now(), request: read() };
		this.lists.set(key, list);
		const options = await list.request.catch(async (error: unknown) => {
			this.lists.delete(key);
			return await Promise.reject(error);
		});
		list.count = options.length;
		this.removeOldest();
		return options;
	}

	private removeExpired(): void {
		for (const [key, { startedAtMs, count }] of this.lists) {
			const isExpired = count !== undefined && Date.now() - startedAtMs >= MAX_AGE_MS;
			if (isExpired) this.lists.delete(key);
		}
	}

	/** Makes room, the oldest lists first. Lists that are being read stay, so that callers can share them. */
	private removeOldest(): void {
		const read = [...this.lists].filter(([, { count }]) => count !== undefined);
		let total = read.reduce((sum, [, { count = 0 }]) => sum + count, 0);
		let lists = read.length;
		for (const [key, { count = 0 }] of read) {
			if (total <= MAX_CACHED_OPTIONS && lists <= MAX_LISTS) return;
			this.lists.delete(key);
			total -= count;
			lists -= 1;
		}
	}
}

/** The lists of the account that a form uses. */
export class AccountLists {
	private constructor(
		private readonly context: ILoadOptionsFunctions,
		private readonly cache: OptionCache,
		private readonly account: readonly unknown[],
		private readonly read: ReadAll,
	) {}

	/**
	 * Opens the lists of the account in the form's credential.
	 * @throws UserError if the base URL in the credential must not be used
	 */
	static async open(runtime: Runtime, context: ILoadOptionsFunctions): Promise<AccountLists> {
		const connection = await readConnection(context);
		const credential = await context.getCredentials(CREDENTIAL);
		const limiter = runtime.get(HostLimiters).forHost(connection.baseURL);
		const request = createRequester(context, connection);
		const pages = createPageReader(request, { limiter, maxRetries: MAX_RETRIES });
		// A list that came over an unverified connection is not for a credential that verifies it.
		const account = [accountKeyOf(credential), skipsCertificates(credential)];
		return new AccountLists(context, runtime.get(OptionCache), account, createAllReader(pages));
	}

	/**
	 * All options of a list, sorted. Other filters of the form may narrow the list.
	 * @param typed what a person searches for. Narrows a list that takes long to read as a whole
	 */
	async readAll(name: LookupName, typed = ''): Promise<readonly INodePropertyOptions[]> {
		const { follows = [], isSearched = false, readOptions } = LOOKUPS[name];
		const chosen = (parameter: NarrowingParameter) =>
			idsIn(NARROWING_FILTERS[parameter].map((filter) => this.filterValue(filter)));
		const options = async (other: LookupName) => await this.readAll(other);
		const search = { typed: isSearched ? typed : '', options };
		return await this.cached([name, ...follows.map(chosen), search.typed], async () =>
			sortOptions(await readOptions({ read: this.read, chosen, search })),
		);
	}

	/** The users with an e-mail address, found by the API, sorted. */
	async readByEmail(email: string): Promise<readonly INodePropertyOptions[]> {
		return await this.cached(['email', email], async () =>
			sortOptions(await readUsersByEmail(this.read, [email])),
		);
	}

	/** The records of a list, as sent. */
	async readRecords(endpoint: ListEndpoint): Promise<RawRecord[]> {
		return await this.read(endpoint);
	}

	private filterValue(name: string): unknown {
		return this.context.getCurrentNodeParameter(`filters.${name}`);
	}

	private async cached(
		list: readonly unknown[],
		read: () => Promise<INodePropertyOptions[]>,
	): Promise<readonly INodePropertyOptions[]> {
		return await this.cache.get(JSON.stringify([...this.account, ...list]), read);
	}
}
