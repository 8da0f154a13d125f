/** The licences and the bill of materials in the tarball list exactly the libraries in its bundles. */
import type { Spec } from '@cyclonedx/cyclonedx-library';
import { Validation } from '@cyclonedx/cyclonedx-library';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { devDependencies } from '../../package.json';
import { filesIn, ROOT, unpackPackage } from '../support/package';

interface Manifest {
	name: string;
	version: string;
}

interface Bom {
	specVersion: Spec.Version;
	metadata: { component: Manifest };
	components: Array<
		Manifest & { group?: string; scope: string; licenses: unknown[]; purl: string }
	>;
}

/** The heading of a licence text: name and version of the library. */
const HEADING = /^((?:@[\w.-]+\/)?[\w.-]+ \d+\.\d+\.\d+)\n\n/;

let folder: string;
let installed: string;
let bundles: string[];

const read = (file: string): string => readFileSync(join(installed, file), 'utf8');

/** Finds the libraries whose files the bundler marks in the code, as `name version`. */
function inlinedIn(code: string): string[] {
	const folders = [...code.matchAll(/^\/\/ (.*node_modules\/(?:@[^/]+\/)?[^/]+)\//gm)].map(
		([, found]) => found,
	);
	return [...new Set(folders)]
		.map((found) => readFileSync(join(ROOT, found, 'package.json'), 'utf8'))
		.map((text) => JSON.parse(text) as Manifest)
		.map(({ name, version }) => `${name} ${version}`)
		.sort();
}

/** Splits the licence texts by library. */
function licencesIn(text: string): Map<string, string> {
	return new Map(
		text.split('\n\n---\n\n').map((part) => {
			const heading = HEADING.exec(part);
			if (heading === null) throw new Error(`No library and version above: ${part.slice(0, 80)}`);
			return [heading[1], part.slice(heading[0].length)] as const;
		}),
	);
}

/** Sentences of each licence, by its name in package.json. */
const LICENCES: Readonly<Record<string, readonly RegExp[]>> = {
	MIT: [/Permission is hereby granted/, /WITHOUT WARRANTY OF ANY KIND/],
	ISC: [/Permission to use, copy, modify, and\/or distribute/, /DISCLAIMS ALL WARRANTIES/],
};

function expectComplete(licences: ReadonlyMap<string, string>, libraries: readonly string[]): void {
	expect([...licences.keys()].sort()).toEqual(libraries);
	for (const [library, text] of licences) {
		const [name] = library.split(' ');
		const { license } = JSON.parse(
			readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8'),
		) as { license: string };
		for (const words of LICENCES[license]) expect(text).toMatch(words);
		expect(text).toMatch(/Copyright (\(c\) )?[A-Z\d]/);
	}
}

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'inlined-'));
	installed = await unpackPackage(folder);
	bundles = filesIn(installed).filter((file) => file.endsWith('.js'));
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the bundles contain the libraries for XML and ZIP and no development dependency', () => {
	const inlined = bundles.flatMap((file) => inlinedIn(read(file)));
	for (const library of ['fast-xml-parser', 'saxes', 'fflate'] as const) {
		expect(inlined).toContain(`${library} ${devDependencies[library]}`);
	}
	expect(inlined.join()).not.toMatch(/n8n|luxon|esbuild|jest/);
});

test('each bundle and the common file have exactly the licence texts of their inlined libraries', () => {
	for (const file of bundles) {
		const [, code, footer] =
			/^([^]*)\n\/\*! Inlined libraries:\n\n([^]*?)\n\*\/\n$/.exec(read(file)) ?? [];
		expectComplete(licencesIn(footer), inlinedIn(code));
	}
	const all = bundles.flatMap((file) => inlinedIn(read(file)));
	const together = licencesIn(read('dist/THIRD-PARTY-LICENSES.txt'));
	expectComplete(together, [...new Set(all)].sort());
});

test('the bill of materials names the same libraries and is valid CycloneDX', async () => {
	const text = read('dist/bom.json');
	const { specVersion, metadata, components } = JSON.parse(text) as Bom;
	const validator = new Validation.JsonStrictValidator(specVersion);
	expect(await validator.validate(text)).toBeNull();
	expect(await validator.validate(text.replace('"library"', '"nothing"'))).not.toBeNull();

	const manifest = JSON.parse(read('package.json')) as Manifest;
	expect(metadata.component).toMatchObject({ name: manifest.name, version: manifest.version });
	const named = components
		.filter(({ scope }) => scope === 'required')
		.map(({ group, name, version }) => `${group ? `${group}/` : ''}${name} ${version}`);
	const all = bundles.flatMap((file) => inlinedIn(read(file)));
	expect(named.sort()).toEqual([...new Set(all)].sort());
	expect(components).toHaveLength(named.length);
	for (const { licenses, purl } of components) {
		expect(licenses).toHaveLength(1);
		expect(purl).toMatch(/^pkg:npm\//);
	}
});
