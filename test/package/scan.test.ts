/** n8n's scan, before anything is published: sources and tarball pass it, and it can refuse. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, SHIPPED, unpackPackage } from '../support/package';
import { scan } from './scan';

const SCAN_TIMEOUT_MS = 180_000;
const SOURCES = ['nodes', 'credentials', 'icons', 'package.json'];

let folder: string;
let tarball: string;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'scan-'));
	tarball = await unpackPackage(folder);
}, SCAN_TIMEOUT_MS);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Changes a file, and makes sure that it did. */
function change(file: string, from: string | RegExp, to: string): void {
	const text = readFileSync(file, 'utf8');
	const changed = text.replace(from, to);
	expect(changed).not.toBe(text);
	writeFileSync(file, changed);
}

function copyOf(from: string, entries: readonly string[], name: string): string {
	const copy = join(folder, name);
	for (const entry of entries) cpSync(join(from, entry), join(copy, entry), { recursive: true });
	return copy;
}

async function expectRefused(
	kind: 'sources' | 'tarball',
	copy: string,
	rules: readonly string[],
): Promise<void> {
	const { published, newest } = await scan(kind, copy);
	for (const { passed, details } of [published, newest]) {
		expect(passed).toBe(false);
		for (const rule of rules) expect(details).toContain(rule);
	}
}

test(
	'the sources pass',
	async () => {
		const { published, newest } = await scan('sources', ROOT);
		expect([published.details ?? '', newest.details]).toEqual(['', '']);
		expect([published.passed, newest.passed]).toEqual([true, true]);
	},
	SCAN_TIMEOUT_MS,
);

test(
	'the unpacked tarball passes',
	async () => {
		const { published, newest } = await scan('tarball', tarball);
		expect([published.details ?? '', newest.details]).toEqual(['', '']);
		expect([published.passed, newest.passed]).toEqual([true, true]);
	},
	SCAN_TIMEOUT_MS,
);

test(
	'a sabotaged tarball is refused, whatever it says in its comments',
	async () => {
		const copy = copyOf(tarball, ['dist', 'package.json'], 'sabotaged-tarball');
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
		await expectRefused('tarball', copy, [
			'no-restricted-globals',
			'no-restricted-imports',
			'no-runtime-dependencies',
		]);
	},
	SCAN_TIMEOUT_MS,
);

test(
	'sabotaged sources are refused',
	async () => {
		const copy = copyOf(ROOT, SOURCES, 'sabotaged-sources');
		change(
			join(copy, 'nodes/IspringLearn/fields/listFields.ts'),
			'Whether to return all results or only up to a given limit',
			'All of them',
		);
		change(
			join(copy, 'credentials/IspringLearnApi.credentials.ts'),
			/$/,
			'\nsetTimeout(() => {});\n',
		);
		await expectRefused('sources', copy, [
			'node-param-description-wrong-for-return-all',
			'no-restricted-globals',
		]);
	},
	SCAN_TIMEOUT_MS,
);

test('nothing in nodes/ and credentials/ is excused from a rule', () => {
	const excuses = SHIPPED.filter((file) =>
		/eslint-(disable|enable)|\/\*\s*eslint\b|@ts-(ignore|expect-error|nocheck)/.test(
			readFileSync(join(ROOT, file), 'utf8'),
		),
	);
	expect(excuses).toEqual([]);
});
