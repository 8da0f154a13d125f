/**
 * n8n's scan of community packages, without its downloads. `node n8nScan.mjs (sources|tarball FOLDER)…` scans each
 * folder twice: with the scan as n8n publishes it, and with the newest of n8n's lint plugins, which the scan adopts
 * later. It prints the results as JSON. A program of its own, because the scan is an ES module and Jest cannot load it.
 */
import community from '@n8n/eslint-plugin-community-nodes';
import {
	analyzePackage,
	buildScanConfig,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { ESLint } from 'eslint';
import nodesBase from 'eslint-plugin-n8n-nodes-base';

/** Every file of the tarball is scanned, JSON included, which is more than n8n does. */
const PATTERNS = { sources: SOURCE_FILE_PATTERNS, tarball: ['**/*.js', '**/*.ts', '**/*.json'] };

/** The scan's own configuration with the newest plugins. */
async function newestConfig() {
	const blocks = await buildScanConfig();
	return blocks.map((block) => {
		const names = Object.keys(block.plugins ?? {});
		if (names.includes('@n8n/community-nodes')) return community.configs.recommended;
		if (names.includes('n8n-nodes-base'))
			return { ...block, plugins: { 'n8n-nodes-base': nodesBase } };
		return block;
	});
}

async function lintWithNewest(folder, patterns) {
	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await newestConfig(),
		errorOnUnmatchedPattern: false,
	});
	const results = await eslint.lintFiles(patterns);
	const { format } = await eslint.loadFormatter('stylish');
	return {
		passed: results.every(({ errorCount }) => errorCount === 0),
		details: await format(results),
	};
}

const results = [];
const [, , ...args] = process.argv;
for (let at = 0; at < args.length; at += 2) {
	const [kind, folder] = args.slice(at, at + 2);
	const patterns = PATTERNS[kind];
	results.push({
		published: await analyzePackage(folder, patterns),
		newest: await lintWithNewest(folder, patterns),
	});
}
process.stdout.write(JSON.stringify(results));
