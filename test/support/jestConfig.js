/** The common part of the Jest configurations of all suites. */
const common = {
	testEnvironment: '<rootDir>/test/support/testEnvironment.js',
	// Jest's clean-up empties the globals of a finished test. With n8nEnvironment.js, these belong to the worker.
	testEnvironmentOptions: { globalsCleanup: 'off' },
	transform: {
		'^.+\\.ts$': ['ts-jest', { diagnostics: false }],
		'/dist/.+\\.js$': '<rootDir>/test/support/sourceMapped.js',
	},
	modulePathIgnorePatterns: ['<rootDir>/dist/package.json'],
};

/** For a suite that runs n8n's engine: each worker loads n8n once. */
const withN8n = {
	testEnvironment: '<rootDir>/test/support/n8nEnvironment.js',
	moduleNameMapper: {
		'^(n8n-core|n8n-workflow|luxon)$': '<rootDir>/test/support/loadedOnce/$1.js',
	},
};

/** The configuration of the suite in a folder of `test/`. */
const suite = (name, more = {}) => ({
	...common,
	displayName: name,
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	...more,
});

module.exports = { suite, withN8n };
