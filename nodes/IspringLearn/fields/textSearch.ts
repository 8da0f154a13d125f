/**
 * A filter by a part of a name or title. iSpring Learn has no such filter, so the node reads the list and
 * compares the records itself: the condition stays in the query until `operations/list/conditions.ts` takes it out.
 */
import type { INodeProperties } from 'n8n-workflow';
import { cleanText } from '../api/pastedText';
import { sendParameter } from './parameter';
import { invalidValue } from './parseValue';

/** Words that must all be in the text of a record. */
export interface TextCondition {
	words: string;
	/** The columns with the text. */
	columns: readonly string[];
}

/** Recognizes a condition among the values of a query. */
export const isTextCondition = (value: unknown): value is TextCondition =>
	typeof value === 'object' && value !== null && 'words' in value && 'columns' in value;

interface TextSearch extends Pick<INodeProperties, 'displayName' | 'name' | 'placeholder'> {
	description: string;
	columns: readonly string[];
}

/** A filter by words in any order, in upper or lower case, with or without accents. */
export function textSearch({ columns, ...field }: TextSearch): INodeProperties {
	const { displayName, name } = field;
	return {
		...field,
		type: 'string',
		default: '',
		routing: sendParameter(name, (value, context) => {
			if (typeof value === 'object' && value !== null) {
				return invalidValue(context, displayName, value, "isn't text", 'Enter one or more words.');
			}
			const words = cleanText(String(value ?? ''));
			return words === '' ? undefined : { words, columns: [...columns] };
		}),
	};
}
