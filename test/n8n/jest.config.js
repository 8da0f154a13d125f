/** The packed tarball in a real n8n. Slow: every test starts processes of n8n. */
const { suite } = require('../support/jestConfig');

module.exports = {
	rootDir: '../..',
	...suite('n8n'),
	testTimeout: 300_000,
	globalSetup: '<rootDir>/test/n8n/services/install.ts',
	maxWorkers: 1,
};
