import { seesDepartment, type Client } from '../access/clients';
import { errorAnswer, objectAnswer, textAnswer, type Answer, type Format } from '../formats';
import type { Rules } from '../rules';
import type { World } from '../world';
import { isUuid } from '../world/ids';
import type { RecordEndpoint } from './index';

export interface RecordRequest {
	world: World;
	rules: Rules;
	client: Client;
	format: Format;
	/** What a strict API would reject. */
	violations: string[];
}

/** Answers the request for one record. A key with limited departments has no right to others. */
export function recordAnswer(
	endpoint: RecordEndpoint,
	id: string,
	{ world, rules, client, format, violations }: RecordRequest,
): Answer {
	const { kind, parameter, element, notFound, departmentOf, find, make } = endpoint;
	if (!isUuid(id)) violations.push(`${parameter} ${id} is not a UUID`);
	const index = find ? find(id.toLowerCase()) : world.find(kind, id.toLowerCase());
	if (index < 0 && notFound !== undefined) return textAnswer(404, notFound);
	if (index < 0) return errorAnswer(format, rules.unknownId, `Unknown ${parameter} ${id}`);
	const sees = seesDepartment(client, world);
	if (departmentOf && !sees(departmentOf(index)))
		return errorAnswer(format, 403, 'The API key has no right to this department');
	const record = make(index, sees);
	const isWrapped = rules.record === 'documented' ? endpoint.wrapped : rules.record === 'wrapped';
	if (format === 'json')
		return objectAnswer(format, 200, isWrapped ? { response: record } : record);
	return objectAnswer(format, 200, rules.record === 'bare' ? record : { [element]: record });
}
