/**
 * Compares the package with what people build without it, in real n8n. Needs Linux to measure memory.
 * `run.ts [--runs 2] [pattern]`: without a pattern, it writes a table of all lines to RESULTS.md. With one, it only
 * measures the lines whose text matches, and replaces their rows if the others were measured in the same environment.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installN8n } from '../test/n8n/install/install';
import type { Line } from './line';
import { LINES } from './lines';
import { Servers } from './server/servers';
import { Session } from './session';
import type { Outcome } from './table';
import { describeOutcome, describeSides, toMarkdown, updateMarkdown } from './table';

const RESULTS = join(__dirname, 'RESULTS.md');

const print = (text: string): boolean => process.stdout.write(`${text}\n`);

async function measure(line: Line, session: Session): Promise<Outcome> {
	const outcome = await line
		.measure(session)
		.catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
	const detail =
		outcome instanceof Error ? outcome.message : describeSides(outcome, line).join(' against ');
	print(`${line.work}: ${describeOutcome(outcome)}: ${detail}`);
	return outcome;
}

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		options: { runs: { type: 'string', default: '1' } },
		allowPositionals: true,
	});
	const pattern = new RegExp(positionals.join(' '), 'i');
	const lines = LINES.filter(({ work, against }) => pattern.test(`${work} against ${against}`));
	if (lines.length === 0) throw new Error(`No line matches ${String(pattern)}`);
	const runs = Number(values.runs);
	const installation = await installN8n();
	const [{ model }] = cpus();
	const machine = `${cpus().length} cores of ${model}, ${Math.round(totalmem() / 2 ** 30)} GB`;
	const environment = { n8n: installation.version, node: process.version, machine };
	const rows = lines.map((line) => ({ line, outcomes: [] as Outcome[] }));
	const servers = new Servers();
	try {
		for (let run = 1; run <= runs; run++) {
			const session = new Session(installation, servers);
			try {
				for (const { line, outcomes } of rows) outcomes.push(await measure(line, session));
			} finally {
				await session.stop();
			}
			const measured = toMarkdown(rows, environment);
			print(`\n${measured}`);
			const isWhole = rows.length === LINES.length;
			const results = isWhole
				? measured
				: updateMarkdown(readFileSync(RESULTS, 'utf8'), rows, environment, LINES);
			if (results !== null) writeFileSync(RESULTS, results);
			else if (run === runs) print('RESULTS.md was measured otherwise, and stays as it is.');
		}
	} finally {
		await servers.stop();
	}
}

void main();
