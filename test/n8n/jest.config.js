/** The packed tarball inside real n8n. Slow: every test starts processes of n8n. */
module.exports = {
	rootDir: '../..',
	displayName: 'n8n',
	testEnvironment: 'node',
	transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
	modulePathIgnorePatterns: ['<rootDir>/dist/package.json'],
	testMatch: ['<rootDir>/test/n8n/**/*.test.ts'],
	testTimeout: 300_000,
	globalSetup: '<rootDir>/test/n8n/services/install.ts',
	maxWorkers: 1,
};
