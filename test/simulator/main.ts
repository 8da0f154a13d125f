import { parseArgs, type ParseArgsConfig } from 'node:util';
import { RULES, type Rules } from './rules';
import { startSimulator, type SimulatorOptions } from './server';

type Option = { kind: 'number' | 'text' | 'flag'; help: string; values?: readonly string[] };
/** The command line: `--rows 2500`, `--rows=2500`, `--numeric-tokens`. */
const OPTIONS: Readonly<Record<string, Option>> = {
	port: { kind: 'number', help: 'port; 0 for a free one (8787)' },
	rows: { kind: 'number', help: 'number of module results (2500)' },
	seed: { kind: 'number', help: 'seed of the simulated account (7)' },
	users: { kind: 'number', help: 'number of users (200)' },
	courses: { kind: 'number', help: 'number of courses (20)' },
	modulesPerCourse: { kind: 'number', help: 'modules of each course (5)' },
	untilNow: { kind: 'flag', help: 'dates end now instead of at 2026-06-01' },
	inactiveUsers: { kind: 'flag', help: 'some users are inactive or have left' },
	format: {
		kind: 'text',
		help: 'format of responses; auto follows the Accept header (auto)',
		values: ['auto', 'json', 'xml'],
	},
	clientId: { kind: 'text', help: 'client id (sim-client)' },
	clientSecret: { kind: 'text', help: 'client secret (sim-secret)' },
	tokenLifeSeconds: { kind: 'number', help: 'lifetime of an access token (1800)' },
	tokenUses: { kind: 'number', help: 'number of list requests an access token is valid for' },
	authorization: {
		kind: 'text',
		help: 'accepted form of the Authorization header (either)',
		values: ['either', 'bearer', 'bare'],
	},
	basePath: { kind: 'text', help: 'prefix of every resource path, e.g. /api/v3' },
	delayMs: { kind: 'number', help: 'delay before every list response' },
	quota: { kind: 'number', help: 'list requests allowed per second; others get 429' },
	requestFile: { kind: 'text', help: 'file to which each request is appended, as a line of JSON' },
	userFields: {
		kind: 'text',
		help: 'form of user fields (array)',
		values: ['array', 'object', 'single'],
	},
	numericTokens: { kind: 'flag', help: 'page tokens are all digits' },
	emptyLastToken: { kind: 'flag', help: 'the last page has an empty token' },
	moduleLists: {
		kind: 'text',
		help: 'available lists of course modules (both)',
		values: ['both', 'old', 'new', 'neither'],
	},
	modulesNeedCourses: { kind: 'flag', help: 'the old list of course modules requires courseIds' },
	callbackHost: {
		kind: 'text',
		help: 'local server of callback URLs: https://n8n.example.com=http://127.0.0.1:5678',
	},
	rules: { kind: 'text', help: 'what the documentation leaves open (rules.ts), as JSON' },
	htmlHost: { kind: 'flag', help: 'unknown paths return HTML with status 200' },
};
const print = (text: string): boolean => process.stdout.write(`${text}\n`);

const dashed = (name: string): string =>
	`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

function fail(message: string): never {
	process.stderr.write(`${message}\nTry --help.\n`);
	process.exit(2);
}

function readRules(text: string): Partial<Rules> {
	let rules: unknown;
	try {
		rules = JSON.parse(text);
	} catch {
		return fail('--rules takes an object as JSON');
	}
	const unknown = Object.keys(rules as object).find((name) => !(name in RULES));
	return unknown === undefined ? (rules as Partial<Rules>) : fail(`--rules: no rule ${unknown}`);
}

function readArguments(): SimulatorOptions | null {
	const known = Object.entries(OPTIONS).map(([name, { kind }]) => [
		dashed(name).slice(2),
		{ type: kind === 'flag' ? ('boolean' as const) : ('string' as const) },
	]);
	const options: ParseArgsConfig['options'] = {
		...Object.fromEntries(known),
		help: { type: 'boolean', short: 'h' },
	};
	const values: Record<string, unknown> = parseArgs({ options }).values;
	if (values.help) return null;
	const chosen = Object.entries(OPTIONS).flatMap(([name, { kind, values: allowed }]) => {
		const text = values[dashed(name).slice(2)];
		if (text === undefined) return [];
		if (kind === 'flag') return [[name, text]];
		if (allowed && !allowed.includes(String(text))) fail(`${dashed(name)}: ${allowed.join(', ')}`);
		const number = Number(text);
		if (kind === 'number' && Number.isNaN(number)) fail(`${dashed(name)} takes a number`);
		return [[name, kind === 'number' ? number : text]];
	});
	const { inactiveUsers, untilNow, callbackHost, rules, ...more } = Object.fromEntries(chosen);
	const now = untilNow ? Math.floor(Date.now() / 1000) : undefined;
	const [origin, local] = String(callbackHost ?? '').split('=');
	if (callbackHost !== undefined && !(URL.canParse(origin) && URL.canParse(local)))
		fail('--callback-host takes two origins: https://n8n.example.com=http://127.0.0.1:5678');
	return {
		port: 8787,
		allActive: !inactiveUsers,
		now,
		callbackHosts: local ? { [origin]: local } : undefined,
		rules: rules === undefined ? undefined : readRules(String(rules)),
		...more,
	};
}

async function main(): Promise<void> {
	const options = readArguments();
	if (options === null) {
		const lines = Object.entries(OPTIONS).map(
			([name, { help, values }]) =>
				`  ${dashed(name).padEnd(22)} ${help}${values ? `: ${values.join(', ')}` : ''}`,
		);
		print(
			`A simulator of the iSpring Learn REST API.\n\nnpm run simulator -- [options]\n\n${lines.join('\n')}`,
		);
		return;
	}
	const simulator = await startSimulator(options);
	const { url, clientId, clientSecret } = simulator;
	const base = url + (options.basePath ?? '');
	print(
		[
			`iSpring Learn simulator: ${base}`,
			`Client ID:     ${clientId}`,
			`Client secret: ${clientSecret}`,
			'',
			`TOKEN=$(curl -s ${url}/api/v3/token -H 'Accept: application/json' -d grant_type=client_credentials \\`,
			`  --data-urlencode 'client_id=${clientId}' --data-urlencode 'client_secret=${clientSecret}' | sed -n 's/.*access_token[">:]*\\([A-Za-z0-9_-]\\{20,\\}\\).*/\\1/p')`,
			`curl -g "${base}/learners/modules/results?pageSize=2" -H "Authorization: Bearer $TOKEN" -H 'Accept: application/json'`,
			'',
			'Press Ctrl+C to stop.',
		].join('\n'),
	);
	const end = (): void => void simulator.close().then(() => process.exit(0));
	process.once('SIGINT', end).once('SIGTERM', end);
}

main().catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
