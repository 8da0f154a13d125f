/**
 * The tables of the instant trigger's events in docs/triggers.md, from the package's own tables and texts.
 * `npx tsx test/support/eventTables.ts` writes them into the document.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ListEndpoint } from '../../nodes/IspringLearn/api/endpoints/endpoint';
import { ENDPOINTS } from '../../nodes/IspringLearn/api/endpoints/endpoints';
import { INSTANT_FORM } from '../../nodes/IspringLearn/resources/trigger/instant';
import type {
	EventFilter,
	InstantEvent,
} from '../../nodes/IspringLearn/triggers/instant/eventDefinition';
import type { InstantEventName } from '../../nodes/IspringLearn/triggers/instant/events';
import { INSTANT_EVENTS } from '../../nodes/IspringLearn/triggers/instant/events';
import { columnTable, titleOf } from './columnTables';
import { replaceSection } from './generatedSection';
import { ROOT } from './package';

const DOCUMENT = join(ROOT, 'docs/triggers.md');

const FILTERS: Readonly<Record<EventFilter, string>> = {
	userIds: 'users',
	courseIds: 'courses',
	courseItemIds: 'course items',
};

const EVENTS = Object.entries(INSTANT_EVENTS) as Array<[InstantEventName, InstantEvent]>;

/** Resources have their columns in docs/columns.md. */
const isResource = (rows: ListEndpoint): boolean =>
	Object.values<ListEndpoint>(ENDPOINTS).includes(rows);

/** "moduleResults" → "Module Result". */
const recordTitle = ({ name }: ListEndpoint): string => titleOf(name.replace(/s$/, ''));

const linkTo = (rows: ListEndpoint): string =>
	`[${recordTitle(rows)}](${isResource(rows) ? 'columns.md' : '#items'})`;

function eventRow({ name, description, filters, rows }: InstantEvent): string {
	const when = description.replace(/^When/, 'when');
	const narrowed = filters.map((filter) => FILTERS[filter]).join(', ');
	return `| ${[name, when, narrowed, linkTo(rows)].join(' | ')} |`;
}

const eventTable = (): string =>
	[
		'| event | starts the workflow | filters | columns of |',
		'| --- | --- | --- | --- |',
		...EVENTS.map(([, event]) => eventRow(event)),
	].join('\n');

/** The tables of rows that no resource has. */
function trainingTables(): string[] {
	const others = EVENTS.filter(([, { rows }]) => !isResource(rows));
	const byName = new Map(others.map(([event, { rows }]) => [rows.name, { event, rows }]));
	return [...byName.values()].map(({ event, rows }) =>
		columnTable(recordTitle(rows), rows, INSTANT_FORM.outputOf(event).simplified),
	);
}

/** The document, with new tables in place of its own. */
export const withEventTables = (text: string): string =>
	replaceSection(replaceSection(text, 'events', [eventTable()]), 'trainings', trainingTables());

if (require.main === module) {
	writeFileSync(DOCUMENT, withEventTables(readFileSync(DOCUMENT, 'utf8')));
}
