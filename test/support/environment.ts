/** Environment variables that child processes inherit: no N8N_, DB_, npm_, NODE_OPTIONS or Jest settings. */
const KEPT =
	/^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_.*|TMPDIR|TZ|XDG_.*|(HTTPS?|NO|ALL)_PROXY|NPM_CONFIG_(REGISTRY|CACHE|CAFILE|USERCONFIG)|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|CC|CXX|PYTHON)$/i;

export function basicEnv(): Record<string, string> {
	return Object.fromEntries(
		Object.entries(process.env).filter(
			(entry): entry is [string, string] => entry[1] !== undefined && KEPT.test(entry[0]),
		),
	);
}
