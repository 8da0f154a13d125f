import type { INodeProperties } from 'n8n-workflow';
import { entriesOf } from './values';
import { normalised } from './normalised';
import { refuseValue } from './refuse';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An entry with what separates it from the next one. */
const ENTRY = /[^\s,;]+[\s,;]*/g;

/** What was typed without the ids in it: a name stays whole, blanks and commas included. */
function withoutIds(text: string): string {
	const others = (text.match(ENTRY) ?? []).filter((entry) => !UUID.test(entriesOf(entry)[0]));
	return others.join('').replace(/[\s,;]+$/, '');
}

/** The part of a value that holds what is no id, as it was given; undefined when all are ids. */
function wrongIn(value: unknown): string | undefined {
	const parts: unknown[] = Array.isArray(value) ? value.flat(Infinity) : [value];
	for (const part of parts) {
		const wrong = entriesOf(part).find((id) => !UUID.test(id));
		if (wrong !== undefined) return typeof part === 'string' ? withoutIds(part) : wrong;
	}
	return undefined;
}

/** An id filter: as many ids as one likes. Sent as `<name>[]=…`, once for each id. */
export function idList(displayName: string, name: string, description: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder: 'e.g. 85077abc-2639-11ea-8e3f-0a580af40c09',
		description: `${description}. Separate several with commas, spaces or new lines, or give an array by expression.`,
		hint: 'Several IDs: put commas between them',
		routing: {
			send: {
				type: 'query',
				property: name,
				preSend: [
					normalised(name, (value, context) => {
						const ids = entriesOf(value);
						const wrong = wrongIn(value);
						if (wrong === undefined) return ids.length === 0 ? undefined : ids;
						return refuseValue(
							context,
							displayName,
							wrong,
							'is not an ID',
							'Put in the ID, not the name. An ID in iSpring Learn looks like 85077abc-2639-11ea-8e3f-0a580af40c09: take it from an earlier step, or from the address of the page in iSpring Learn.',
						);
					}),
				],
			},
		},
	};
}
