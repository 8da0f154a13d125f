/** The quick suites: pure functions; the build in n8n's engine; the tarball; the repository itself. */
const { suite, withN8n } = require('./test/support/jestConfig');

module.exports = {
	projects: [suite('unit'), suite('engine', withN8n), suite('package'), suite('repository')],
	coverageProvider: 'v8',
	collectCoverageFrom: ['{nodes,credentials}/**/*.ts', 'dist/{nodes,credentials}/**/*.js'],
	coverageThreshold: { global: { lines: 97, branches: 94 } },
	coverageReporters: ['text-summary', 'lcovonly'],
	testTimeout: 60_000,
	// By itself, Jest leaves one processor free: on two, that is half of them.
	maxWorkers: '100%',
};
