/** Every text on the forms of both nodes and the credential. */
import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyMode,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';
import { IspringLearnApi } from '../../../credentials/IspringLearnApi.credentials';
import { IspringLearn } from '../../../nodes/IspringLearn/IspringLearn.node';
import { IspringLearnInstantTrigger } from '../../../nodes/IspringLearn/IspringLearnInstantTrigger.node';
import { IspringLearnTrigger } from '../../../nodes/IspringLearn/IspringLearnTrigger.node';

type Part = INodeProperties | INodePropertyOptions | INodePropertyCollection | INodePropertyMode;

/** What a text is for. */
export type TextKind = 'label' | 'description' | 'hint' | 'placeholder' | 'action' | 'notice';

export interface FormText {
	/** The form, and the labels of the fields around the text. */
	where: string;
	kind: TextKind;
	text: string;
	/** n8n's type of the field that has the text. */
	type?: string;
	/** The labels of the fields before and after it; none if n8n decides on the order. */
	before: readonly string[];
	after: readonly string[];
}

const labelOf = (part: Part): string => ('displayName' in part ? part.displayName : part.name);

const isField = (part: Part): part is INodeProperties => 'displayName' in part && 'default' in part;

/** In a collection, fields appear in the order in which they were added. */
const hasFixedOrder = (holder?: Part): boolean =>
	holder === undefined || !('type' in holder) || !/ollection$/.test(String(holder.type));

const KINDS: ReadonlyArray<readonly [property: string, kind: TextKind]> = [
	['description', 'description'],
	['hint', 'hint'],
	['placeholder', 'placeholder'],
	['action', 'action'],
];

/** Where n8n keeps the parts inside a part. */
interface PartHolder {
	options?: Part[];
	values?: Part[];
	modes?: Part[];
}

/** The parts of a form inside a part of it. */
function partsIn(part: Part): Part[] {
	const { options = [], values = [], modes = [] } = part as Part & PartHolder;
	return [...options, ...values, ...modes];
}

/** What an AI model reads about a tool is the default of a field. It is whole sentences. */
const textsForModels = (part: Part, place: Omit<FormText, 'kind' | 'text'>): FormText[] =>
	part.name === 'toolDescription' && 'default' in part
		? [{ ...place, kind: 'notice', text: String(part.default) }]
		: [];

function textsOf(parts: readonly Part[], path: readonly string[], holder?: Part): FormText[] {
	return parts.flatMap((part, at): FormText[] => {
		const type = 'type' in part ? part.type : undefined;
		if (type === 'hidden') return [];
		const labelsIn = (some: readonly Part[]) =>
			hasFixedOrder(holder) ? some.filter(isField).map(labelOf) : [];
		const place = {
			where: [...path, labelOf(part)].join(' > '),
			type,
			before: labelsIn(parts.slice(0, at)),
			after: labelsIn(parts.slice(at + 1)),
		};
		const label = { ...place, kind: type === 'notice' ? 'notice' : 'label', text: labelOf(part) };
		const own = KINDS.flatMap(([property, kind]) => {
			const text: unknown = Object(part)[property];
			return typeof text === 'string' ? [{ ...place, kind, text }] : [];
		});
		return [
			...[label as FormText, ...own, ...textsForModels(part, place)],
			...textsOf(partsIn(part), [...path, labelOf(part)], part),
		];
	});
}

/** The texts beside the fields: what the node is, and the hints beside its output. */
const textsAround = ({
	displayName,
	description,
	hints = [],
	usableAsTool,
}: INodeTypeDescription): FormText[] =>
	[
		{ kind: 'description' as const, text: description },
		...(typeof usableAsTool === 'object'
			? [{ kind: 'description' as const, text: String(usableAsTool.replacements?.description) }]
			: []),
		...hints.map(({ message }) => ({ kind: 'notice' as const, text: message })),
	].map((text) => ({ ...text, where: displayName, before: [], after: [] }));

const NODES = [new IspringLearn(), new IspringLearnInstantTrigger(), new IspringLearnTrigger()].map(
	({ description }) => description,
);
const CREDENTIAL = new IspringLearnApi();

/** The texts by the form that has them. */
export const FORM_TEXTS: Readonly<Record<string, FormText[]>> = Object.fromEntries([
	...NODES.map((node) => [
		node.displayName,
		[...textsAround(node), ...textsOf(node.properties, [node.displayName])],
	]),
	[CREDENTIAL.displayName, textsOf(CREDENTIAL.properties, [CREDENTIAL.displayName])],
]) as Record<string, FormText[]>;

const labelsIn = (parts: readonly Part[]): string[] =>
	parts.flatMap((part) => [
		...(isField(part) ? [part.displayName] : []),
		...labelsIn(partsIn(part)),
	]);

/** The labels of all fields. */
export const FIELD_LABELS: ReadonlySet<string> = new Set(
	[...NODES, CREDENTIAL].flatMap(({ properties }) =>
		labelsIn(properties.filter(({ type }) => type !== 'hidden' && type !== 'notice')),
	),
);
