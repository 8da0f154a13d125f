/** Builds the package into dist: what `npm pack` ships besides README, LICENSE and CHANGELOG. */
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { cyclonedxEsbuildPlugin } = require('@cyclonedx/cyclonedx-esbuild');
const esbuild = require('esbuild');
const { dest, parallel, series, src, watch } = require('gulp');
const manifest = require('./package.json');

/** The output. `npm run dev` has another one. */
const DIST = process.env.DIST ?? 'dist';

/** n8n provides these. Everything else is inlined, so that the package has no dependencies. */
const EXTERNAL = ['n8n-workflow', 'luxon'];

/** The build of a library for Node.js may import modules that n8n Cloud does not allow. */
const ALIAS = { fflate: 'fflate/browser' };

/** The files that n8n loads, as listed in package.json. */
const entryFiles = [...manifest.n8n.credentials, ...manifest.n8n.nodes];

const toSource = (file) => file.replace(/^dist\//, '').replace(/\.js$/, '.ts');

async function clean() {
	await fs.promises.rm(DIST, { recursive: true, force: true });
}

async function typecheck() {
	const tsc = require.resolve('typescript/bin/tsc');
	const { status } = spawnSync(process.execPath, [tsc, '--project', 'tsconfig.build.json'], {
		stdio: 'inherit',
	});
	if (status !== 0) throw new Error('The types do not agree, see above');
}

/** The folders of the libraries whose code is in an output, from the bundler's list of its inputs. */
const inlinedFolders = ({ inputs }) =>
	Object.entries(inputs)
		.filter(([, { bytesInOutput }]) => bytesInOutput > 0)
		.map(([file]) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1])
		.filter((folder) => folder !== undefined);

/** The text of the MIT licence, for a library that declares it and ships no text. */
const mitLicence = (holder) =>
	fs.readFileSync('LICENSE.md', 'utf8').replace(/^(Copyright \(c\)) .*$/m, `$1 ${holder}`);

/** Licence texts of libraries that ship none, copied from their repositories: `<name>-<version>.txt`. */
const COPIED_LICENCES = 'licenses';

function licenceText(folder, { name, version, license, author }) {
	const shipped = fs.readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
	if (shipped !== undefined) return fs.readFileSync(path.join(folder, shipped), 'utf8');
	const copied = path.join(COPIED_LICENCES, `${name}-${version}.txt`);
	if (fs.existsSync(copied)) return fs.readFileSync(copied, 'utf8');
	if (license === 'MIT') return mitLicence(author.name ?? author);
	throw new Error(`${name} ${version} is inlined and has no licence text: add ${copied}`);
}

/** Name, version and licence text of a library. */
function licenceEntry(folder) {
	const library = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
	return `${library.name} ${library.version}\n\n${licenceText(folder, library).trim()}`;
}

/** The entries of all libraries, each once. */
const listLicences = (folders) =>
	[...new Set(folders)].sort().map(licenceEntry).join('\n\n---\n\n') + '\n';

/** Bundles each file that n8n loads, and writes the list of inlined libraries and their licences. */
async function bundle() {
	const { metafile } = await esbuild.build({
		entryPoints: entryFiles.map(toSource),
		outdir: DIST,
		outbase: '.',
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		external: EXTERNAL,
		alias: ALIAS,
		legalComments: 'none',
		// For coverage only; not shipped.
		sourcemap: 'external',
		metafile: true,
		logLevel: 'warning',
		plugins: [
			cyclonedxEsbuildPlugin({
				outputFile: 'bom.json',
				mcType: 'library',
				outputReproducible: true,
				validate: true,
			}),
		],
	});
	for (const [file, output] of Object.entries(metafile.outputs)) {
		if (!file.endsWith('.js')) continue;
		// After the code, so that its source map stays valid.
		const licences = listLicences(inlinedFolders(output)).replaceAll('*/', '* /');
		await fs.promises.appendFile(file, `\n/*! Inlined libraries:\n\n${licences}*/\n`);
	}
	const all = Object.values(metafile.outputs).flatMap(inlinedFolders);
	await fs.promises.writeFile(path.join(DIST, 'THIRD-PARTY-LICENSES.txt'), listLicences(all));
}

const copyIcons = () => src('icons/*.svg', { encoding: false }).pipe(dest(`${DIST}/icons`));

/** Codex files. */
const copyData = () => src('nodes/**/*.json').pipe(dest(`${DIST}/nodes`));

/** Writes what the editor shows of an output before the node has run, from the columns of each resource. */
async function writePreviews() {
	const { outputFiles } = await esbuild.build({
		entryPoints: ['nodes/IspringLearn/resources/index.ts'],
		bundle: true,
		write: false,
		platform: 'node',
		format: 'cjs',
		external: EXTERNAL,
		alias: ALIAS,
	});
	const bundled = { exports: {} };
	new Function('module', 'exports', 'require', outputFiles[0].text)(
		bundled,
		bundled.exports,
		require,
	);
	for (const [resource, operations] of Object.entries(bundled.exports.previews())) {
		const folder = `${DIST}/nodes/IspringLearn/__schema__/v1.0.0/${resource}`;
		await fs.promises.mkdir(folder, { recursive: true });
		for (const [operation, preview] of Object.entries(operations)) {
			await fs.promises.writeFile(
				`${folder}/${operation}.json`,
				JSON.stringify(preview, null, '\t'),
			);
		}
	}
}

/** Fails the build for a missing file: n8n does not report a missing codex file or icon. */
async function check() {
	const built = entryFiles.map((file) => path.join(DIST, path.relative('dist', file)));
	const expected = built.flatMap((file) => [
		file,
		...(file.endsWith('.node.js') ? [file.replace(/\.js$/, '.json')] : []),
		...[...fs.readFileSync(file, 'utf8').matchAll(/["'`]file:([^"'`]+\.svg)["'`]/g)].map(
			([, icon]) => path.join(path.dirname(file), icon),
		),
	]);
	const missing = expected.filter((file) => !fs.existsSync(file));
	if (missing.length > 0) throw new Error(`Missing from the build: ${missing.join(', ')}`);
}

/** Writes all of the output over what is there: n8n may be reading it. */
const write = parallel(bundle, copyIcons, copyData, writePreviews);

exports.clean = clean;
exports.build = series(typecheck, clean, write, check);
exports.default = exports.build;

/** Writes the output again after each change. */
const watchChanges = () => watch(['nodes/**', 'credentials/**', 'icons/**', 'package.json'], write);

exports.watch = series(exports.build, watchChanges);
exports['watch:changes'] = watchChanges;
