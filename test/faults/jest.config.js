/** The longer suites: faults at every page, sequences of them, fuzz of the page decoder, a soak. */
module.exports = {
	rootDir: '../..',
	displayName: 'faults',
	testEnvironment: 'node',
	transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
	modulePathIgnorePatterns: ['<rootDir>/dist/package.json'],
	testMatch: ['<rootDir>/test/faults/**/*.test.ts'],
	testTimeout: 600_000,
	maxWorkers: 2,
};
