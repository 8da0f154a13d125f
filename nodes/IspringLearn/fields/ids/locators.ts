/** Fields that search the account as a person types: n8n's resource locators, one of them or a list. */
import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';
import { locatorValue } from '../../methods/locatorValue';
import type { LookupName } from '../../methods/lookups';
import { LOOKUPS, searchMethodOf } from '../../methods/lookups';
import { isEmptyValue } from '../guard/emptyValue';
import type { IdField } from './idField';
import { idField, oneEntry } from './idField';
import { readRows } from './rows';

/** What can be searched for, by the word that names the parameters: `users.user[].userId`. */
const KINDS = {
	certificate: { label: 'Certificate', from: 'getCertificates' },
	course: { label: 'Course', from: 'getCourses' },
	department: { label: 'Department', from: 'getDepartments' },
	group: { label: 'Group', from: 'getGroups' },
	quiz: { label: 'Quiz', from: 'getQuizzes' },
	role: { label: 'Role', from: 'getRoles' },
	trainingSession: { label: 'Training Session', from: 'getTrainingSessions' },
	user: { label: 'User', from: 'getUsers' },
} as const satisfies Record<string, { label: string; from: LookupName }>;

type LocatorKind = keyof typeof KINDS;

/** A way to choose, with an example of what to enter. */
const mode = (
	name: string,
	displayName: string,
	placeholder: string,
	type: INodePropertyMode['type'] = 'string',
): INodePropertyMode => ({ displayName, name, type, placeholder });

const fromList = (from: LookupName): INodePropertyMode => ({
	...mode('list', 'From List', `Choose a ${LOOKUPS[from].one}…`, 'list'),
	typeOptions: {
		searchListMethod: searchMethodOf(from),
		searchable: true,
		...(LOOKUPS[from].isSearched && { searchFilterRequired: true }),
	},
});

const ID_EXAMPLE = 'e.g. 85077abc-2639-11ea-8e3f-0a580af40c09';
const BY_ID = mode('id', 'By ID', ID_EXAMPLE);
const BY_ID_OR_URL = mode('id', 'By ID or URL', ID_EXAMPLE);
const BY_EMAIL = mode('email', 'By Email', 'e.g. anna@example.com');
const BY_URL = mode('url', 'By URL', 'e.g. https://company.ispringlearn.com/course/85077abc-…');

const BY_NAME = mode('name', 'By Name', 'e.g. Sales');

/** Further ways to choose one. */
const OTHER_MODES: Readonly<Record<LocatorKind, INodePropertyMode[]>> = {
	certificate: [],
	course: [BY_URL],
	department: [BY_NAME],
	group: [BY_NAME],
	quiz: [],
	role: [BY_NAME],
	trainingSession: [],
	user: [BY_EMAIL],
};

interface LocatorListOptions {
	/** The parameter that receives the IDs. */
	parameter: string;
	description: string;
	/** Default: the kind in the plural. */
	label?: string;
	/** The name of the field. Default: the kind in the plural, such as `users`. */
	name?: string;
}

/**
 * A list of resource locators. They search the whole account as a person types, whatever its size. The field
 * sends the IDs of all rows. A row that was added but left blank does not count.
 *
 * n8n would check a `validation` of a mode before the node runs, and only say that the workflow has issues.
 */
export function locatorList(
	kind: LocatorKind,
	{
		parameter,
		description,
		label: plural = `${KINDS[kind].label}s`,
		name = `${kind}s`,
	}: LocatorListOptions,
): IdField {
	const { label, from } = KINDS[kind];
	const locator: INodeProperties = {
		displayName: label,
		name: `${kind}Id`,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description: `The ${kind} to include`,
		modes: [fromList(from), ...(kind === 'user' ? [BY_EMAIL] : []), BY_ID_OR_URL],
	};
	const field: INodeProperties = {
		displayName: plural,
		name,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: `Add ${label}` },
		placeholder: `Add ${label}`,
		default: {},
		description,
		options: [{ displayName: label, name: kind, values: [locator] }],
	};
	// n8n saves a filter that was added without a row as an empty object.
	const read = (value: unknown): unknown =>
		readRows(field, value)?.filter((row) => !isEmptyValue(row)) ??
		(isEmptyValue(value) ? [] : value);
	return idField(field, { from, parameter, isNarrowed: false }, { read });
}

interface LocatorOptions {
	description: string;
	/** Default: the kind. */
	label?: string;
	/** The name of the field and the parameter. Default: the ID of the kind, such as `userId`. */
	name?: string;
	/** Whether the operation can run without it. */
	isOptional?: boolean;
	/** What a person must see without a tooltip. */
	hint?: string;
}

/**
 * One resource locator, for one ID. It is not `required` for n8n, which would only say that the workflow has
 * issues.
 */
export function idLocator(
	kind: LocatorKind,
	{ description, label = KINDS[kind].label, name = `${kind}Id`, isOptional, hint }: LocatorOptions,
): IdField {
	const { from } = KINDS[kind];
	const field: INodeProperties = {
		displayName: label,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description,
		...(hint !== undefined && { hint }),
		modes: [fromList(from), ...OTHER_MODES[kind], kind === 'user' ? BY_ID_OR_URL : BY_ID],
	};
	const hasUrl = kind === 'course' || kind === 'user';
	const nextStep = `Choose a ${LOOKUPS[from].one} from the list, or enter ${kind === 'user' ? 'their' : 'its'} ID${hasUrl ? ' or URL' : ''}.`;
	const isRequired = !isOptional;
	const source = { from, parameter: name, isNarrowed: false, isSingle: true, isRequired };
	return idField(field, source, {
		read: locatorValue,
		check: oneEntry(label, nextStep, isOptional),
	});
}

/** A required locator with the usual label and name. */
export const requiredLocator = (kind: LocatorKind, description: string, hint?: string): IdField =>
	idLocator(kind, { description, hint });
