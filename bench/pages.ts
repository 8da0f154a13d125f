/** Decoding and shaping one page of a thousand records, against the parsers that know nothing of pages. */
import { parseString } from 'xml2js';
import { decodePage } from '../nodes/IspringLearn/api/decoder/decodePage';
import { ENDPOINTS } from '../nodes/IspringLearn/api/endpoints/endpoints';
import { createNormalizer } from '../nodes/IspringLearn/api/schema/normalizer';
import type { Server } from './live';
import { inTurns } from './statistics';

const shape = createNormalizer(ENDPOINTS.moduleResults.schema);

/** A page as the account answers it. */
export async function pageOf({ account }: Server, format: 'json' | 'xml'): Promise<string> {
	const { url, clientId, clientSecret } = account;
	const form = {
		grant_type: 'client_credentials',
		client_id: clientId,
		client_secret: clientSecret,
	};
	const signedIn = await fetch(`${url}/api/v3/token`, {
		method: 'POST',
		headers: { accept: 'application/json' },
		body: new URLSearchParams(form),
	});
	const token = /access_token[">:\s]+([\w-]+)/.exec(await signedIn.text())?.[1];
	const response = await fetch(`${url}${ENDPOINTS.moduleResults.path}?pageSize=1000`, {
		headers: { accept: `application/${format}`, authorization: `Bearer ${token}` },
	});
	return await response.text();
}

const OPTIONS = { explicitArray: false, explicitRoot: true, mergeAttrs: true };

/** What n8n's XML node does, with its options. */
async function viaXml2js(body: string): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		parseString(body, OPTIONS, (error) => (error ? reject(error) : resolve()));
	});
}

function ourWay(body: string): void {
	decodePage(body, ENDPOINTS.moduleResults).records.map(shape);
}

/** Milliseconds that a piece of work takes, as the mean of so many. */
async function meanOf(times: number, work: () => void | Promise<void>): Promise<number> {
	const startedAt = performance.now();
	for (let at = 0; at < times; at++) await work();
	return (performance.now() - startedAt) / times;
}

const ROUNDS = 5;

/** Both, in milliseconds a page. */
export async function comparePages(
	body: string,
	format: 'json' | 'xml',
): Promise<{ ours: number; theirs: number }> {
	const times = format === 'json' ? 100 : 20;
	const theirs =
		format === 'json' ? () => void JSON.parse(body) : async () => await viaXml2js(body);
	await meanOf(times, () => ourWay(body));
	await meanOf(times, theirs);
	return await inTurns(
		ROUNDS,
		async () => await meanOf(times, () => ourWay(body)),
		async () => await meanOf(times, theirs),
	);
}
