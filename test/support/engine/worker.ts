/** What n8nEnvironment.js lends to the tests: n8n-core lives outside of their module registry. */
declare global {
	/** Requires a module that the worker loads once, as n8n-core would find it. */
	function requireOnce(name: string): unknown;
	/** Makes a `require` of this file by n8n-core return these exports. */
	function provideModule(filename: string, exports: unknown): void;
}

export const { requireOnce, provideModule } = globalThis;
