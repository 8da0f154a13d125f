/** The packed tarball, unpacked where only the libraries that n8n provides are reachable. */
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { filesIn, PACKAGE_NAME, ROOT, unpackPackage } from '../support/package';

const RESOURCES = [
	'answer',
	'certificate',
	'course',
	'courseModule',
	'courseProgress',
	'courseResult',
	'department',
	'enrollment',
	'group',
	'homework',
	'learnerProgress',
	'learningTrack',
	'moduleResult',
	'points',
	'quiz',
	'training',
	'user',
];

/** Operations for one record, and those that change something. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
	certificate: ['download', 'getLink'],
	department: ['create', 'delete', 'get', 'moveUsers', 'update', 'upsert'],
	enrollment: ['enroll', 'get', 'reenroll', 'unenroll', 'update'],
	group: ['addMembers', 'create', 'delete', 'get', 'removeMembers', 'replaceMembers', 'update'],
	points: ['award', 'withdraw'],
	training: ['get', 'getParticipants'],
	user: ['activate', 'create', 'deactivate', 'delete', 'get', 'terminate', 'update', 'upsert'],
};

const EXPORTED = [
	'answer',
	'certificate',
	'courseProgress',
	'courseResult',
	'enrollment',
	'learnerProgress',
	'moduleResult',
	'training',
	'user',
];

let folder: string;
let files: string[];
let installed: string;

interface Manifest {
	dependencies?: object;
	peerDependencies: object;
	scripts: Record<string, string>;
	n8n: { nodes: string[]; credentials: string[] };
}

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'tarball-'));
	installed = await unpackPackage(folder);
	files = filesIn(installed);
	for (const name of ['n8n-workflow', 'luxon']) {
		symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
	}
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('contains dist, README, LICENSE, CHANGELOG and nothing else', () => {
	const others = files.filter((file) => !file.startsWith('dist/')).sort();
	expect(others).toEqual(['CHANGELOG.md', 'LICENSE.md', 'README.md', 'package.json']);
	expect(files.filter((file) => file.startsWith('dist/')).sort()).toEqual([
		'dist/THIRD-PARTY-LICENSES.txt',
		'dist/bom.json',
		'dist/credentials/IspringLearnApi.credentials.js',
		'dist/icons/ispringLearn.dark.svg',
		'dist/icons/ispringLearn.svg',
		'dist/nodes/IspringLearn/IspringLearn.node.js',
		'dist/nodes/IspringLearn/IspringLearn.node.json',
		'dist/nodes/IspringLearn/IspringLearnInstantTrigger.node.js',
		'dist/nodes/IspringLearn/IspringLearnInstantTrigger.node.json',
		'dist/nodes/IspringLearn/IspringLearnTrigger.node.js',
		'dist/nodes/IspringLearn/IspringLearnTrigger.node.json',
		...[
			...RESOURCES.map((name) => `${name}/getAll`),
			...EXPORTED.map((name) => `${name}/export`),
			...Object.entries(OTHERS).flatMap(([one, names]) => names.map((name) => `${one}/${name}`)),
		]
			.sort()
			.map((name) => `dist/nodes/IspringLearn/__schema__/v1.0.0/${name}.json`),
	]);
});

test('has no dependencies and no install scripts', () => {
	const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Manifest;
	expect(manifest.dependencies).toBeUndefined();
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	const lifecycle = ['install', 'preinstall', 'postinstall', 'prepare'];
	expect(Object.keys(manifest.scripts).filter((name) => lifecycle.includes(name))).toEqual([]);
	for (const file of [...manifest.n8n.nodes, ...manifest.n8n.credentials])
		expect(files).toContain(file);
});

test('uses no global that n8n Cloud restricts, and only modules that n8n provides', () => {
	for (const file of files.filter((name) => name.endsWith('.js'))) {
		const text = readFileSync(join(installed, file), 'utf8');
		const code = text.slice(text.indexOf('*/') + 2).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
		expect(code).not.toMatch(
			/\b(setTimeout|setInterval|setImmediate|clearTimeout|globalThis|__dirname)\b/,
		);
		expect(code).not.toMatch(/(?<![.\w])(process|global)\b\s*[.[]/);
		const required = [...code.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name);
		expect(
			required.filter((name) => !['n8n-workflow', 'luxon', 'node:crypto'].includes(name)),
		).toEqual([]);
	}
});

test('the node loads on its own and parses XML', async () => {
	const page = `<response><results><result><userId>u</userId><moduleTitle>007</moduleTitle></result></results></response>`;
	const server = createServer((_request, response) => response.end(page));
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const script = join(folder, 'load.cjs');
	writeFileSync(
		script,
		`const { IspringLearn } = require('${PACKAGE_NAME}/dist/nodes/IspringLearn/IspringLearn.node.js');
		const { IspringLearnApi } = require('${PACKAGE_NAME}/dist/credentials/IspringLearnApi.credentials.js');
		const { properties } = new IspringLearn().description;
		const isOperation = ({ name, displayOptions }) =>
			name === 'operation' && displayOptions.show.resource.includes('moduleResult');
		const { routing } = properties.find(isOperation).options.find(({ value }) => value === 'getAll');
		const baseURL = 'http://127.0.0.1:${(server.address() as AddressInfo).port}';
		const parameters = { returnAll: true, output: 'raw' };
		const context = {
			getNode: () => ({ name: 'Node', type: 'ispringLearn', parameters }),
			getNodeParameter: (name, fallback) => parameters[name] ?? fallback,
			getItemIndex: () => 0,
			getCredentials: async () => ({ host: 'custom', baseUrl: baseURL }),
			getExecuteData: () => ({ node: { name: 'Node' }, data: {} }),
			getExecutionCancelSignal: () => undefined,
			continueOnFail: () => false,
			helpers: {
				httpRequestWithAuthentication: async () => {
					const response = await fetch(baseURL);
					return { statusCode: 200, headers: {}, body: await response.text() };
				},
			},
		};
		(async () => {
			const items = await routing.operations.pagination.call(context, { options: { baseURL } });
			process.stdout.write(JSON.stringify({ name: new IspringLearnApi().name, items }));
		})();`,
	);
	try {
		const { stdout: output } = await promisify(execFile)(process.execPath, [script], {
			cwd: folder,
		});
		expect(JSON.parse(output)).toEqual({
			name: 'ispringLearnApi',
			items: [{ json: { userId: 'u', moduleTitle: '007' }, pairedItem: { item: 0 } }],
		});
	} finally {
		server.close();
	}
});
