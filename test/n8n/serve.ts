/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a program of the repository, never shipped to n8n */
/**
 * `npm run n8n`: the package in a real n8n, beside a simulated iSpring Learn, until Ctrl-C. Nothing
 * of it is left afterwards but n8n in its cache folder.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Simulator } from '../simulator/server';
import { startSimulator } from '../simulator/server';
import { installN8n } from './install/install';
import { withProgress } from './install/progress';
import { Instance, OWNER } from './instance';
import { ROOT } from './package';
import type { Credential, Workflow } from './workflows';
import { CREDENTIAL_TYPE, credentialOf, readWorkflow } from './workflows';

const ROWS = 2_500;

function say(text: string): void {
	process.stdout.write(`${text}\n`);
}

/** The example workflows of the repository, by the names of their folders. */
function examples(): Array<[folder: string, workflow: Workflow]> {
	const folder = join(ROOT, 'examples');
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.map((name): [string, string] => [name, join(folder, name, 'workflow.json')])
		.filter(([, file]) => existsSync(file))
		.map(([name, file]) => [name, JSON.parse(readFileSync(file, 'utf8')) as Workflow]);
}

/** The workflow with this account chosen in every node that reads iSpring Learn. */
function withCredential(workflow: Workflow, { id, name }: Credential): Omit<Workflow, 'id'> {
	const nodes = workflow.nodes.map((node) =>
		node.credentials && CREDENTIAL_TYPE in node.credentials
			? { ...node, credentials: { ...node.credentials, [CREDENTIAL_TYPE]: { id, name } } }
			: node,
	);
	const { name: title, connections, settings } = workflow;
	return { name: title, active: false, nodes, connections, settings };
}

async function fill({ rest }: Instance, simulator: Simulator): Promise<void> {
	const credential = credentialOf(simulator, 'iSpring Learn (simulated)');
	const stored = { ...credential, id: await rest.createCredential(credential) };
	const first = readWorkflow('Read all module results', stored);
	await rest.createWorkflow(withCredential(first, stored));
	for (const [folder, workflow] of examples()) {
		await rest.createWorkflow(withCredential(workflow, stored));
		say(`  imported the example ${folder}`);
	}
}

/** A running n8n with a simulated account in it. */
interface Served {
	instance: Instance;
	simulator: Simulator;
}

async function bringUp(): Promise<Served> {
	const n8n = await installN8n();
	const simulator = await startSimulator({ rows: ROWS });
	const instance = await withProgress(
		`Starting n8n ${n8n.version} with the package`,
		async () => await Instance.start({ n8n }),
	);
	await fill(instance, simulator);
	return { instance, simulator };
}

function introduce({ instance, simulator }: Served): void {
	say(`
  n8n ${instance.home.n8n.version}       ${instance.url}
  Sign in          ${OWNER.email}
  Password         ${OWNER.password}
  iSpring Learn    simulated at ${simulator.url}, ${ROWS.toLocaleString('en')} module results;
                   client ID ${simulator.clientId}, client secret ${simulator.clientSecret}

  Ctrl-C ends all of it.
`);
}

/** Ctrl-C, or the end of the shell that started this; more of the same changes nothing. */
async function untilStopped(): Promise<void> {
	await new Promise<void>((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
			process.on(signal, () => resolve());
		}
	});
}

/** What is still on its way up when it is stopped ends with this process. */
async function main(): Promise<void> {
	const stopped = untilStopped();
	const served = await Promise.race([bringUp(), stopped]);
	if (!served) return;
	introduce(served);
	const { instance, simulator } = served;
	const ended = await Promise.race([stopped.then(() => false), instance.ended.then(() => true)]);
	say('Stopping …');
	await instance.stop();
	await simulator.close();
	if (ended) throw new Error(`n8n had ended by itself. It wrote:\n${instance.log.slice(-3000)}`);
}

main().then(
	() => process.exit(0),
	(error: unknown) => {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		process.exit(1);
	},
);
