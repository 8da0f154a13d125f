/** The operations that return a link to a file, or the file itself. */
import type { INodeProperties } from 'n8n-workflow';
import type { RecordEndpoint } from '../../api/endpoints/endpoint';
import type { Column } from '../../api/schema/recordSchema';
import { PDF_NAME } from '../../fields/fileFields';
import { EMPTY_FIELD_EXPRESSIONS } from '../../fields/guard/emptyExpressions';
import { guardField } from '../../fields/guard/guardField';
import { MAX_RETRIES, optionCollection } from '../../fields/listFields';
import { createPreview } from '../../output/preview';
import type { Operation } from '../resourceForm';
import { downloadSink } from './downloadSink';
import type { LinkSink } from './linkRouting';
import { linkRouting } from './linkRouting';

interface LinkDefinition {
	/** Returns a record with the link. */
	endpoint: RecordEndpoint;
	/** The name of the operation in n8n's node panel. */
	action: string;
	description: string;
	/** The field with the ID in the endpoint's path. */
	id: INodeProperties;
}

const OPTIONS = optionCollection([EMPTY_FIELD_EXPRESSIONS, MAX_RETRIES]);

const inputOf = (id: INodeProperties): INodeProperties =>
	guardField(id, { isRequired: true, isInput: true });

const idColumn = ({ name }: INodeProperties): Column => ({ name, type: 'id' });

/** One item with the link. */
const linkSink: LinkSink = async ({ account: { context }, id, requestLink }) => ({
	json: { url: await requestLink(), ...id },
	pairedItem: { item: context.getItemIndex() },
});

/** Get Link: the link, and the ID that it is for. */
export function linkOperation({ endpoint, action, description, id }: LinkDefinition): Operation {
	return {
		name: 'Get Link',
		value: 'getLink',
		action,
		description,
		fields: () => [inputOf(id), OPTIONS],
		routing: (runtime) => linkRouting(runtime, endpoint, id, linkSink),
		preview: createPreview([{ name: 'url', type: 'text' }, idColumn(id)]),
	};
}

/** Download: one PDF file for each input item, as the binary property `data`. */
export function downloadOperation(
	{ endpoint, action, description, id }: LinkDefinition,
	/** The start of the file's name if the form has none, such as "certificate". */
	prefix: string,
): Operation {
	const columns: Column[] = [
		{ name: 'fileName', type: 'text' },
		{ name: 'bytes', type: 'number' },
		idColumn(id),
	];
	return {
		name: 'Download',
		value: 'download',
		action,
		description,
		fields: () => [inputOf(id), PDF_NAME, OPTIONS],
		routing: (runtime) => linkRouting(runtime, endpoint, id, downloadSink(runtime, prefix)),
		preview: createPreview(columns),
		exceptInTools: true,
	};
}
