/** Compares decoding and normalising one page of 1,000 records with general parsers. */
import { parseString } from 'xml2js';
import { decodePage } from '../nodes/IspringLearn/api/decoder/decodePage';
import type { ListEndpoint } from '../nodes/IspringLearn/api/endpoints/endpoint';
import { createNormalizer } from '../nodes/IspringLearn/api/schema/normalizer';
import type { Server } from './live';
import type { Pair } from './measure';
import { alternate } from './measure';

type Format = 'json' | 'xml';

/** Requests the first page of a list. */
export async function fetchPage(
	{ account }: Server,
	{ path }: ListEndpoint,
	format: Format,
): Promise<string> {
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
	const response = await fetch(`${url}${path}?pageSize=1000`, {
		headers: { accept: `application/${format}`, authorization: `Bearer ${token}` },
	});
	return await response.text();
}

/** The options of n8n's XML node. */
const OPTIONS = { explicitArray: false, explicitRoot: true, mergeAttrs: true };

async function parseWithXml2js(body: string): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		parseString(body, OPTIONS, (error) => (error ? reject(error) : resolve()));
	});
}

/** Repeats a task and returns its mean time in milliseconds. */
async function meanOf(times: number, task: () => void | Promise<void>): Promise<number> {
	const startedAt = performance.now();
	for (let at = 0; at < times; at++) await task();
	return (performance.now() - startedAt) / times;
}

const ROUNDS = 5;

/** Compares the milliseconds for a page. */
export async function comparePages(
	body: string,
	endpoint: ListEndpoint,
	format: Format,
): Promise<Pair> {
	const normalize = createNormalizer(endpoint.schema);
	const ours = (): void => void decodePage(body, endpoint).records.map(normalize);
	const theirs =
		format === 'json' ? () => void JSON.parse(body) : async () => await parseWithXml2js(body);
	const times = format === 'json' ? 100 : 20;
	await meanOf(times, ours);
	await meanOf(times, theirs);
	return await alternate(
		ROUNDS,
		async () => await meanOf(times, ours),
		async () => await meanOf(times, theirs),
	);
}
