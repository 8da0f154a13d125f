import { startSimulator, type SimulatorOptions } from './server';

type Option = { kind: 'number' | 'text' | 'flag'; help: string; values?: readonly string[] };
/** The command line: `--rows 2500`, `--rows=2500`, `--numeric-tokens`, `--all-active false`. */
const OPTIONS: Readonly<Record<string, Option>> = {
	port: { kind: 'number', help: 'port; 0 takes a free one (8787)' },
	rows: { kind: 'number', help: 'number of module results (2500)' },
	seed: { kind: 'number', help: 'another seed gives another world (7)' },
	users: { kind: 'number', help: 'number of users (200)' },
	courses: { kind: 'number', help: 'number of courses (20)' },
	modulesPerCourse: { kind: 'number', help: 'modules of each course (5)' },
	allActive: { kind: 'flag', help: 'false: some users are inactive or have left (true)' },
	format: {
		kind: 'text',
		help: 'auto follows Accept; json or xml whatever is asked (auto)',
		values: ['auto', 'json', 'xml'],
	},
	clientId: { kind: 'text', help: 'client id (sim-client)' },
	clientSecret: { kind: 'text', help: 'client secret (sim-secret)' },
	tokenLifeSeconds: { kind: 'number', help: 'life of an access token (1800)' },
	tokenUses: { kind: 'number', help: 'an access token dies after so many list requests' },
	authorization: {
		kind: 'text',
		help: 'form of the header that is taken (either)',
		values: ['either', 'bearer', 'bare'],
	},
	basePath: { kind: 'text', help: 'before every resource path, e.g. /api/v3' },
	delayMs: { kind: 'number', help: 'wait before every list answer' },
	userFields: {
		kind: 'text',
		help: 'form of the fields of users (array)',
		values: ['array', 'object', 'single'],
	},
	numericTokens: { kind: 'flag', help: 'page tokens are all digits' },
	emptyLastToken: { kind: 'flag', help: 'the last page has an empty token' },
	htmlHost: { kind: 'flag', help: 'unknown paths answer HTML 200' },
};
const dashed = (name: string): string =>
	`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

function fail(message: string): never {
	console.error(`${message}\nTry --help.`);
	process.exit(2);
}

function readArguments(given: readonly string[]): SimulatorOptions {
	const options: Record<string, string | number | boolean> = {};
	for (let n = 0; n < given.length; n++) {
		const [flag, ...rest] = given[n].split('=');
		const name = Object.keys(OPTIONS).find((one) => dashed(one) === flag);
		if (name === undefined) fail(`Unknown option ${given[n]}`);
		const { kind, values } = OPTIONS[name];
		let text = rest.length > 0 ? rest.join('=') : undefined;
		if (
			text === undefined &&
			n + 1 < given.length &&
			(kind !== 'flag' || /^(true|false)$/.test(given[n + 1]))
		)
			text = given[++n];
		if (kind === 'flag') options[name] = text !== 'false';
		else if (text === undefined) fail(`${flag} needs a value`);
		else if (values && !values.includes(text)) fail(`${flag} must be one of ${values.join(', ')}`);
		else if (kind === 'number' && !/^\d+(\.\d+)?$/.test(text)) fail(`${flag} must be a number`);
		else options[name] = kind === 'number' ? Number(text) : text;
	}
	return { port: 8787, ...options };
}

async function main(): Promise<void> {
	const given = process.argv.slice(2);
	if (given.includes('--help') || given.includes('-h')) {
		const lines = Object.entries(OPTIONS).map(
			([name, { help, values }]) =>
				`  ${dashed(name).padEnd(22)} ${help}${values ? `: ${values.join(', ')}` : ''}`,
		);
		console.log(
			`A stand-in for the iSpring Learn REST API.\n\nnpm run simulator -- [options]\n\n${lines.join('\n')}`,
		);
		return;
	}
	const options = readArguments(given);
	const simulator = await startSimulator(options);
	const { url, clientId, clientSecret } = simulator;
	const base = url + (options.basePath ?? '');
	console.log(
		[
			`iSpring Learn simulator: ${base}`,
			`Client ID:     ${clientId}`,
			`Client secret: ${clientSecret}`,
			'',
			`TOKEN=$(curl -s ${url}/api/v3/token -H 'Accept: application/json' -d grant_type=client_credentials \\`,
			`  --data-urlencode 'client_id=${clientId}' --data-urlencode 'client_secret=${clientSecret}' | sed -n 's/.*access_token[">:]*\\([A-Za-z0-9_-]\\{20,\\}\\).*/\\1/p')`,
			`curl -g "${base}/learners/modules/results?pageSize=2" -H "Authorization: Bearer $TOKEN" -H 'Accept: application/json'`,
			'',
			'Ctrl+C ends it.',
		].join('\n'),
	);
	const end = (): void => void simulator.close().then(() => process.exit(0));
	process.once('SIGINT', end).once('SIGTERM', end);
}

main().catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
