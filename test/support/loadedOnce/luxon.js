/** Stands in for luxon in tests: the copy that n8nEnvironment.js has loaded. */
module.exports = globalThis.requireOnce('luxon');
