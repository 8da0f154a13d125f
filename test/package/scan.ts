/** Runs n8n's scan, see n8nScan.mjs. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { basicEnv } from '../support/environment';

export interface ScanResult {
	passed: boolean;
	/** ESLint's report. */
	details?: string;
}

export interface ScanResults {
	/** From the scan as n8n publishes it. */
	published: ScanResult;
	/** From the newest of n8n's lint plugins. */
	newest: ScanResult;
}

export type Target = readonly [kind: 'sources' | 'tarball', folder: string];

/** Scans folders one after another in one program: loading the plugins takes as long as a scan. */
export async function scan(targets: readonly Target[]): Promise<ScanResults[]> {
	const program = join(__dirname, 'n8nScan.mjs');
	// One of the plugins decides differently if NODE_ENV is test, as Jest sets it.
	const options = { env: basicEnv(), maxBuffer: 2 ** 26 };
	const { stdout } = await promisify(execFile)(
		process.execPath,
		[program, ...targets.flat()],
		options,
	);
	return JSON.parse(stdout) as ScanResults[];
}
