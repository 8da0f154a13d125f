import { LoggerProxy } from 'n8n-workflow';
import type { NameKind } from '../source/names/directory';
import { Directory, NAME_COLUMNS } from '../source/names/directory';
import { Gathering } from '../source/names/gathering';
import { pageReader } from '../source/paging/readWhole';
import type { ListResource } from '../source/record/listResource';
import type { RawRecord, RecordSchema } from '../source/record/schema';
import type { AskPage, Patience } from '../source/paging/patient';
import type { Run } from '../source/request/run';
import type { ListForm } from './form';
import type { ItemRead } from './itemRead';

/** Adds the names that the form asks for to the rows of one input item. */
export interface Namer {
	/** Those who read rows of this run at the same time. */
	readers: Pick<Gathering, 'join' | 'leave'>;
	want(rows: readonly RawRecord[]): void;
	fill(rows: readonly RawRecord[]): Promise<void>;
}

/** The names of a run, who reads its rows, and which missing names the log tells of already. */
export interface Known {
	directory: Directory;
	readers: Gathering;
	told: Set<string>;
}

/**
 * One for all input items of a run that read the same account. The names and IDs of one account never
 * get into requests to another.
 */
const runs = new WeakMap<Run, Map<string, Known>>();

function knownIn(run: Run): Map<string, Known> {
	const known = runs.get(run) ?? new Map<string, Known>();
	runs.set(run, known);
	return known;
}

/** The names to add to a list: those asked for, less those that its records have no ids for. */
export function namesFor(
	{ named }: ListResource,
	{ addNames }: Pick<ListForm, 'addNames'>,
): Set<NameKind> {
	return new Set(addNames.filter((kind) => named?.[kind === 'course' ? 'course' : 'learner']));
}

/**
 * Null when there are no names to add.
 * @param account stands for the account that this input item reads
 */
export function namer(
	{ context, ask, patience, run }: ItemRead,
	account: string,
	{ named = {} }: ListResource,
	kinds: ReadonlySet<NameKind>,
): Namer | null {
	if (kinds.size === 0) return null;
	const byAccount = knownIn(run);
	const known = byAccount.get(account) ?? startNames(ask, patience);
	byAccount.set(account, known);
	const names = namerOf(known, kinds, named, context.getNode().name);
	/** What stopped a look-up is not kept: items that n8n goes on with may do better. */
	const forget = async (error: unknown) => {
		if (byAccount.get(account) === known) byAccount.delete(account);
		return await Promise.reject(error);
	};
	return { ...names, fill: async (rows) => await names.fill(rows).catch(forget) };
}

/** Names that are looked up beside the list, and none told of yet. */
export const startNames = (ask: AskPage, patience: Patience): Known => ({
	directory: new Directory(pageReader(ask, patience)),
	readers: new Gathering(),
	told: new Set(),
});

/** Adds names of these kinds; n8n's log is told once of each list that may not be read. */
export function namerOf(
	{ directory, readers, told }: Known,
	kinds: ReadonlySet<NameKind>,
	named: NonNullable<ListResource['named']>,
	node: string,
): Namer {
	return {
		readers,
		want: (rows) => directory.want(rows, kinds, named),
		fill: async (rows) => {
			// Ids of input items that are read at the same time go into the same requests.
			if (directory.isBehind) await readers.all();
			await directory.fill(rows, kinds, named);
			for (const label of directory.refused) {
				if (told.has(label)) continue;
				told.add(label);
				LoggerProxy.warn(
					`iSpring Learn: names are missing, since this account may not read ${label}. Ask an administrator of iSpring Learn for an API key that may.`,
					{ node },
				);
			}
		},
	};
}

/** Rows that wait for their names together: enough that most look-ups are full ones, few enough to hold. */
const ROWS_AT_ONCE = 5000;

/** The same pages with the names in their rows. Some more come in before names are waited for. */
export async function* withNames(
	pages: AsyncIterable<RawRecord[]>,
	names: Namer,
): AsyncGenerator<RawRecord[]> {
	let waiting: RawRecord[][] = [];
	async function* filled(): AsyncGenerator<RawRecord[]> {
		for (const page of waiting) {
			await names.fill(page);
			yield page;
		}
		waiting = [];
	}
	names.readers.join();
	try {
		for await (const page of pages) {
			names.want(page);
			waiting.push(page);
			const rows = waiting.reduce((sum, { length }) => sum + length, 0);
			if (rows >= ROWS_AT_ONCE) yield* filled();
		}
		yield* filled();
	} finally {
		names.readers.leave();
	}
}

/** The schema with the columns of the names, after its own. */
export function withNameColumns(schema: RecordSchema, kinds: ReadonlySet<NameKind>): RecordSchema {
	const columns = [...kinds].flatMap((kind) => NAME_COLUMNS[kind]);
	const added = columns.map((name) => ({ name, type: 'text' as const }));
	return { ...schema, columns: [...schema.columns, ...added] };
}
