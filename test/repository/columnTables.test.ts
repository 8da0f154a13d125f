/** The tables of columns in docs/columns.md, and the texts that they and the form show. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ListEndpoint } from '../../nodes/IspringLearn/api/endpoints/endpoint';
import { ENDPOINTS } from '../../nodes/IspringLearn/api/endpoints/endpoints';
import { RECORDS } from '../../nodes/IspringLearn/api/endpoints/records';
import { UNGRADED_ATTEMPTS } from '../../nodes/IspringLearn/api/endpoints/homework';
import { TRACK_COURSES } from '../../nodes/IspringLearn/api/endpoints/learningTracks';
import { TRAINING_LISTS, TRAINING_ROWS } from '../../nodes/IspringLearn/api/endpoints/trainings';
import { columnTexts } from '../../nodes/IspringLearn/fields/columnTexts';
import { columnTables, withColumnTables } from '../support/columnTables';
import { ROOT } from '../support/package';

const DOCUMENT = readFileSync(join(ROOT, 'docs/columns.md'), 'utf8');

test('the document has the columns of every resource, see test/support/columnTables.ts', () => {
	expect(DOCUMENT).toContain(columnTables());
});

test('writing the tables changes nothing else', () => {
	const stale = DOCUMENT.replace(/\| `timeSpent` .*\n/g, '');
	expect(stale).not.toBe(DOCUMENT);
	expect(withColumnTables(stale)).toBe(DOCUMENT);
});

test('the tables name the unit of a time and the key to match on', () => {
	expect(columnTables()).toMatch(/`timeSpent` \| number \| [^|]*seconds/);
	expect(columnTables()).toMatch(/`resultKey` \| text \| [^|]*match/);
	expect(columnTables()).toMatch(/<summary>Module Result<\/summary>/);
});

test.each<ListEndpoint>([
	...Object.values(ENDPOINTS),
	...Object.values(TRAINING_LISTS),
	...Object.values(TRAINING_ROWS),
	TRACK_COURSES,
	UNGRADED_ATTEMPTS,
])('every column of $name has a text, and no text is left over', (endpoint) => {
	// A single record may have more columns than its list.
	const records = Object.values(RECORDS).filter(({ name }) => name === endpoint.name);
	const names = [endpoint, ...records].flatMap(({ schema }) =>
		schema.columns.map(({ name }) => name),
	);
	expect(Object.keys(columnTexts(endpoint)).sort()).toEqual([...new Set(names)].sort());
});
