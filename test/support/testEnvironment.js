/**
 * The Jest environment of all suites. For coverage, Jest also turns on V8's debugger, which then reports every script
 * in the process, again for each test file. Coverage does not need it, and without it the suites take a tenth less time.
 */
const { Session } = require('node:inspector');
const { TestEnvironment } = require('jest-environment-node');

const { post } = Session.prototype;

/** @param args the parameters, if there are any, and the callback */
Session.prototype.post = function (method, ...args) {
	if (method === 'Debugger.enable') args.at(-1)(null, {});
	else post.call(this, method, ...args);
};

module.exports = TestEnvironment;
