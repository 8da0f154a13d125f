/**
 * The Jest environment of suites that run n8n's engine. Jest gives each test file a realm and a module registry of its
 * own, and loading n8n-core into each would cost seconds per file. Here each worker loads n8n-core once, in its main
 * realm. The built package and the tests still load afresh for each file, so that nothing they keep in memory is shared.
 */
const { mkdtempSync } = require('node:fs');
const { createRequire } = require('node:module');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const vm = require('node:vm');
const TestEnvironment = require('./testEnvironment');

process.env.N8N_LOG_LEVEL ??= 'silent';
process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'n8n-engine-'));

/** Resolves as n8n-core does: other packages of n8n may have copies of their own. */
const requireOnce = createRequire(require.resolve('n8n-core'));

/** Constructors that n8n tests for with `instanceof`, and `Date`, which tests replace. */
const SHARED_GLOBALS = [
	'Error',
	'AggregateError',
	'EvalError',
	'RangeError',
	'ReferenceError',
	'SyntaxError',
	'TypeError',
	'URIError',
	'Date',
	'Map',
	'Set',
];

const silent = () => {};
const SILENT_LOGGER = { error: silent, warn: silent, info: silent, debug: silent };

module.exports = class N8nEnvironment extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		// Makes errors that the JavaScript engine throws in the test's realm instances of n8n's Error, too.
		Object.setPrototypeOf(vm.runInContext('Error.prototype', this.context), Error.prototype);
		for (const name of SHARED_GLOBALS) this.global[name] = globalThis[name];
		// n8n reads the worker's environment, so tests have to set that one.
		this.environmentBefore = { ...process.env };
		this.global.process.env = process.env;
		// A previous test may have set its own logger.
		requireOnce('n8n-workflow').LoggerProxy.init(SILENT_LOGGER);
		this.global.requireOnce = requireOnce;
		this.global.provideModule = (filename, exports) => {
			require.cache[filename] = { id: filename, filename, loaded: true, exports, children: [] };
		};
	}

	async teardown() {
		// Otherwise, spies on n8n's modules would reach the next file.
		this.moduleMocker.restoreAllMocks();
		for (const name of Object.keys(process.env)) delete process.env[name];
		Object.assign(process.env, this.environmentBefore);
		await super.teardown();
	}
};
