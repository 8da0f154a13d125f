/**
 * n8n's scan of community packages, without its downloads: `node n8nScan.mjs sources|tarball FOLDER`
 * writes one verdict as the scan is published, and one with the newest of n8n's lint plugins, which
 * the scan takes later. A program of its own: the scan is an ES module, which Jest does not load.
 */
import community from '@n8n/eslint-plugin-community-nodes';
import {
	analyzePackage,
	buildScanConfig,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { ESLint } from 'eslint';
import nodesBase from 'eslint-plugin-n8n-nodes-base';

/** Of the tarball everything is read, its JSON as well: more than n8n does. */
const PATTERNS = { sources: SOURCE_FILE_PATTERNS, tarball: ['**/*.js', '**/*.ts', '**/*.json'] };

/** The scan's own configuration, its plugins exchanged. */
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

const [kind, folder] = process.argv.slice(2);
const patterns = PATTERNS[kind];
const verdicts = {
	published: await analyzePackage(folder, patterns),
	newest: await lintWithNewest(folder, patterns),
};
process.stdout.write(JSON.stringify(verdicts));
