/** Finds departments by their code, the key of an HR system, and checks where a department would be. */
import type { Parameters } from '../../api/endpoints/endpoint';
import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { cleanText } from '../../api/pastedText';
import type { RawRecord } from '../../api/schema/record';
import type { ItemContext } from '../../fields/parseValue';
import { invalidField, invalidValue } from '../../fields/parseValue';
import type { WriteTools } from '../../operations/send/definition';

const toText = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number'
		? cleanText(String(value)).normalize('NFC')
		: '';

const fold = (value: unknown): string => toText(value).toLowerCase();

/** Names a department in a message. */
const describeDepartment = ({ name, departmentId }: RawRecord): string =>
	`${toText(name) || 'a department'} (${toText(departmentId)})`;

const MAX_NAMED = 10;

/** Names several departments in a message. */
export function describeDepartments(departments: readonly RawRecord[]): string {
	const more = departments.length - MAX_NAMED;
	const named = departments.slice(0, MAX_NAMED).map(describeDepartment).join(', ');
	return more > 0 ? `${named} and ${more} more` : named;
}

/**
 * All departments. The list with the filter `code` is only in the vendor's OpenAPI file, and nobody says how it
 * compares: so the node compares by itself.
 */
export const readDepartments = async ({ readAll }: WriteTools): Promise<RawRecord[]> =>
	await readAll(ENDPOINTS.departments);

/**
 * Finds the department with a code, in the same letter case.
 * @param field the label of the field with the code
 * @throws NodeOperationError if several have it, or if one has it in another letter case: iSpring Learn may
 * take that for the same code or not
 */
export function findByCode(
	departments: readonly RawRecord[],
	code: unknown,
	field: string,
	context: ItemContext,
): RawRecord | undefined {
	const similar = departments.filter((one) => fold(one.code) === fold(code));
	const [found, ...others] = similar.filter((one) => toText(one.code) === toText(code));
	if (others.length > 0) {
		const named = describeDepartments([found, ...others]);
		const nextStep = `Change the codes in iSpring Learn, so that only one department has this one. The departments are: ${named}.`;
		return invalidValue(context, field, code, 'belongs to several departments', nextStep);
	}
	if (found !== undefined || similar.length === 0) return found;
	const [{ code: stored }] = similar;
	const nextStep = `For ${describeDepartment(similar[0])}, enter "${toText(stored)}". For another department, enter a code that differs in more than that.`;
	const problem = 'differs from the code of a department only in upper and lower case';
	return invalidValue(context, field, code, problem, nextStep);
}

/** Stops if another department has the code. No document says that iSpring Learn would. */
export function requireFreeCode(
	departments: readonly RawRecord[],
	{ code, departmentId }: Parameters,
	context: ItemContext,
): void {
	if (code === undefined) return;
	const others = departments.filter((one) => fold(one.departmentId) !== fold(departmentId));
	const same = findByCode(others, code, 'Code', context);
	if (same === undefined) return;
	const nextStep =
		"To change that department, use the 'Create or Update' operation. Otherwise, enter another code.";
	const problem = `is the code of another department: ${describeDepartment(same)}`;
	invalidField(context, 'Code', problem, nextStep);
}

/** The departments with this name, in any letter case, that are part of the same department. */
export const findNamesakes = (
	departments: readonly RawRecord[],
	{ name, parentDepartmentId }: Parameters,
): RawRecord[] =>
	departments.filter(
		(one) =>
			fold(one.name) === fold(name) && fold(one.parentDepartmentId) === fold(parentDepartmentId),
	);

/** Whether a department has no code. */
export const isWithoutCode = ({ code }: RawRecord): boolean => toText(code) === '';

/**
 * Stops if a department would become part of itself, or of a department below it. No document says that iSpring
 * Learn would.
 * @param field the label of the field with the parent
 */
export function requireOtherParent(
	departments: readonly RawRecord[],
	{ departmentId, parentDepartmentId }: Parameters,
	field: string,
	context: ItemContext,
): void {
	const byId = new Map(departments.map((one) => [fold(one.departmentId), one]));
	const above = new Set<string>();
	let id = fold(parentDepartmentId);
	while (id !== '' && !above.has(id)) {
		above.add(id);
		id = fold(byId.get(id)?.parentDepartmentId);
	}
	if (!above.has(fold(departmentId))) return;
	const nextStep = "Choose a department that isn't part of this one.";
	invalidField(context, field, 'is the department itself, or part of it', nextStep);
}

/** Whether a department has all of these values already. */
export const isUpToDate = (
	department: RawRecord,
	{ name, parentDepartmentId, code }: Parameters,
): boolean =>
	(name === undefined || toText(department.name) === toText(name)) &&
	(code === undefined || toText(department.code) === toText(code)) &&
	(parentDepartmentId === undefined ||
		fold(department.parentDepartmentId) === fold(parentDepartmentId));
