/** The entries of pick-lists: what a person reads, and the id that is stored. */
import type { INodePropertyOptions } from 'n8n-workflow';
import { personOf } from '../source/names/person';
import type { RawRecord, Value } from '../source/record/schema';
import { USER_STATUSES } from '../source/statuses';

export interface Entry {
	name: string;
	value: string;
}

const text = (value: Value): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

/** An entry called by a title, or by its id when the title is blank. */
export const titled = (title: Value, id: Value): Entry => ({
	name: text(title) || text(id),
	value: text(id),
});

const [ACTIVE, ...OTHER_STATUSES] = USER_STATUSES;

/** "First Last <email>", else the login, else the id; marked when the person is not active any more. */
export function userEntry(user: RawRecord): Entry {
	const { name, email } = personOf(user);
	const called = [name, email && `<${email}>`].filter(Boolean).join(' ') || text(user.userId);
	const status = text(user.status);
	const other = OTHER_STATUSES.find(({ value }) => String(value) === status);
	const mark = other ? other.name.toLowerCase() : `status ${status}`;
	const isActive = status === '' || status === String(ACTIVE.value);
	return { name: isActive ? called : `${called} (${mark})`, value: text(user.userId) };
}

/** Departments by their path from below the topmost one: "Sales / EMEA". */
export function departmentEntries(departments: readonly RawRecord[]): Entry[] {
	const byId = new Map(departments.map((one) => [text(one.departmentId), one]));
	const pathOf = (one: RawRecord, below: readonly RawRecord[] = []): string[] => {
		const { name, value } = titled(one.name, one.departmentId);
		const parent = byId.get(text(one.parentDepartmentId));
		// A department that lies below itself would have no end.
		const isTop = parent === undefined || parent === one || below.includes(parent);
		return [...(isTop ? [] : pathOf(parent, [...below, one])), name || value];
	};
	return departments.map((one) => {
		const path = pathOf(one);
		const shown = path.length > 1 && byId.size > 1 ? path.slice(1) : path;
		return { name: shown.join(' / '), value: text(one.departmentId) };
	});
}

const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Two entries of one name are told apart by the first part of their ids. */
function apart(entries: readonly Entry[]): Entry[] {
	const counts = new Map<string, number>();
	for (const { name } of entries) counts.set(name, (counts.get(name) ?? 0) + 1);
	const isAlone = ({ name }: Entry): boolean => counts.get(name) === 1;
	return entries.map((entry) => {
		const [start] = entry.value.split('-');
		return isAlone(entry) ? entry : { ...entry, name: `${entry.name} (${start}…)` };
	});
}

/** As the form shows them: by name, each id once, none without an id, no two alike. */
export function sorted(entries: readonly Entry[]): INodePropertyOptions[] {
	const byId = new Map(entries.filter(({ value }) => value !== '').map((one) => [one.value, one]));
	return apart([...byId.values()]).sort((a, b) => compare(a.name, b.name));
}
