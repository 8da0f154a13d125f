/**
 * Suites: pure functions; the engine on the sources, for coverage; the engine on the build; the
 * tarball; the repository itself.
 */
const common = {
	testEnvironment: 'node',
	transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
	modulePathIgnorePatterns: ['<rootDir>/dist/package.json'],
};

module.exports = {
	projects: [
		{ ...common, displayName: 'unit', testMatch: ['<rootDir>/test/unit/**/*.test.ts'] },
		{
			...common,
			displayName: 'engine on sources',
			testMatch: ['<rootDir>/test/engine/**/*.test.ts'],
			moduleNameMapper: { '/dist/(nodes|credentials)/(.*)\\.js$': '<rootDir>/$1/$2.ts' },
		},
		{ ...common, displayName: 'engine', testMatch: ['<rootDir>/test/engine/**/*.test.ts'] },
		{ ...common, displayName: 'package', testMatch: ['<rootDir>/test/package/**/*.test.ts'] },
		{ ...common, displayName: 'repository', testMatch: ['<rootDir>/test/repository/**/*.test.ts'] },
	],
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	coverageThreshold: { global: { lines: 95, branches: 90 } },
	coverageReporters: ['text-summary', 'lcovonly'],
	testTimeout: 30_000,
};
