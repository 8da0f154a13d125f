import type {
	DeclarativeRestApiSettings,
	IExecuteData,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
} from 'n8n-workflow';
import type { NameKind } from '../source/names/directory';
import { Directory, NAME_COLUMNS } from '../source/names/directory';
import { wholeReader } from '../source/readWhole';
import type { ListResource } from '../source/record/listResource';
import type { RawRecord, RecordSchema } from '../source/record/schema';
import { pageAsker } from './askPage';
import type { ListForm } from './form';

/** Adds the names that the form asks for to the rows of one input item. */
export interface Namer {
	want(rows: readonly RawRecord[]): void;
	fill(rows: readonly RawRecord[]): Promise<void>;
}

/** One directory for all input items of a run: n8n hands the same object to each of them. */
const directories = new WeakMap<IExecuteData, Directory>();

/** The names to add to a list: those asked for, less those that its records have no ids for. */
export function namesFor({ named }: ListResource, { addNames }: ListForm): Set<NameKind> {
	return new Set(addNames.filter((kind) => named?.[kind === 'course' ? 'course' : 'learner']));
}

/** Null when there are no names to add. */
export function namer(
	context: IExecuteSingleFunctions,
	{ options }: DeclarativeRestApiSettings.ResultOptions,
	{ named = {} }: ListResource,
	kinds: ReadonlySet<NameKind>,
	{ maxRetries }: ListForm,
): Namer | null {
	if (kinds.size === 0) return null;
	const run = context.getExecuteData();
	const directory =
		directories.get(run) ??
		new Directory(
			// n8n has put values in the place of expressions by now.
			wholeReader(pageAsker(context, options as IHttpRequestOptions), {
				host: options.baseURL ?? '',
				maxRetries,
				signal: context.getExecutionCancelSignal(),
			}),
		);
	directories.set(run, directory);
	return {
		want: (rows) => directory.want(rows, kinds, named),
		fill: async (rows) => await directory.fill(rows, kinds, named),
	};
}

/** Rows that wait for their names together: enough that most look-ups are full ones, few enough to hold. */
const ROWS_AT_ONCE = 10_000;

/** The rows of many pages with their names in them, in batches. Further pages come in while names are looked up. */
export async function* inNamedBatches(
	pages: AsyncIterable<RawRecord[]>,
	names: Namer,
): AsyncGenerator<RawRecord[]> {
	let batch: RawRecord[] = [];
	for await (const page of pages) {
		names.want(page);
		batch = batch.concat(page);
		if (batch.length < ROWS_AT_ONCE) continue;
		await names.fill(batch);
		yield batch;
		batch = [];
	}
	await names.fill(batch);
	yield batch;
}

/** The schema with the columns of the names, after its own. */
export function withNameColumns(schema: RecordSchema, kinds: ReadonlySet<NameKind>): RecordSchema {
	const columns = [...kinds].flatMap((kind) => NAME_COLUMNS[kind]);
	const added = columns.map((name) => ({ name, type: 'text' as const }));
	return { ...schema, columns: [...schema.columns, ...added] };
}
