/**
 * The tables of columns in docs/columns.md, from the package's own schemas and texts.
 * `npx tsx test/support/columnTables.ts` writes them into the document.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ListEndpoint } from '../../nodes/IspringLearn/api/endpoints/endpoint';
import { ENDPOINTS } from '../../nodes/IspringLearn/api/endpoints/endpoints';
import { PROGRESS } from '../../nodes/IspringLearn/api/endpoints/progress';
import { UNGRADED_ATTEMPTS } from '../../nodes/IspringLearn/api/endpoints/homework';
import { TRACK_COURSES } from '../../nodes/IspringLearn/api/endpoints/learningTracks';
import { TRAINING_LISTS } from '../../nodes/IspringLearn/api/endpoints/trainings';
import type { ColumnType } from '../../nodes/IspringLearn/api/schema/recordSchema';
import { columnTexts } from '../../nodes/IspringLearn/fields/columnTexts';
import { previews } from '../../nodes/IspringLearn/resources';
import { replaceSection, sectionOf } from './generatedSection';
import { ROOT } from './package';

const DOCUMENT = join(ROOT, 'docs/columns.md');

const SECTION = 'columns';

const TYPES: Readonly<Record<ColumnType, string>> = {
	text: 'text',
	id: 'text',
	dateTime: 'date',
	enum: 'text',
	number: 'number',
	boolean: 'true or false',
	object: 'object',
	list: 'list',
};

/** The list that Get Many reads, by the name of the resource, most of them in the plural. */
const ENDPOINTS_BY_NAME: Readonly<Record<string, ListEndpoint>> = {
	...ENDPOINTS,
	homework: UNGRADED_ATTEMPTS,
	learningTracks: TRACK_COURSES,
	trainings: TRAINING_LISTS.sessions,
	courseProgress: PROGRESS.courseProgress.courses,
	learnerProgress: PROGRESS.learnerProgress.courses,
};

/** The names of endpoints that are no resource with an s. */
const PLURALS: Readonly<Record<string, string>> = { quiz: 'quizzes' };

/** "moduleResult" → "Module Result". */
export const titleOf = (resource: string): string =>
	resource.replace(/^[a-z]/, (letter) => letter.toUpperCase()).replace(/\B[A-Z]/g, ' $&');

/** The table of an endpoint's columns. */
export function columnTable(
	title: string,
	endpoint: ListEndpoint,
	simplified: readonly string[],
): string {
	const texts = columnTexts(endpoint);
	const rows = endpoint.schema.columns.map(({ name, type }) => {
		const mark = simplified.includes(name) ? 'yes' : '';
		return `| \`${name}\` | ${TYPES[type]} | ${texts[name]} | ${mark} |`;
	});
	return [
		'<details>',
		`<summary>${title}</summary>`,
		'',
		'| column | type | meaning | Simplified |',
		'| --- | --- | --- | --- |',
		...rows,
		'',
		'</details>',
	].join('\n');
}

/** The list that has the columns of a resource. */
export const endpointOf = (resource: string): ListEndpoint =>
	ENDPOINTS_BY_NAME[PLURALS[resource] ?? `${resource}s`] ?? ENDPOINTS_BY_NAME[resource];

function resourceTables(): string[] {
	const { moduleResult, ...others } = previews();
	return Object.entries({ moduleResult, ...others }).map(([resource, { getAll }]) =>
		columnTable(titleOf(resource), endpointOf(resource), Object.keys(getAll.properties)),
	);
}

/** The tables of all resources, with the lines around them. */
export const columnTables = (): string => sectionOf(SECTION, resourceTables());

/** The document, with new tables in place of its own. */
export const withColumnTables = (text: string): string =>
	replaceSection(text, SECTION, resourceTables());

if (require.main === module) {
	writeFileSync(DOCUMENT, withColumnTables(readFileSync(DOCUMENT, 'utf8')));
}
