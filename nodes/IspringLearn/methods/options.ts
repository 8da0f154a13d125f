/** The entries of pick-lists: what a person reads, and the id that is stored. */
import type { INodePropertyOptions } from 'n8n-workflow';
import { toPerson } from '../api/enrichment/person';
import type { RawRecord, Value } from '../api/schema/record';
import { USER_STATUSES } from '../api/schema/statuses';

export interface Option {
	name: string;
	value: string;
	/** What it is called besides its name in the list, which may hold more. */
	aliases?: readonly string[];
	/** The address of a person. */
	email?: string;
	/** Entries with lower numbers come first; 0 when absent. */
	rank?: number;
}

const text = (value: Value): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

/** An entry called by a title, or by its id when the title is blank. */
export const toOption = (title: Value, id: Value): Option => ({
	name: text(title) || text(id),
	value: text(id),
});

const [ACTIVE, ...OTHER_STATUSES] = USER_STATUSES;

/** "First Last <email>", else the login, else the id; marked when the person is not active any more. Active people come first. */
export function userOption(user: RawRecord): Option {
	const { name, email } = toPerson(user);
	const called = [name, email && `<${email}>`].filter(Boolean).join(' ') || text(user.userId);
	const status = text(user.status);
	const inOrder = [text(user.lastName), text(user.firstName)].filter(Boolean);
	const aliases = name === null ? [] : [name, inOrder.join(', ')].filter(Boolean);
	const entry = { aliases, email: email ?? undefined, value: text(user.userId) };
	if (status === '' || status === String(ACTIVE.value)) return { ...entry, name: called, rank: 0 };
	const at = OTHER_STATUSES.findIndex(({ value }) => String(value) === status);
	const mark = at === -1 ? `status ${status}` : OTHER_STATUSES[at].name.toLowerCase();
	return {
		...entry,
		name: `${called} (${mark})`,
		rank: 1 + (at === -1 ? OTHER_STATUSES.length : at),
	};
}

/** Departments by their path: "Sales / EMEA", without the topmost one where it is above all others. */
export function departmentOptions(departments: readonly RawRecord[]): Option[] {
	const byId = new Map(departments.map((one) => [text(one.departmentId), one]));
	const roots = departments.filter(({ parentDepartmentId }) => text(parentDepartmentId) === '');
	const topmost = roots.length === 1 ? roots[0] : undefined;
	const pathOf = (one: RawRecord): RawRecord[] => {
		// A department that lies below itself would have no end.
		const path = new Set<RawRecord>();
		let at: RawRecord | undefined = one;
		while (at !== undefined && !path.has(at)) {
			path.add(at);
			at = byId.get(text(at.parentDepartmentId));
		}
		return [...path].reverse();
	};
	return departments.map((one) => {
		const [top, ...below] = pathOf(one);
		const shown = top === topmost && below.length > 0 ? below : [top, ...below];
		const names = shown.map(({ name, departmentId }) => toOption(name, departmentId).name);
		return { name: names.join(' / '), aliases: names.slice(-1), value: text(one.departmentId) };
	});
}

const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Entries of one name are told apart by something behind it. */
function apart(entries: readonly Option[], mark: (id: string) => string): Option[] {
	const counts = new Map<string, number>();
	for (const { name } of entries) counts.set(name, (counts.get(name) ?? 0) + 1);
	return entries.map((entry) => {
		const { name, value } = entry;
		return counts.get(name) === 1 ? entry : { ...entry, name: `${name} (${mark(value)})` };
	});
}

const startOf = (id: string): string => `${id.split('-')[0]}…`;

/** As the form shows them: by rank and name, each id once, none without an id, no two alike. */
export function sortOptions(entries: readonly Option[]): INodePropertyOptions[] {
	const byId = new Map(entries.filter(({ value }) => value !== '').map((one) => [one.value, one]));
	const distinct = apart(apart([...byId.values()], startOf), (id) => id);
	return distinct
		.sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || compare(a.name, b.name))
		.map(({ name, value }) => ({ name, value }));
}
