import schema from '../../nodes/IspringLearn/__schema__/v1.0.0/moduleResult/getAll.json';
import { MODULE_RESULT } from '../../nodes/IspringLearn/source/record/moduleResult';

const TYPES = {
	text: 'string',
	id: 'string',
	dateTime: 'string',
	enum: 'string',
	number: 'number',
	boolean: 'boolean',
};

test("the editor's preview of the output has the columns of the record schema, in their order", () => {
	const { keyColumn, columns } = MODULE_RESULT.schema;
	expect(Object.entries(schema.properties).map(([name, { type }]) => [name, type])).toEqual([
		[keyColumn, 'string'],
		...columns.map(({ name, type }) => [name, TYPES[type]]),
	]);
});
