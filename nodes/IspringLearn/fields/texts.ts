import type { IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';
import { transformParameter } from './transformParameter';
import { leavesOf, valuesUnder } from './objects';
import { invalidValue } from './invalidValue';
import { cleaned, parseList } from './parseList';

/** A title or a login may have blanks in it. */
const SEPARATOR = /[,;\n]+/;

interface TextField {
	displayName: string;
	name: string;
	placeholder: string;
	description: string;
	/** The field that holds such a text in an object, in small letters. */
	about: string;
}

/** A filter by texts that have to be the same as a whole. Sent as `<name>[]=…`, once for each. */
export function textList({
	displayName,
	name,
	placeholder,
	description,
	about,
}: TextField): INodeProperties {
	/** An object stands for the text in it. */
	const textIn = (part: unknown, context: IExecuteSingleFunctions): unknown => {
		if (typeof part !== 'object' || part === null) return part;
		const [text] = valuesUnder(leavesOf(part), about).map(cleaned).filter(Boolean);
		const nextStep = `Give texts, or objects with the field "${about}".`;
		return text ?? invalidValue(context, displayName, part, 'is not a text', nextStep);
	};
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder,
		description: `${description}. Separate several with commas or new lines, or give an array by expression: each of its elements is one.`,
		routing: {
			send: {
				type: 'query',
				property: name,
				preSend: [
					transformParameter(name, (value, context) => {
						const isList = typeof value === 'object' && value !== null;
						const given = isList
							? [value].flat(Infinity).map((part) => textIn(part, context))
							: value;
						const texts = parseList(given, SEPARATOR);
						return texts.length === 0 ? undefined : texts;
					}),
				],
			},
		},
	};
}
