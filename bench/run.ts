/**
 * Measures the package against what people do without it, in real n8n, as ratios of one run. Prints
 * a table and keeps it in RESULTS.md. Needs Linux, for what n8n takes of the memory.
 */
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type { N8n } from '../test/n8n/install/install';
import { installN8n } from '../test/n8n/install/install';
import { LiveN8n, Server } from './live';
import { compare, compareWorks, FEW_ROUNDS, memoryOf } from './measure';
import { comparePages, pageOf } from './pages';
import { httpJson, httpXml, ours, toFile } from './paths';
import type { Pair } from './statistics';
import type { Line } from './table';
import { asTable } from './table';

const MANY = 100_000;
const SOME = 10_000;
const WHOLE = 1_000_000;
/** What an export of any size may take above idle, in megabytes. */
const MOST_MEMORY = 200;
const NAMES = { options: { addNames: ['learner', 'course', 'department'] } };

const print = (text: string): boolean => process.stdout.write(`${text}\n`);

async function timesIn(n8n: LiveN8n, servers: Record<'many' | 'some' | 'xml', Server>) {
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
	add('100,000 results with Add Names', 'without', 1.15, named);
	const file = await compare(n8n, many, toFile, ours());
	add('100,000 results, Export to File', 'Get Many', 1, file);
	return lines;
}

/** A whole account as a file: Get Many takes no more than 100,000 results, so its rows are those of as many. */
async function wholeLines(found: N8n, many: Server, some: Server): Promise<Line[]> {
	const whole = await Server.start(WHOLE, 'auto');
	try {
		const n8n = await LiveN8n.start(found);
		const times = await compareWorks(n8n, [whole, toFile], [many, ours()], FEW_ROUNDS).finally(
			async () => await n8n.stop(),
		);
		const work = '1,000,000 results, Export to File';
		const perThousand = { ours: times.ours / (WHOLE / 1000), theirs: times.theirs / (MANY / 1000) };
		const memory = {
			ours: await memoryOf(found, whole, some, toFile),
			theirs: MOST_MEMORY,
		};
		return [
			{
				work: `${work}: each thousand`,
				against: 'each thousand of 100,000, Get Many',
				goal: 1,
				unit: 'ms',
				...perThousand,
			},
			{ work: `${work}: memory above idle`, against: 'the limit', goal: 1, unit: 'MB', ...memory },
		];
	} finally {
		await whole.stop();
	}
}

async function pageLines(servers: Record<'some' | 'xml', Server>): Promise<Line[]> {
	const json = await comparePages(await pageOf(servers.some, 'json'), 'json');
	const xml = await comparePages(await pageOf(servers.xml, 'xml'), 'xml');
	const work = 'decode and shape one page of 1,000';
	return [
		{ work: `${work}, JSON`, against: 'JSON.parse', goal: 3, unit: 'ms', ...json },
		{ work: `${work}, XML`, against: 'xml2js', goal: 0.5, unit: 'ms', ...xml },
	];
}

async function main(): Promise<void> {
	const found = await installN8n();
	const servers = {
		many: await Server.start(MANY, 'auto'),
		some: await Server.start(SOME, 'auto'),
		xml: await Server.start(MANY, 'xml'),
	};
	try {
		const lines = await pageLines(servers);
		const n8n = await LiveN8n.start(found);
		try {
			lines.push(...(await timesIn(n8n, servers)));
		} finally {
			await n8n.stop();
		}
		lines.push({
			work: 'memory above idle, 100,000 results',
			against: 'HTTP Request + Split Out',
			goal: 0.7,
			unit: 'MB',
			ours: await memoryOf(found, servers.many, servers.some, ours()),
			theirs: await memoryOf(found, servers.many, servers.some, httpJson),
		});
		lines.push(...(await wholeLines(found, servers.many, servers.some)));
		const machine = `${cpus().length} cores of ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GB`;
		const results = asTable(lines, { n8n: found.version, node: process.version, machine });
		print(`\n${results}`);
		writeFileSync(join(__dirname, 'RESULTS.md'), results);
	} finally {
		for (const server of Object.values(servers)) await server.stop();
	}
}

void main();
