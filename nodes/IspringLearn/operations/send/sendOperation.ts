/** The operations that change something: create, update, delete and the like. */
import type { INodeProperties } from 'n8n-workflow';
import { EMPTY_FIELD_EXPRESSIONS } from '../../fields/guard/emptyExpressions';
import { guardField } from '../../fields/guard/guardField';
import { optionCollection } from '../../fields/listFields';
import {
	additionalFieldCollection,
	isRequiredField,
	SEND_RETRIES,
} from '../../fields/send/sendFields';
import { createPreview } from '../../output/preview';
import type { Operation } from '../resourceForm';
import type { SendDefinition } from './definition';
import { sendRouting } from './sendRouting';

const guardInput = (field: INodeProperties): INodeProperties =>
	guardField(field, { isInput: true, isRequired: isRequiredField(field) });

const guardAdditional = (field: INodeProperties): INodeProperties =>
	guardField(field, { isInput: true, collection: 'additionalFields' });

/** Makes the operation of a definition. */
export function sendOperation(definition: SendDefinition): Operation {
	const { name, value, action, description, fields, additionalFields = [] } = definition;
	return {
		name,
		value,
		action,
		description,
		fields: () => [
			...fields.map(guardInput),
			...(additionalFields.length > 0
				? [additionalFieldCollection(additionalFields.map(guardAdditional))]
				: []),
			optionCollection([EMPTY_FIELD_EXPRESSIONS, SEND_RETRIES]),
		],
		routing: (runtime) => sendRouting(runtime, definition),
		preview: createPreview(definition.columns),
		changes: true,
		exceptInTools: definition.exceptInTools,
	};
}
