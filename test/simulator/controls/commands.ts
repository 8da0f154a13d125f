import type { ServerResponse } from 'node:http';
import type { Fault } from '../faults';
import type { Rules } from '../rules';
import type { Simulator } from '../server';
import { webhookCommands, webhookLines } from './webhooks';

interface Command {
	method: string;
	what: string;
	body: string;
}

async function run(simulator: Simulator, { method, what, body }: Command): Promise<number> {
	try {
		const commands: Partial<Record<string, () => unknown>> = {
			'POST faults': () =>
				simulator.faults.add(...([JSON.parse(body)] as Array<Fault | Fault[]>).flat()),
			'POST rules': () => Object.assign(simulator.rules, JSON.parse(body) as Partial<Rules>),
			'POST reset': () => simulator.reset(),
			'POST revoke': () => simulator.revokeTokens(),
			'GET state': () => undefined,
			'GET requests': () => undefined,
			...webhookCommands(simulator, body),
		};
		const command = commands[`${method} ${what}`];
		await command?.();
		return command ? 200 : 404;
	} catch {
		return 400;
	}
}

/** What is sent as lines of JSON. */
const LINES: Readonly<Record<string, (simulator: Simulator) => string>> = {
	requests: (simulator) => simulator.requestLines(),
	...webhookLines,
};

/**
 * Controls the simulator from another process, below `/_simulator/`: `POST faults` (one or a list), `POST rules` (those to change), `POST reset`,
 * `POST revoke`, `GET state`, `GET requests` (one per line), and those of webhooks.
 */
export async function control(
	simulator: Simulator,
	command: Command,
	res: ServerResponse,
): Promise<void> {
	const status = await run(simulator, command);
	const lines = command.method === 'GET' ? LINES[command.what] : undefined;
	if (status === 200 && lines) {
		res.writeHead(status, { 'Content-Type': 'application/x-ndjson' });
		res.end(lines(simulator));
		return;
	}
	const { requests, violations, tokenRequests, pageRequests, recordRequests } = simulator;
	const { writeRequests, maxConcurrent, maxConcurrentWrites, faults, rules } = simulator;
	const counts = { tokenRequests, pageRequests, recordRequests, writeRequests };
	const answer =
		command.what === 'state'
			? {
					requests,
					violations,
					...counts,
					maxConcurrent,
					maxConcurrentWrites,
					rules,
					faults: faults.pending,
				}
			: { ok: status === 200 };
	res.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
}
