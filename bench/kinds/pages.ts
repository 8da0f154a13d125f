/** Compares decoding and normalising one page of 1,000 records with general parsers, in this process. */
import { parseString } from 'xml2js';
import { decodePage } from '../../nodes/IspringLearn/api/decoder/decodePage';
import type { ListEndpoint } from '../../nodes/IspringLearn/api/endpoints/endpoint';
import { createNormalizer } from '../../nodes/IspringLearn/api/schema/normalizer';
import type { RawRecord } from '../../nodes/IspringLearn/api/schema/record';
import { createTransform } from '../../nodes/IspringLearn/api/schema/recordSchema';
import type { Measure } from '../line';
import { measurePairs } from '../rounds';
import type { Account, AccountSpec } from '../server/replay';
import { signIn } from '../server/servers';

type Format = 'json' | 'xml';

/** Requests the first page of a list. */
async function fetchPage(
	account: Account,
	{ path }: ListEndpoint,
	format: Format,
): Promise<string> {
	const authorization = `Bearer ${await signIn(account)}`;
	// While a page is decoded, nothing keeps a connection alive.
	const headers = { accept: `application/${format}`, authorization, connection: 'close' };
	return await (await fetch(`${account.url}${path}?pageSize=1000`, { headers })).text();
}

/** The options of n8n's XML node. */
const OPTIONS = { explicitArray: false, explicitRoot: true, mergeAttrs: true };

async function parseWithXml2js(body: string): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		parseString(body, OPTIONS, (error) => (error ? reject(error) : resolve()));
	});
}

/** How often a page is decoded in a round. */
const TIMES: Readonly<Record<Format, number>> = { json: 100, xml: 20 };

/** Compares the milliseconds for the first page of a list. */
export const page =
	(account: AccountSpec, endpoint: ListEndpoint, format: Format): Measure =>
	async ({ servers }) => {
		const body = await fetchPage((await servers.get(account)).account, endpoint, format);
		const [transform, normalize] = [
			createTransform(endpoint.schema),
			createNormalizer(endpoint.schema),
		];
		const mean = (task: () => void | Promise<void>) => async () => {
			const startedAt = performance.now();
			for (let at = 0; at < TIMES[format]; at++) await task();
			return (performance.now() - startedAt) / TIMES[format];
		};
		const toRow = (record: RawRecord): RawRecord => normalize(transform(record));
		const ours = mean(() => void decodePage(body, endpoint).records.map(toRow));
		const theirs = mean(
			format === 'json' ? () => void JSON.parse(body) : async () => await parseWithXml2js(body),
		);
		await ours();
		await theirs();
		return await measurePairs(ours, theirs);
	};
