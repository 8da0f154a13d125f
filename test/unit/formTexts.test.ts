/** Every text that the forms of both nodes show, as n8n gets it. */
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { IspringLearn } from '../../nodes/IspringLearn/IspringLearn.node';
import { IspringLearnTrigger } from '../../nodes/IspringLearn/IspringLearnTrigger.node';
import { IspringLearnApi } from '../../credentials/IspringLearnApi.credentials';

type Part = INodeProperties | INodePropertyOptions | INodePropertyCollection;

interface FormText {
	/** The fields that lead to it. */
	where: string;
	text: string;
	/** Names of the fields that stand before and behind it in the form; none where n8n decides on the order. */
	before: readonly string[];
	behind: readonly string[];
}

const nameOf = (part: Part): string => ('displayName' in part ? part.displayName : part.name);

const isField = (part: Part): part is INodeProperties => 'displayName' in part;

/** Within a collection the fields stand in the order in which they were added. */
const hasOrder = (holder?: Part): boolean =>
	holder === undefined || !('type' in holder) || !/ollection$/.test(String(holder.type));

function textsOf(parts: readonly Part[], path: readonly string[] = [], holder?: Part): FormText[] {
	return parts.flatMap((part, at) => {
		const fieldsIn = (some: readonly Part[]) =>
			hasOrder(holder) ? some.filter(isField).map(nameOf) : [];
		const place = {
			where: [...path, nameOf(part)].join(' > '),
			before: fieldsIn(parts.slice(0, at)),
			behind: fieldsIn(parts.slice(at + 1)),
		};
		const own = Object.entries(part)
			.filter(([key]) =>
				['displayName', 'description', 'hint', 'placeholder', 'action'].includes(key),
			)
			.map(([, text]) => ({ ...place, text: String(text) }));
		const named = isField(part) ? [] : [{ ...place, text: part.name }];
		const inside =
			'options' in part ? ((part.options ?? []) as Part[]) : 'values' in part ? part.values : [];
		return [...own, ...named, ...textsOf(inside, [...path, nameOf(part)], part)];
	});
}

/** What is wrong with a text, in a word each. */
function faultsOf({ text, before, behind }: Omit<FormText, 'where'>): string[] {
	const shown = text.replace(/<[^>]*>/g, '');
	const faults: string[] = [];
	if (/\.\s*\.(?!\.)|(?<!\.)\.\.(?!\.)|[,;:]\s*\.|\.\s*[,;]/.test(shown.replaceAll('...', '…')))
		faults.push('stops');
	if (/\b(\p{L}+)\s+\1\b/iu.test(shown)) faults.push('doubled');
	if (/ {2,}|^\s|\s$/.test(shown)) faults.push('blanks');
	for (const [, way] of shown.matchAll(/\b(above|below)\b/gi)) {
		const there = way.toLowerCase() === 'above' ? before : behind;
		if (!there.some((name) => shown.includes(name))) faults.push(way);
	}
	return faults;
}

const FORMS = {
	'iSpring Learn': new IspringLearn().description.properties,
	'iSpring Learn Trigger': new IspringLearnTrigger().description.properties,
	credential: new IspringLearnApi().properties,
};

describe.each(Object.entries(FORMS))('%s', (_name, properties) => {
	const texts = textsOf(properties);

	test('has texts, those in collections and options included', () => {
		expect(texts.length).toBeGreaterThan(25);
		expect(texts.every(({ text }) => text !== '' && text !== 'undefined')).toBe(true);
	});

	test('has no double full stop, no doubled word, and no "above" or "below" that points the wrong way', () => {
		const faults = texts.map((one) => ({
			where: one.where,
			text: one.text,
			faults: faultsOf(one),
		}));
		expect(faults.filter(({ faults: found }) => found.length > 0)).toEqual([]);
	});
});

test.each([
	['The courses chosen above.. Choose', 'stops'],
	['One. . Two', 'stops'],
	['One.<br/>. Two', 'stops'],
	['the the', 'doubled'],
	['One  two', 'blanks'],
	['See Limit below', 'below'],
	['See Simplify above', 'above'],
	['the courses chosen above', 'above'],
])('%j is noticed', (text, fault) => {
	expect(faultsOf({ text, before: ['Limit'], behind: ['Simplify'] })).toContain(fault);
});

test.each(['See Limit above', 'See Simplify below.', 'Wait... and see', 'Wait…', 'e.g. a.b'])(
	'%j is fine',
	(text) => {
		expect(faultsOf({ text, before: ['Limit'], behind: ['Simplify'] })).toEqual([]);
	},
);
