/** Throws damaged bodies at the decoder of pages: nothing but refusals, and no page that a strict reader does not see. */
import { isDeepStrictEqual } from 'node:util';
import type { Page } from '../../../nodes/IspringLearn/api/decoder/decodePage';
import { decodePage } from '../../../nodes/IspringLearn/api/decoder/decodePage';
import { DecodeError } from '../../../nodes/IspringLearn/api/decoder/decodeError';
import { ENDPOINTS } from '../../../nodes/IspringLearn/api/endpoints/endpoints';
import { Random, seedOf } from '../../support/random';
import { mutated } from './mutate';
import { strictPage } from './strict';
import { strictened, withoutTolerated } from './tolerated';

/** Bodies of each format; both together make more than a million. */
const BODIES = Number(process.env.FUZZ_BODIES ?? 510_000);
const LONGEST_MS = 1000;
const AT_MOST_MS = 480_000;

/** Null when it is refused; anything else that is thrown fails the test, with the body. */
function pageOf(body: string): Page | null {
	try {
		return decodePage(body, ENDPOINTS.moduleResults);
	} catch (error) {
		if (error instanceof DecodeError) return null;
		return fail(`The decoder broke on ${JSON.stringify(body)}: ${String(error)}`);
	}
}

function timed(body: string) {
	const started = performance.now();
	const page = pageOf(body);
	const milliseconds = performance.now() - started;
	if (milliseconds < LONGEST_MS) return { page, milliseconds };
	// The machine may have been busy with something else: what is slow is slow again.
	const again = performance.now();
	pageOf(body);
	return { page, milliseconds: performance.now() - again };
}

function fail(what: string): never {
	throw new Error(what);
}

/** Says in what a page that was accepted is another than a strict reader's; null when they are the same. */
function disagreement(body: string, { records, nextPageToken }: Page): string | null {
	const read = withoutTolerated({ records, token: nextPageToken });
	try {
		const strict = withoutTolerated(strictPage(strictened(body)));
		if (JSON.stringify(read) === JSON.stringify(strict) || isDeepStrictEqual(read, strict)) {
			return null;
		}
		return `read as ${JSON.stringify(read)} instead of ${JSON.stringify(strict)}`;
	} catch (error) {
		return `strictly it is none: ${error instanceof Error ? error.message : String(error)}`;
	}
}

export function checkFuzz(format: string, bodyOf: (random: Random) => string): void {
	test(
		`${BODIES.toLocaleString('en-US')} damaged bodies of ${format}`,
		() => {
			const seed = seedOf(`Fuzz of ${format}`);
			const random = new Random(seed);
			const started = Date.now();
			const found: string[] = [];
			let accepted = 0;
			let longest = 0;
			for (let at = 0; at < BODIES; at++) {
				const body = mutated(bodyOf(random), random);
				const { page, milliseconds } = timed(body);
				longest = Math.max(longest, milliseconds);
				if (page === null) continue;
				accepted += 1;
				const why = disagreement(body, page);
				if (why !== null) found.push(`SEED=${seed}, body ${at}: ${JSON.stringify(body)}: ${why}`);
				if (found.length === 10) break;
			}
			process.stdout.write(
				`Fuzz of ${format}: ${accepted} accepted, longest ${Math.round(longest)} ms, ${Math.round((Date.now() - started) / 1000)} s in all\n`,
			);
			expect(found).toEqual([]);
			// Damage that leaves no page whole would prove nothing.
			expect(accepted).toBeGreaterThan(BODIES / 50);
			expect(longest).toBeLessThan(LONGEST_MS);
		},
		AT_MOST_MS,
	);
}
