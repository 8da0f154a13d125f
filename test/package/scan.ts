/** Runs n8n's scan, see n8nScan.mjs. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { basicEnv } from '../support/environment';

export interface Verdict {
	passed: boolean;
	/** What ESLint found, as it shows it. */
	details?: string;
}

export interface Verdicts {
	/** By the scan as n8n publishes it. */
	published: Verdict;
	/** By the newest of n8n's lint plugins. */
	newest: Verdict;
}

export async function scan(kind: 'sources' | 'tarball', folder: string): Promise<Verdicts> {
	const program = join(__dirname, 'n8nScan.mjs');
	// One of the plugins judges otherwise where NODE_ENV is test, as Jest sets it.
	const options = { env: basicEnv() };
	const { stdout } = await promisify(execFile)(process.execPath, [program, kind, folder], options);
	return JSON.parse(stdout) as Verdicts;
}
