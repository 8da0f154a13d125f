/** n8n's scan before publication: the sources and the tarball pass, and planted violations fail. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, SHIPPED, unpackPackage } from '../support/package';
import type { ScanResults } from './scan';
import { scan } from './scan';

const SCAN_TIMEOUT_MS = 180_000;
/** The description of Return All that n8n's rules require. */
const RETURN_ALL = 'Whether to return all results or only up to a given limit';
const SOURCES = ['nodes', 'credentials', 'icons', 'package.json'];

let folder: string;
let results: Record<'sources' | 'tarball' | 'plantedSources' | 'plantedTarball', ScanResults>;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'scan-'));
	const tarball = await unpackPackage(folder);
	const [sources, unpacked, plantedSources, plantedTarball] = await scan([
		['sources', ROOT],
		['tarball', tarball],
		['sources', plantInSources()],
		['tarball', plantInTarball(tarball)],
	]);
	results = { sources, tarball: unpacked, plantedSources, plantedTarball };
}, SCAN_TIMEOUT_MS);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Replaces text in a file. Throws if the text is not there. */
function change(file: string, from: string | RegExp, to: string): void {
	const text = readFileSync(file, 'utf8');
	const changed = text.replace(from, to);
	if (changed === text) throw new Error(`${file} does not contain ${String(from)}`);
	writeFileSync(file, changed);
}

function copyOf(from: string, entries: readonly string[], name: string): string {
	const copy = join(folder, name);
	for (const entry of entries) cpSync(join(from, entry), join(copy, entry), { recursive: true });
	return copy;
}

/** Copies the tarball with violations, and with comments that try to disable the rules. */
function plantInTarball(tarball: string): string {
	const copy = copyOf(tarball, ['dist', 'package.json'], 'planted-tarball');
	change(
		join(copy, 'dist/nodes/IspringLearn/IspringLearn.node.js'),
		/$/,
		'\n/* eslint-disable */\nprocess.env.HOME;\nrequire("node:fs");\n',
	);
	change(
		join(copy, 'package.json'),
		'"peerDependencies"',
		'"dependencies": { "axios": "*" }, "peerDependencies"',
	);
	return copy;
}

function plantInSources(): string {
	const copy = copyOf(ROOT, SOURCES, 'planted-sources');
	const withReturnAll = SHIPPED.filter((file) =>
		readFileSync(join(ROOT, file), 'utf8').includes(RETURN_ALL),
	);
	for (const file of withReturnAll) change(join(copy, file), RETURN_ALL, 'All of them');
	change(
		join(copy, 'credentials/IspringLearnApi.credentials.ts'),
		/$/,
		'\nsetTimeout(() => {});\n',
	);
	return copy;
}

function expectRejected({ published, newest }: ScanResults, rules: readonly string[]): void {
	for (const { passed, details } of [published, newest]) {
		expect(passed).toBe(false);
		for (const rule of rules) expect(details).toContain(rule);
	}
}

test.each(['sources', 'tarball'] as const)('the %s pass', (name) => {
	const { published, newest } = results[name];
	expect([published.details ?? '', newest.details]).toEqual(['', '']);
	expect([published.passed, newest.passed]).toEqual([true, true]);
});

test('rejects a tarball with violations, whatever its comments say', () => {
	expectRejected(results.plantedTarball, [
		'no-restricted-globals',
		'no-restricted-imports',
		'no-runtime-dependencies',
	]);
});

test('rejects sources with violations', () => {
	expectRejected(results.plantedSources, [
		'node-param-description-wrong-for-return-all',
		'no-restricted-globals',
	]);
});

test('nodes/ and credentials/ disable no lint rule', () => {
	const files = SHIPPED.filter((file) =>
		/eslint-(disable|enable)|\/\*\s*eslint\b|@ts-(ignore|expect-error|nocheck)/.test(
			readFileSync(join(ROOT, file), 'utf8'),
		),
	);
	expect(files).toEqual([]);
});
