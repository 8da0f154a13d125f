/** Stands in for n8n-workflow in tests: the copy that n8nEnvironment.js has loaded. */
module.exports = globalThis.requireOnce('n8n-workflow');
