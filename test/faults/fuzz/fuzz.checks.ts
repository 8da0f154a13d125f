/** Decodes damaged bodies: each is rejected, or is the page that a strict parser reads. */
import { isDeepStrictEqual } from 'node:util';
import type { Page } from '../../../nodes/IspringLearn/api/decoder/decodePage';
import { decodePage } from '../../../nodes/IspringLearn/api/decoder/decodePage';
import { DecodeError } from '../../../nodes/IspringLearn/api/decoder/decodeError';
import { ENDPOINTS } from '../../../nodes/IspringLearn/api/endpoints/endpoints';
import { Random, seedOf } from '../../support/random';
import { mutated } from './mutate';
import { strictPage } from './strict';
import { makeStrict, withoutTolerated } from './tolerated';

/** Bodies of each format. Both together are more than a million. */
const BODIES = Number(process.env.FUZZ_BODIES ?? 510_000);
const MAX_BODY_MS = 1000;
const TIMEOUT_MS = 480_000;

/** Decodes a body; null when it is rejected. Any other error fails the test and names the body. */
function tryDecode(body: string): Page | null {
	try {
		return decodePage(body, ENDPOINTS.moduleResults);
	} catch (error) {
		if (error instanceof DecodeError) return null;
		return fail(`The decoder broke on ${JSON.stringify(body)}: ${String(error)}`);
	}
}

function timed(body: string) {
	const started = performance.now();
	const page = tryDecode(body);
	const milliseconds = performance.now() - started;
	if (milliseconds < MAX_BODY_MS) return { page, milliseconds };
	// The machine may have been busy. A body that is really slow is slow again.
	const again = performance.now();
	tryDecode(body);
	return { page, milliseconds: performance.now() - again };
}

function fail(what: string): never {
	throw new Error(what);
}

/** Describes how an accepted page differs from what a strict parser reads; null when it doesn't. */
function findDifference(body: string, { records, nextPageToken }: Page): string | null {
	const read = withoutTolerated({ records, token: nextPageToken });
	try {
		const strict = withoutTolerated(strictPage(makeStrict(body)));
		if (JSON.stringify(read) === JSON.stringify(strict) || isDeepStrictEqual(read, strict)) {
			return null;
		}
		return `read as ${JSON.stringify(read)} instead of ${JSON.stringify(strict)}`;
	} catch (error) {
		return `not a page for a strict parser: ${error instanceof Error ? error.message : String(error)}`;
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
				const difference = findDifference(body, page);
				if (difference !== null)
					found.push(`SEED=${seed}, body ${at}: ${JSON.stringify(body)}: ${difference}`);
				if (found.length === 10) break;
			}
			process.stdout.write(
				`Fuzz of ${format}: ${accepted} accepted, longest ${Math.round(longest)} ms, ${Math.round((Date.now() - started) / 1000)} s in all\n`,
			);
			expect(found).toEqual([]);
			// The test would show nothing if no page survived its damage.
			expect(accepted).toBeGreaterThan(BODIES / 50);
			expect(longest).toBeLessThan(MAX_BODY_MS);
		},
		TIMEOUT_MS,
	);
}
