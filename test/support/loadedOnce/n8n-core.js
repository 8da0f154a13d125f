/** Stands in for n8n-core in tests: the copy that n8nEnvironment.js has loaded. */
module.exports = globalThis.requireOnce('n8n-core');
