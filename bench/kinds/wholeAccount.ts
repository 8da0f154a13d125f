/**
 * Exports 1,000,000 results to a file, or sums them up, each time in a new n8n: time and memory. Needs Linux to measure
 * memory.
 */
import type { Measure } from '../line';
import type { Format, Path } from '../n8n/paths';
import { allColumns, toFile } from '../n8n/paths';
import type { Measurement } from '../rounds';
import { summarize } from '../rounds';
import type { AccountSpec } from '../server/replay';
import type { Session } from '../session';
import { median } from '../statistics';

/** The memory that a read of any size in little memory may take above idle, in megabytes. */
export const MAX_MEGABYTES = 250;
const ROUNDS = 3;
const THOUSAND = 1000;

/** The accounts: the whole one, the largest that Get Many returns, and a small one that warms n8n up. */
export interface Sizes {
	whole: AccountSpec;
	many: AccountSpec;
	some: AccountSpec;
}

interface Usage {
	/** Peak of resident memory above idle. */
	megabytes: number;
	/** Milliseconds of each thousand results. */
	exported: number;
	/** The same in Get Many. */
	read: number;
}

async function exportOnce(session: Session, format: Format, sizes: Sizes): Promise<Usage> {
	const { servers } = session;
	return await session.withNewN8n(async (n8n) => {
		const { whole, many, some } = sizes;
		const path = toFile(format);
		const warmUp = await n8n.prepare((await servers.get(some)).account, path, 1, 'time');
		const run = await n8n.prepare((await servers.get(whole)).account, path, 1, 'time');
		const account = (await servers.get(many)).account;
		const read = await n8n.prepare(account, allColumns(), many.rows, 'time');
		await warmUp();
		const memory = n8n.residentMemory();
		const idle = memory.now;
		memory.watch();
		const exported = await run();
		const megabytes = memory.peak - idle;
		await read();
		const times = [await read(), await read(), await read()];
		return {
			megabytes,
			exported: (exported / whole.rows) * THOUSAND,
			read: (median(times) / many.rows) * THOUSAND,
		};
	});
}

async function exportRounds(session: Session, format: Format, sizes: Sizes): Promise<Usage[]> {
	return await session.once(`export to ${format}`, async () => {
		const usages: Usage[] = [];
		while (usages.length < ROUNDS) usages.push(await exportOnce(session, format, sizes));
		return usages;
	});
}

const compare =
	(toPair: (usage: Usage) => readonly [number, number]) =>
	(format: Format, sizes: Sizes): Measure =>
	async (session): Promise<Measurement> =>
		summarize((await exportRounds(session, format, sizes)).map(toPair));

/** Compares the time of each thousand results with that of each thousand in Get Many. */
export const exportTime = compare(({ exported, read }) => [exported, read]);

/** Compares the memory with its limit. */
export const exportMemory = compare(({ megabytes }) => [megabytes, MAX_MEGABYTES]);

/** The whole account, and a small one whose users all have results. */
type ReadSizes = Pick<Sizes, 'whole' | 'some'>;

async function readOnce(session: Session, path: Path, { whole, some }: ReadSizes): Promise<number> {
	return await session.withNewN8n(async (n8n) => {
		const prepare = async (spec: AccountSpec) =>
			await n8n.prepare((await session.servers.get(spec)).account, path, spec.users, 'time');
		const [warmUp, run] = [await prepare(some), await prepare(whole)];
		await warmUp();
		const memory = n8n.residentMemory();
		const idle = memory.now;
		memory.watch();
		await run();
		return memory.peak - idle;
	});
}

/** Compares the memory of a path that returns one item for each user with the limit. */
export const readMemory =
	(path: Path, sizes: ReadSizes): Measure =>
	async (session): Promise<Measurement> => {
		const usages: number[] = [];
		while (usages.length < ROUNDS) usages.push(await readOnce(session, path, sizes));
		return summarize(usages.map((megabytes) => [megabytes, MAX_MEGABYTES] as const));
	};
