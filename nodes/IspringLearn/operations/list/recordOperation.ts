/** The operation Get: one record by its ID, with the columns of Get Many. */
import type { INodeProperties } from 'n8n-workflow';
import type { RecordEndpoint } from '../../api/endpoints/endpoint';
import { asList } from '../../api/endpoints/endpoint';
import { shapeOf } from '../../api/schema/rowShape';
import { guardField } from '../../fields/guard/guardField';
import { MAX_RETRIES, optionCollection } from '../../fields/listFields';
import { outputFields, READABLE_VALUES } from '../../fields/outputFields';
import { EMPTY_FIELD_EXPRESSIONS } from '../../fields/guard/emptyExpressions';
import { createPreview } from '../../output/preview';
import { listRouting } from './listRouting';
import type { Operation } from '../resourceForm';
import { itemSink } from './sinks/itemSink';

/** Without Return All and Limit. */
const ONE_ITEM = { ...itemSink(), limited: false };

interface RecordDefinition {
	endpoint: RecordEndpoint;
	/** Its name in n8n's node panel, such as "Get a user". */
	action: string;
	description: string;
	/** The field with the ID in the endpoint's path. */
	id: INodeProperties;
	/** The columns of the output Simplified, as in Get Many. */
	simplified: readonly string[];
}

/** Get: one item. */
export function recordOperation({
	endpoint,
	action,
	description,
	id,
	simplified,
}: RecordDefinition): Operation {
	const list = asList(endpoint);
	const output = { endpoint: list, simplified, initial: 'simplified' } as const;
	return {
		name: 'Get',
		value: 'get',
		action,
		description,
		fields: () => [
			guardField(id, { isRequired: true, isInput: true }),
			...outputFields(output),
			optionCollection([READABLE_VALUES, EMPTY_FIELD_EXPRESSIONS, MAX_RETRIES]),
		],
		routing: (runtime) => listRouting(runtime, list, [id], output, ONE_ITEM),
		preview: createPreview(shapeOf(endpoint.schema, simplified).columns),
	};
}
