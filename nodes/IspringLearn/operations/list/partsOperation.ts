/** An operation that reads what one record consists of, such as the participants of a session. */
import type { INodeProperties } from 'n8n-workflow';
import type { ListEndpoint } from '../../api/endpoints/endpoint';
import { shapeOf } from '../../api/schema/rowShape';
import { EMPTY_FIELD_EXPRESSIONS } from '../../fields/guard/emptyExpressions';
import { guardField } from '../../fields/guard/guardField';
import { optionCollection, PAGING_OPTIONS, RETURN_ALL_OR_LIMIT } from '../../fields/listFields';
import { outputFields, READABLE_VALUES } from '../../fields/outputFields';
import { createPreview } from '../../output/preview';
import type { Operation } from '../resourceForm';
import { listRouting } from './listRouting';

interface PartsDefinition extends Pick<Operation, 'name' | 'value' | 'action' | 'description'> {
	endpoint: ListEndpoint;
	/** The field with the ID in the endpoint's path. */
	id: INodeProperties;
	/** The columns of the output Simplified. */
	simplified: readonly string[];
}

/** One item for each part. */
export function partsOperation({ endpoint, id, simplified, ...words }: PartsDefinition): Operation {
	const output = { endpoint, simplified, initial: 'simplified' } as const;
	return {
		...words,
		fields: () => [
			guardField(id, { isRequired: true, isInput: true }),
			...RETURN_ALL_OR_LIMIT,
			...outputFields(output),
			optionCollection([READABLE_VALUES, EMPTY_FIELD_EXPRESSIONS, ...PAGING_OPTIONS]),
		],
		routing: (runtime) => listRouting(runtime, endpoint, [id], output),
		preview: createPreview(shapeOf(endpoint.schema, simplified).columns),
	};
}
