import type { INodeProperties } from 'n8n-workflow';
import { normalised } from './normalised';
import { entriesOf } from './values';

/** A title or a login may have blanks in it. */
const SEPARATOR = /[,;\n]+/;

interface TextField {
	displayName: string;
	name: string;
	placeholder: string;
	description: string;
}

/** A filter by texts that have to be the same as a whole. Sent as `<name>[]=…`, once for each. */
export function textList({
	displayName,
	name,
	placeholder,
	description,
}: TextField): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder,
		description: `${description}. Separate several with commas or new lines, or give an array by expression.`,
		routing: {
			send: {
				type: 'query',
				property: name,
				preSend: [
					normalised(name, (value) => {
						const texts = entriesOf(value, SEPARATOR);
						return texts.length === 0 ? undefined : texts;
					}),
				],
			},
		},
	};
}
