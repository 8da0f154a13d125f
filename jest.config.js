/** Suites: pure functions; the engine on the build; the tarball; the repository itself. */
const common = {
	testEnvironment: 'node',
	transform: {
		'^.+\\.ts$': ['ts-jest', { diagnostics: false }],
		'/dist/.+\\.js$': '<rootDir>/test/support/sourceMapped.js',
	},
	modulePathIgnorePatterns: ['<rootDir>/dist/package.json'],
};

const suite = (name) => ({
	...common,
	displayName: name,
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
});

module.exports = {
	projects: ['unit', 'engine', 'package', 'repository'].map(suite),
	coverageProvider: 'v8',
	collectCoverageFrom: ['{nodes,credentials}/**/*.ts', 'dist/{nodes,credentials}/**/*.js'],
	coverageThreshold: { global: { lines: 97, branches: 94 } },
	coverageReporters: ['text-summary', 'lcovonly'],
	testTimeout: 60_000,
	// By itself, jest leaves one processor free: on two, that is half of them.
	maxWorkers: '100%',
};
