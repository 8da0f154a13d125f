/** Checks every text in the forms of both nodes and the credential. */
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { IspringLearn } from '../../nodes/IspringLearn/IspringLearn.node';
import { IspringLearnTrigger } from '../../nodes/IspringLearn/IspringLearnTrigger.node';
import { IspringLearnApi } from '../../credentials/IspringLearnApi.credentials';

type Part = INodeProperties | INodePropertyOptions | INodePropertyCollection;

interface FormText {
	/** The labels of the fields around it. */
	where: string;
	text: string;
	/** The labels of the fields before and after it; none if n8n decides on the order. */
	before: readonly string[];
	after: readonly string[];
}

const labelOf = (part: Part): string => ('displayName' in part ? part.displayName : part.name);

const isField = (part: Part): part is INodeProperties => 'displayName' in part;

/** In a collection, fields appear in the order in which they were added. */
const hasFixedOrder = (holder?: Part): boolean =>
	holder === undefined || !('type' in holder) || !/ollection$/.test(String(holder.type));

function textsOf(parts: readonly Part[], path: readonly string[] = [], holder?: Part): FormText[] {
	return parts.flatMap((part, at) => {
		const labelsIn = (some: readonly Part[]) =>
			hasFixedOrder(holder) ? some.filter(isField).map(labelOf) : [];
		const place = {
			where: [...path, labelOf(part)].join(' > '),
			before: labelsIn(parts.slice(0, at)),
			after: labelsIn(parts.slice(at + 1)),
		};
		const own = Object.entries(part)
			.filter(([key]) =>
				['displayName', 'description', 'hint', 'placeholder', 'action'].includes(key),
			)
			.map(([, text]) => ({ ...place, text: String(text) }));
		const named = isField(part) ? [] : [{ ...place, text: part.name }];
		const inside =
			'options' in part ? ((part.options ?? []) as Part[]) : 'values' in part ? part.values : [];
		return [...own, ...named, ...textsOf(inside, [...path, labelOf(part)], part)];
	});
}

/** Finds the problems of a text, one word for each. */
function findProblems({ text, before, after }: Omit<FormText, 'where'>): string[] {
	const shown = text.replace(/<[^>]*>/g, '');
	const problems: string[] = [];
	if (/\.\s*\.(?!\.)|(?<!\.)\.\.(?!\.)|[,;:]\s*\.|\.\s*[,;]/.test(shown.replaceAll('...', '…')))
		problems.push('stops');
	if (/\b(\p{L}+)\s+\1\b/iu.test(shown)) problems.push('doubled');
	if (/ {2,}|^\s|\s$/.test(shown)) problems.push('blanks');
	for (const [, direction] of shown.matchAll(/\b(above|below)\b/gi)) {
		const labels = direction.toLowerCase() === 'above' ? before : after;
		if (!labels.some((name) => shown.includes(name))) problems.push(direction);
	}
	return problems;
}

const FORMS = {
	'iSpring Learn': new IspringLearn().description.properties,
	'iSpring Learn Trigger': new IspringLearnTrigger().description.properties,
	credential: new IspringLearnApi().properties,
};

describe.each(Object.entries(FORMS))('%s', (_name, properties) => {
	const texts = textsOf(properties);

	test('has texts, also in collections and options', () => {
		expect(texts.length).toBeGreaterThan(25);
		expect(texts.every(({ text }) => text !== '' && text !== 'undefined')).toBe(true);
	});

	test('has no double period, no doubled word, and no wrong "above" or "below"', () => {
		const checked = texts.map((one) => ({
			where: one.where,
			text: one.text,
			problems: findProblems(one),
		}));
		expect(checked.filter(({ problems }) => problems.length > 0)).toEqual([]);
	});
});

test.each([
	['The courses chosen above.. Choose', 'stops'],
	['One. . Two', 'stops'],
	['One.<br/>. Two', 'stops'],
	['the the', 'doubled'],
	['One  two', 'blanks'],
	['See Limit below', 'below'],
	['See Output above', 'above'],
	['the courses chosen above', 'above'],
])('%j has a problem', (text, problem) => {
	expect(findProblems({ text, before: ['Limit'], after: ['Output'] })).toContain(problem);
});

test.each(['See Limit above', 'See Output below.', 'Wait... and see', 'Wait…', 'e.g. a.b'])(
	'%j is fine',
	(text) => {
		expect(findProblems({ text, before: ['Limit'], after: ['Output'] })).toEqual([]);
	},
);
