/** The longer suites: faults at every page, sequences of faults, a fuzz of the page decoder, a soak test. */
const { suite, withN8n } = require('../support/jestConfig');

module.exports = {
	rootDir: '../..',
	...suite('faults', withN8n),
	testTimeout: 600_000,
	maxWorkers: 2,
};
