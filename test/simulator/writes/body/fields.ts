import { isUuid } from '../../world/ids';
import type { Element } from './xml';

/** A field of a body: how it is written in XML, and what it must be. */
export interface Field<T> {
	/** The JSON value that stands for the element. */
	fromXml: (element: Element) => unknown;
	/** Reads a JSON value. Throws what is wrong with it. */
	read: (value: unknown) => T;
	/** A body without it is malformed. */
	required: boolean;
	/** Whether the limit for lists of ids applies. */
	limited?: boolean;
}

const MOMENT = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})?)?$/;

const textOf = ({ text }: Element): string => text;
const numberOf = ({ text }: Element): unknown => (text.trim() === '' ? text : Number(text));
const entriesOf = ({ children }: Element): unknown => children.map(textOf);

export function fail(value: unknown, expected: string): never {
	throw new Error(`${JSON.stringify(value)} is not ${expected}`);
}
export const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function readText(value: unknown): string {
	return typeof value === 'string' ? value : fail(value, 'a text');
}
function readId(value: unknown): string {
	return typeof value === 'string' && isUuid(value) ? value.toLowerCase() : fail(value, 'a UUID');
}
function readIds(value: unknown): string[] {
	return Array.isArray(value) ? [...new Set(value.map(readId))] : fail(value, 'a list of UUIDs');
}
/** Whether a day such as 2026-02-28 exists. */
function dayExists(day: string): boolean {
	const at = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}
/** Epoch seconds. A date without a zone is in UTC. */
function readMoment(value: unknown): number {
	if (typeof value !== 'string' || !MOMENT.test(value)) return fail(value, 'a date');
	const [day, time = '00:00:00'] = value.split(/[T ]/);
	const at = Date.parse(`${day}T${/[Z+-]/.test(time) ? time : `${time}Z`}`);
	return dayExists(day) && !Number.isNaN(at) ? at / 1000 : fail(value, 'a date');
}

const field = <T>(
	fromXml: Field<T>['fromXml'],
	read: Field<T>['read'],
	more: Partial<Field<T>> = {},
): Field<T> => ({ fromXml, read, required: true, ...more });

export const optional = <T>(one: Field<T>): Field<T | undefined> => ({ ...one, required: false });

export const id = field(textOf, readId);
/** At least one id, up to the limit. */
export const ids = field(
	entriesOf,
	(value) => {
		const all = readIds(value);
		return all.length > 0 ? all : fail(value, 'a list with an id');
	},
	{ limited: true },
);
/** Any number of ids, even none. */
export const anyIds = field(entriesOf, readIds);
export const anyText = field(textOf, readText);
export const text = field(textOf, (value) =>
	readText(value).trim() === '' ? fail(value, 'a text with a character') : readText(value),
);
export const flag = field(
	(element) => ({ true: true, false: false })[element.text.trim()] ?? element.text,
	(value) => (typeof value === 'boolean' ? value : fail(value, 'true or false')),
);
export const number = field(numberOf, (value) =>
	typeof value === 'number' && Number.isFinite(value) ? value : fail(value, 'a number'),
);
export const integer = field(numberOf, (value) =>
	Number.isInteger(value) ? Number(value) : fail(value, 'an integer'),
);
/** A date, with or without a time, in the forms that were seen: epoch seconds. */
export const moment = field(textOf, readMoment);
/** `YYYY-MM-DD`: epoch seconds of its start. */
export const day = field(textOf, (value) =>
	typeof value === 'string' && value.length === 10 ? readMoment(value) : fail(value, 'a day'),
);
export const oneOf = <T extends string | number>(...values: readonly T[]): Field<T> =>
	field(
		typeof values[0] === 'number' ? numberOf : textOf,
		(value) => values.find((one) => one === value) ?? fail(value, `one of ${values.join(', ')}`),
	);

/** Profile fields: an object, or "array `[{"name":"login","value":"x"}]`"; in XML "one element per field". */
export const profile = field(
	({ children }) => Object.fromEntries(children.map((one) => [one.name, one.text])),
	(value): Array<readonly [name: string, value: string]> => {
		if (isObject(value)) return Object.entries(value).map(([name, one]) => [name, readText(one)]);
		if (!Array.isArray(value)) return fail(value, 'an object of fields');
		return value.map((one: unknown) =>
			isObject(one) ? [readText(one.name), readText(one.value)] : fail(one, 'a field'),
		);
	},
);

/** "array of `{roleId, manageableDepartmentIds?[]}`". */
export const roles = field(
	({ children }) =>
		children.map((role) =>
			Object.fromEntries(
				role.children.map((one) => [one.name, one.name === 'roleId' ? one.text : entriesOf(one)]),
			),
		),
	(value) => {
		if (!Array.isArray(value) || value.length === 0) return fail(value, 'a list of roles');
		return value.map((one: unknown) => {
			if (!isObject(one)) return fail(one, 'a role');
			const { roleId, manageableDepartmentIds, ...others } = one;
			if (Object.keys(others).length > 0) return fail(one, 'a role');
			return {
				roleId: readId(roleId),
				departmentIds:
					manageableDepartmentIds === undefined ? undefined : readIds(manageableDepartmentIds),
			};
		});
	},
);
