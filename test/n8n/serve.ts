/**
 * `npm run n8n`: the package in a real n8n, beside a simulated iSpring Learn, until Ctrl-C. Nothing
 * of it is left afterwards but n8n in its cache folder.
 */
import type { Simulator } from '../simulator/server';
import { startSimulator } from '../simulator/server';
import { filledIn, readExamples } from './examples/read';
import { installN8n } from './install/install';
import { withProgress } from './install/progress';
import { Instance, OWNER } from './instance';
import { credentialOf, DEFAULT_OUTPUT, readWorkflow } from './workflows';

const ROWS = 2_500;

/** The example that needs no other service. n8n lists what was stored last first. */
const FIRST = 'data-table';

function say(text: string): void {
	process.stdout.write(`${text}\n`);
}

async function fill({ rest }: Instance, simulator: Simulator): Promise<void> {
	const credential = credentialOf(simulator, 'iSpring Learn (simulated)');
	const stored = { ...credential, id: await rest.createCredential(credential) };
	await rest.createWorkflow(readWorkflow('Read all module results', stored, DEFAULT_OUTPUT));
	const examples = readExamples().sort(
		(a, b) => Number(a.folder === FIRST) - Number(b.folder === FIRST),
	);
	for (const { folder, workflow } of examples) {
		await rest.createWorkflow(filledIn(workflow, stored));
		say(`  imported the example ${folder}`);
	}
}

const titleOf = (folder: string): string =>
	readExamples().find((one) => one.folder === folder)?.workflow.name ?? folder;

/** A running n8n with a simulated account. */
interface Served {
	instance: Instance;
	simulator: Simulator;
}

async function bringUp(): Promise<Served> {
	const n8n = await installN8n();
	const simulator = await startSimulator({ rows: ROWS, now: Math.floor(Date.now() / 1000) });
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
  Try first        "${titleOf(FIRST)}":
                   select Execute workflow, then Data tables in the overview. It needs no other service

  Ctrl-C ends all of it.
`);
}

/** Ctrl-C, or the end of the shell that started this. Further signals have no effect. */
async function untilStopped(): Promise<void> {
	await new Promise<void>((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
			process.on(signal, () => resolve());
		}
	});
}

/** Programs that are still starting end with this process. */
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
