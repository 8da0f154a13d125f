import type { INodeProperties } from 'n8n-workflow';
import { entriesOf } from './values';
import { normalised } from './normalised';
import { refuseValue } from './refuse';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An id filter: as many ids as one likes. Sent as `<name>[]=…`, once for each id. */
export function idList(displayName: string, name: string, description: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder: 'e.g. 85077abc-2639-11ea-8e3f-0a580af40c09',
		description: `${description}. Separate several with commas, spaces or new lines, or give an array by expression.`,
		routing: {
			send: {
				type: 'query',
				property: name,
				preSend: [
					normalised(name, (value, context) => {
						const ids = entriesOf(value);
						const wrong = ids.find((id) => !UUID.test(id));
						if (wrong === undefined) return ids.length === 0 ? undefined : ids;
						return refuseValue(
							context,
							displayName,
							wrong,
							'is not an ID',
							'An ID in iSpring Learn looks like 85077abc-2639-11ea-8e3f-0a580af40c09. Take it from an earlier step or from the address of the page in iSpring Learn, not the name.',
						);
					}),
				],
			},
		},
	};
}
