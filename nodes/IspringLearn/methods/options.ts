/** The options of pick-lists: the name that a person reads, and the ID that is stored. */
import type { INodePropertyOptions } from 'n8n-workflow';
import { toPerson } from '../api/schema/profile/person';
import type { RawRecord, Value } from '../api/schema/record';
import { USER_STATUSES } from '../api/schema/statuses';
import { foldText, isUnspaced, scoreDifference } from './names/textMatching';

/** An entry of a pick-list, with what it can be found by. */
export interface Option {
	name: string;
	value: string;
	/** Other names for the same thing. */
	aliases?: readonly string[];
	/** The names of a person with the last name first and no comma. They count if nothing else has such a name. */
	lastNameFirst?: readonly string[];
	/** The e-mail address of a person. */
	email?: string;
	/** Options with a lower rank come first. Default: 0. */
	rank?: number;
}

const toText = (value: Value): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

/** An option named by a title, or by its ID when the title is blank. */
export const toOption = (title: Value, id: Value): Option => ({
	name: toText(title) || toText(id),
	value: toText(id),
});

const [ACTIVE, ...OTHER_STATUSES] = USER_STATUSES;

/** "Иванов Иван", and "王小明" where a name has no space in it. */
function namesWithoutComma(reversed: readonly string[]): string[] {
	const joined = reversed.join('');
	return [reversed.join(' '), ...(isUnspaced(joined) ? [joined] : [])].filter(Boolean);
}

/**
 * Names a user "First Last <email>", else by the login, else by the ID. Users who are not active are marked
 * and ranked after those who are.
 */
export function userOption(user: RawRecord): Option {
	const { name, email } = toPerson(user);
	const label = [name, email && `<${email}>`].filter(Boolean).join(' ') || toText(user.userId);
	const reversed = [toText(user.lastName), toText(user.firstName)].filter(Boolean);
	const names = [name ?? '', reversed.join(', '), toText(user.login)];
	const aliases = [...new Set(names)].filter(Boolean);
	const lastNameFirst = namesWithoutComma(reversed);
	const option = { aliases, lastNameFirst, email: email ?? undefined, value: toText(user.userId) };
	const status = toText(user.status);
	if (status === '' || status === String(ACTIVE.value)) return { ...option, name: label, rank: 0 };
	const at = OTHER_STATUSES.findIndex(({ value }) => String(value) === status);
	const mark = at === -1 ? `status ${status}` : OTHER_STATUSES[at].name.toLowerCase();
	return {
		...option,
		name: `${label} (${mark})`,
		rank: 1 + (at === -1 ? OTHER_STATUSES.length : at),
	};
}

/** Names what a learner has of a course. The address comes last: forms cut off the end of a name. */
export function joinNames(learner: string, course: string): string {
	const [address = ''] = / <[^<>]+@[^<>]+>/.exec(learner) ?? [];
	return `${learner.replace(address, '')} – ${course}${address}`;
}

/** Names departments by their path, "Sales / EMEA", without the root if all others are below it. */
export function departmentOptions(departments: readonly RawRecord[]): Option[] {
	const byId = new Map(departments.map((one) => [toText(one.departmentId), one]));
	const roots = departments.filter(({ parentDepartmentId }) => toText(parentDepartmentId) === '');
	const root = roots.length === 1 ? roots[0] : undefined;
	const pathOf = (department: RawRecord): RawRecord[] => {
		// A set: departments that are below each other would never end.
		const path = new Set<RawRecord>();
		let at: RawRecord | undefined = department;
		while (at !== undefined && !path.has(at)) {
			path.add(at);
			at = byId.get(toText(at.parentDepartmentId));
		}
		return [...path].reverse();
	};
	return departments.map((department) => {
		const [top, ...below] = pathOf(department);
		const shown = top === root && below.length > 0 ? below : [top, ...below];
		const names = shown.map(({ name, departmentId }) => toOption(name, departmentId).name);
		const value = toText(department.departmentId);
		return { name: names.join(' / '), aliases: names.slice(-1), value };
	});
}

const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Adds a suffix to options that have the same name. */
function disambiguate(options: readonly Option[], suffix: (id: string) => string): Option[] {
	const counts = new Map<string, number>();
	for (const { name } of options) counts.set(name, (counts.get(name) ?? 0) + 1);
	return options.map((option) => {
		const { name, value } = option;
		return counts.get(name) === 1 ? option : { ...option, name: `${name} (${suffix(value)})` };
	});
}

const shortenId = (id: string): string => `${id.split('-')[0]}…`;

/** Sorts options by rank and name, as the form shows them: each ID once, none blank, no two names the same. */
export function sortOptions(options: readonly Option[]): INodePropertyOptions[] {
	const byId = new Map(options.filter(({ value }) => value !== '').map((one) => [one.value, one]));
	const distinct = disambiguate(disambiguate([...byId.values()], shortenId), (id) => id);
	return distinct
		.sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || compare(a.name, b.name))
		.map(({ name, value }) => ({ name, value }));
}

/** A message suggests no more options than these. */
const MAX_SIMILAR = 3;

/** The options whose names are most similar to a text, the most similar first; none if no name is. */
export function findSimilar(text: string, options: readonly Option[]): Option[] {
	const folded = foldText(text);
	return options
		.map((option) => {
			const names = [option.name, option.email ?? '', ...(option.aliases ?? [])].map(foldText);
			return { option, score: Math.min(...names.map((name) => scoreDifference(folded, name))) };
		})
		.filter(({ score }) => score < Infinity)
		.sort((a, b) => a.score - b.score || a.option.name.localeCompare(b.option.name, 'en'))
		.slice(0, MAX_SIMILAR)
		.map(({ option }) => option);
}
