/** Builds the package into dist: what `npm pack` ships besides README, LICENSE and CHANGELOG. */
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');
const { dest, parallel, series, src } = require('gulp');
const manifest = require('./package.json');

const DIST = 'dist';

/** n8n brings these; everything else is inlined, so that the package depends on nothing. */
const EXTERNAL = ['n8n-workflow', 'luxon'];

/** What n8n loads, as package.json names it. */
const loaded = [...manifest.n8n.credentials, ...manifest.n8n.nodes];

const sourceOf = (file) => file.replace(/^dist\//, '').replace(/\.js$/, '.ts');

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

/** The licence texts of the libraries that a bundle has inlined, as a comment at its top. */
function licencesOf(inputs) {
	const names = Object.keys(inputs)
		.map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1])
		.filter((name) => name !== undefined);
	const texts = [...new Set(names)].sort().map((name) => {
		const root = path.join('node_modules', name);
		const file = fs.readdirSync(root).find((entry) => /^licen[cs]e/i.test(entry));
		const { version, license } = JSON.parse(
			fs.readFileSync(path.join(root, 'package.json'), 'utf8'),
		);
		const text = file
			? fs.readFileSync(path.join(root, file), 'utf8').trim()
			: `Licence: ${license}`;
		return `${name} ${version}\n\n${text.replaceAll('*/', '* /')}`;
	});
	return texts.length === 0 ? '' : `/*! Inlined libraries:\n\n${texts.join('\n\n---\n\n')}\n*/\n`;
}

async function bundle() {
	for (const file of loaded) {
		const { metafile } = await esbuild.build({
			entryPoints: [sourceOf(file)],
			outfile: file,
			bundle: true,
			platform: 'node',
			format: 'cjs',
			target: 'node20',
			external: EXTERNAL,
			legalComments: 'none',
			metafile: true,
			logLevel: 'warning',
		});
		const licences = licencesOf(metafile.inputs);
		await fs.promises.writeFile(file, licences + (await fs.promises.readFile(file, 'utf8')));
	}
}

const copyIcons = () => src('icons/*.svg', { encoding: false }).pipe(dest(`${DIST}/icons`));

/** Codex files, and the schemas that the editor previews output with. */
const copyData = () => src('nodes/**/*.json').pipe(dest(`${DIST}/nodes`));

/** n8n is silent about a missing codex file or icon: the build is not. */
async function check() {
	const wanted = loaded.flatMap((file) => [
		file,
		...(file.endsWith('.node.js') ? [file.replace(/\.js$/, '.json')] : []),
		...[...fs.readFileSync(file, 'utf8').matchAll(/["'`]file:([^"'`]+\.svg)["'`]/g)].map(
			([, icon]) => path.join(path.dirname(file), icon),
		),
	]);
	const missing = wanted.filter((file) => !fs.existsSync(file));
	if (missing.length > 0) throw new Error(`Missing from the build: ${missing.join(', ')}`);
}

exports.clean = clean;
exports.build = series(typecheck, clean, parallel(bundle, copyIcons, copyData), check);
exports.default = exports.build;
