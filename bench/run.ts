/**
 * Compares the package with what people build without it, in real n8n. Prints a table of ratios and
 * writes it to RESULTS.md. Needs Linux to measure memory.
 */
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { ENDPOINTS } from '../nodes/IspringLearn/api/endpoints/endpoints';
import type { N8n } from '../test/n8n/install/install';
import { installN8n } from '../test/n8n/install/install';
import type { Format } from './exports';
import { FORMATS, measureExports } from './exports';
import { LiveN8n, Server } from './live';
import type { Pair } from './measure';
import { compare, FEW_ROUNDS, measureUsage } from './measure';
import { comparePages, fetchPage } from './pages';
import { httpJson, httpXml, ours, toFile } from './paths';
import type { Line } from './table';
import { toMarkdown } from './table';

const MANY = 100_000;
const SOME = 10_000;
/** The memory that an export of any size may take above idle, in megabytes. */
const MAX_MEMORY = 250;
const NAMES = { output: 'all' };

const print = (text: string): boolean => process.stdout.write(`${text}\n`);

async function measureTimes(n8n: LiveN8n, servers: Record<'many' | 'some' | 'xml', Server>) {
	const { many, some, xml } = servers;
	const lines: Line[] = [];
	const add = (work: string, against: string, goal: number, pair: Pair): void => {
		lines.push({ work, against, goal, unit: 'ms', ...pair });
		print(`${work}: ${(pair.ours / pair.theirs).toFixed(2)}`);
	};
	const json = await compare(n8n, many, ours(), httpJson);
	add('100,000 results, JSON', 'HTTP Request + Split Out', 0.7, json);
	const inXml = await compare(n8n, xml, ours(), httpXml);
	add('100,000 results, XML', 'HTTP Request + XML + Split Out', 0.5, inXml);
	const fewer = await compare(n8n, some, ours(), httpJson);
	add('10,000 results, JSON', 'HTTP Request + Split Out', 0.7, fewer);
	const perRow = { ours: json.ours / (MANY / SOME), theirs: fewer.ours };
	add('10,000 of 100,000 results', '10,000 of 10,000', 1.3, perRow);
	const named = await compare(n8n, many, ours(NAMES), ours());
	add('100,000 results in all columns, with names', 'without names', 1.15, named);
	const file = await compare(n8n, many, toFile('csv'), ours());
	add('100,000 results, Export to File, CSV', 'Get Many', 1, file);
	return { lines, getMany: json.ours };
}

/** The highest acceptable time of a row in a file, against that of Get Many. */
const TIME_GOALS: Readonly<Record<Format, number>> = { xlsx: 2, csv: 1, ndjson: 1 };

/**
 * Exports a whole account to a file of each format. Get Many returns at most 100,000 results, so the times of a
 * thousand rows are compared.
 * @param getMany milliseconds of 100,000 results
 */
async function measureWholeAccount(installation: N8n, getMany: number): Promise<Line[]> {
	const usages = await measureExports(installation, FEW_ROUNDS);
	return usages.flatMap(([format, { milliseconds, megabytes }]): Line[] => {
		const work = `1,000,000 results, Export to File, ${FORMATS[format]}`;
		return [
			{
				work: `${work}: each thousand`,
				against: 'each thousand of 100,000, Get Many',
				ours: milliseconds / 1000,
				theirs: getMany / (MANY / 1000),
				unit: 'ms',
				goal: TIME_GOALS[format],
			},
			{
				work: `${work}: memory above idle`,
				against: 'the limit',
				ours: megabytes,
				theirs: MAX_MEMORY,
				unit: 'MB',
				goal: 1,
			},
		];
	});
}

async function measurePages({ some, xml }: Record<'some' | 'xml', Server>): Promise<Line[]> {
	const { moduleResults, users } = ENDPOINTS;
	const cases = [
		[some, moduleResults, 'json', 'one page of 1,000 results, JSON', 'JSON.parse', 3],
		[xml, moduleResults, 'xml', 'one page of 1,000 results, XML', 'xml2js', 0.5],
		[xml, users, 'xml', 'one page of 1,000 users with profiles, XML', 'xml2js', 1.2],
	] as const;
	// All pages first: while one is measured, nothing keeps the connection alive.
	const bodies = await Promise.all(
		cases.map(async ([server, endpoint, format]) => await fetchPage(server, endpoint, format)),
	);
	const lines: Line[] = [];
	for (const [at, [, endpoint, format, page, against, goal]] of cases.entries()) {
		const pair = await comparePages(bodies[at], endpoint, format);
		lines.push({ work: `decode and normalise ${page}`, against, goal, unit: 'ms', ...pair });
	}
	return lines;
}

async function main(): Promise<void> {
	const installation = await installN8n();
	const servers = {
		many: await Server.start(MANY, 'auto'),
		some: await Server.start(SOME, 'auto'),
		xml: await Server.start(MANY, 'xml'),
	};
	try {
		const lines = await measurePages(servers);
		let getMany = 0;
		const n8n = await LiveN8n.start(installation);
		try {
			const times = await measureTimes(n8n, servers);
			lines.push(...times.lines);
			getMany = times.getMany;
		} finally {
			await n8n.stop();
		}
		lines.push({
			work: 'memory above idle, 100,000 results',
			against: 'HTTP Request + Split Out',
			goal: 0.7,
			unit: 'MB',
			ours: (await measureUsage(installation, servers.many, servers.some, ours())).megabytes,
			theirs: (await measureUsage(installation, servers.many, servers.some, httpJson)).megabytes,
		});
		lines.push(...(await measureWholeAccount(installation, getMany)));
		const machine = `${cpus().length} cores of ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GB`;
		const results = toMarkdown(lines, {
			n8n: installation.version,
			node: process.version,
			machine,
		});
		print(`\n${results}`);
		writeFileSync(join(__dirname, 'RESULTS.md'), results);
	} finally {
		for (const server of Object.values(servers)) await server.stop();
	}
}

void main();
