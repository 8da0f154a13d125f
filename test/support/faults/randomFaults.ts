/** Random faults. */
import { TOKEN_PATH } from '../../simulator/api';
import type { Fault } from '../../simulator/server';
import { CATALOGUE, PAGES } from './catalogue';
import type { Random } from '../random';

const PASSING = CATALOGUE.filter(({ once }) => once === 'same');

/** Mostly one that a retry cures: with more of the others, hardly any read would succeed. */
function faultOf(random: Random, requests: number): Fault {
	const { fault } = random.of(random.below(10) === 0 ? CATALOGUE : PASSING);
	const times = random.of([1, 1, 1, 2, 3, 5]);
	if (random.below(12) === 0) {
		return { ...fault, on: { path: TOKEN_PATH, request: 1, times: random.between(1, 2) } };
	}
	return { ...fault, on: { request: random.between(1, requests), times } };
}

/**
 * The faults of one read.
 * @param requests up to which request they may strike
 */
export const faultsOf = (random: Random, requests = PAGES + 4): Fault[] =>
	Array.from({ length: random.between(1, 5) }, () => faultOf(random, requests));
