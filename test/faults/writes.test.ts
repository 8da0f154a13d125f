/**
 * Writes under faults in random order: never done twice, never reported as done when they were not, never
 * reported as not done when they were.
 */
import '../support/withoutPauses';
import { LoggerProxy } from 'n8n-workflow';
import { Suite } from '../support/engine/suite';
import { Random, seedOf } from '../support/random';
import { countEffects } from './support/effects';
import { problemsOf, write, writingOf } from './support/writing';

const SEQUENCES = Number(process.env.SEQUENCES ?? 2_000);
const AT_ONCE = 4;

test(`${SEQUENCES} sequences of faults over writes`, async () => {
	const ignore = () => {};
	LoggerProxy.init({ error: ignore, warn: ignore, info: ignore, debug: ignore });
	const seed = seedOf('Sequences of faults over writes');
	const suite = await Suite.open();
	const problems: string[] = [];
	const endings = { done: 0, failed: 0, unconfirmed: 0 };
	let next = 0;
	const worker = async () => {
		while (next < SEQUENCES && problems.length < 5) {
			const n = next++;
			const random = new Random(seed + n);
			const format = random.of(['json', 'xml'] as const);
			const simulator = await suite.simulator({ rows: 5, users: 250, format });
			const writing = writingOf(random, simulator);
			const counts = countEffects(simulator);
			simulator.faults.add(...writing.faults);
			const outcome = await write(suite, simulator, writing);
			await simulator.close();
			const failures = [
				outcome.error?.message,
				...outcome.outputs.flat().map(({ json }) => json.error),
			];
			const messages = failures.filter((message) => message !== undefined).map(String);
			if (messages.length === 0) endings.done += 1;
			else if (messages.some((message) => /may have/.test(message))) endings.unconfirmed += 1;
			else endings.failed += 1;
			for (const problem of problemsOf(writing, outcome, counts)) {
				const { resource, operation, faults, settings, items } = writing;
				const inputs = JSON.stringify({
					resource,
					operation,
					faults,
					settings,
					items: items.length,
				});
				problems.push(`SEED=${seed}, sequence ${n}: ${problem}: ${inputs}: ${messages.join('; ')}`);
			}
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
	process.stdout.write(`Sequences over writes: ${JSON.stringify(endings)}\n`);
	expect(problems).toEqual([]);
	for (const count of Object.values(endings)) expect(count).toBeGreaterThan(SEQUENCES / 20);
});
