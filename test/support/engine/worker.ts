/** Functions that n8nEnvironment.js provides to tests, because n8n-core is outside of their module registry. */
declare global {
	/** Requires a module that the worker loads once, as n8n-core would find it. */
	function requireOnce(name: string): unknown;
	/** Makes n8n-core's `require` of this file return these exports. */
	function provideModule(filename: string, exports: unknown): void;
}

export const { requireOnce, provideModule } = globalThis;
