import type { ServerResponse } from 'node:http';
import type { Fault } from '../faults';
import type { Rules } from '../rules';
import type { Simulator } from '../server';

interface Command {
	method: string;
	what: string;
	body: string;
}

function run(simulator: Simulator, { method, what, body }: Command): number {
	try {
		const commands: Partial<Record<string, () => unknown>> = {
			'POST faults': () =>
				simulator.faults.add(...([JSON.parse(body)] as Array<Fault | Fault[]>).flat()),
			'POST rules': () => Object.assign(simulator.rules, JSON.parse(body) as Partial<Rules>),
			'POST reset': () => simulator.reset(),
			'POST revoke': () => simulator.revokeTokens(),
			'GET state': () => undefined,
			'GET requests': () => undefined,
		};
		const command = commands[`${method} ${what}`];
		command?.();
		return command ? 200 : 404;
	} catch {
		return 400;
	}
}

/**
 * Controls the simulator from another process, below `/_simulator/`: `POST faults` (one or a list), `POST rules` (those to change), `POST reset`,
 * `POST revoke`, `GET state`, and `GET requests` (one per line).
 */
export function control(simulator: Simulator, command: Command, res: ServerResponse): void {
	const status = run(simulator, command);
	if (status === 200 && command.what === 'requests') {
		res.writeHead(status, { 'Content-Type': 'application/x-ndjson' });
		res.end(simulator.requestLines());
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
