/**
 * The tables of columns in the README, from the package's own schemas and texts.
 * `npx tsx test/support/columnTables.ts` writes them into the README.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ListEndpoint } from '../../nodes/IspringLearn/api/endpoints/endpoint';
import { ENDPOINTS } from '../../nodes/IspringLearn/api/endpoints/endpoints';
import type { ColumnType } from '../../nodes/IspringLearn/api/schema/recordSchema';
import { columnTexts } from '../../nodes/IspringLearn/fields/columnTexts';
import { previews } from '../../nodes/IspringLearn/resources';
import { ROOT } from './package';

const README = join(ROOT, 'README.md');

/** The lines around the tables in the README. */
const START = '<!-- columns:start -->';
const END = '<!-- columns:end -->';

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

const ENDPOINTS_BY_NAME: Readonly<Record<string, ListEndpoint>> = ENDPOINTS;

/** "moduleResult" → "Module Result". */
const titleOf = (resource: string): string =>
	resource.replace(/^[a-z]/, (letter) => letter.toUpperCase()).replace(/\B[A-Z]/g, ' $&');

/** The table of a resource. */
function columnTable(resource: string, simplified: readonly string[]): string {
	const endpoint = ENDPOINTS_BY_NAME[`${resource}s`] ?? ENDPOINTS_BY_NAME[resource];
	const texts = columnTexts(endpoint);
	const rows = endpoint.schema.columns.map(({ name, type }) => {
		const mark = simplified.includes(name) ? 'yes' : '';
		return `| \`${name}\` | ${TYPES[type]} | ${texts[name]} | ${mark} |`;
	});
	return [
		'<details>',
		`<summary>${titleOf(resource)}</summary>`,
		'',
		'| column | type | meaning | Simplified |',
		'| --- | --- | --- | --- |',
		...rows,
		'',
		'</details>',
	].join('\n');
}

/** The tables of all resources, with the lines around them. */
export function columnTables(): string {
	const { moduleResult, ...others } = previews();
	const tables = Object.entries({ moduleResult, ...others }).map(([resource, { getAll }]) =>
		columnTable(resource, Object.keys(getAll.properties)),
	);
	return [START, ...tables, END].join('\n\n');
}

/** The README, with new tables in place of its own. */
export function withColumnTables(readme: string): string {
	const [before, rest] = readme.split(START);
	const [, after] = (rest ?? '').split(END);
	if (after === undefined) throw new Error('README.md lacks the lines around the tables');
	return before + columnTables() + after;
}

if (require.main === module) writeFileSync(README, withColumnTables(readFileSync(README, 'utf8')));
