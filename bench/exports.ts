/**
 * Exports a whole account to a file of each format, in real n8n: time and memory. Part of `npm run bench`. On its own,
 * `npx tsx bench/exports.ts` prints one run of each. Needs Linux to measure memory.
 */
import type { N8n } from '../test/n8n/install/install';
import { installN8n } from '../test/n8n/install/install';
import { Server } from './live';
import type { Usage } from './measure';
import { measureUsage } from './measure';
import { toFile } from './paths';

const WHOLE_ACCOUNT = 1_000_000;
/** Warms n8n up. */
const SOME = 10_000;

/** The formats, with their names in the form. */
export const FORMATS = { xlsx: 'Excel', csv: 'CSV', ndjson: 'NDJSON' } as const;

export type Format = keyof typeof FORMATS;

/** Exports 1,000,000 results to each format: medians of several runs, each in a new n8n. */
export async function measureExports(
	installation: N8n,
	rounds: number,
): Promise<Array<readonly [Format, Usage]>> {
	const whole = await Server.start(WHOLE_ACCOUNT, 'auto');
	const some = await Server.start(SOME, 'auto');
	const usages: Array<readonly [Format, Usage]> = [];
	try {
		const measure = async (format: Format, times: number): Promise<Usage> =>
			await measureUsage(installation, whole, some, toFile(format), times);
		// Fills the cache of the server.
		await measure('ndjson', 1);
		for (const format of Object.keys(FORMATS) as Format[]) {
			usages.push([format, await measure(format, rounds)]);
		}
		return usages;
	} finally {
		await whole.stop();
		await some.stop();
	}
}

async function main(): Promise<void> {
	for (const [format, { milliseconds, megabytes }] of await measureExports(await installN8n(), 1)) {
		const figures = `${(milliseconds / 1000).toFixed(1)} s, ${megabytes.toFixed(0)} MB above idle`;
		process.stdout.write(`1,000,000 results to ${FORMATS[format]}: ${figures}\n`);
	}
}

if (require.main === module) void main();
