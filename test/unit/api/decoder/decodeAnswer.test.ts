import fc from 'fast-check';
import { decodeAnswer } from '../../../../nodes/IspringLearn/api/decoder/decodeAnswer';
import type { DecodeErrorKind } from '../../../../nodes/IspringLearn/api/decoder/decodeError';
import { DecodeError } from '../../../../nodes/IspringLearn/api/decoder/decodeError';
import type {
	EmptyEndpoint,
	IdEndpoint,
	RecordEndpoint,
} from '../../../../nodes/IspringLearn/api/endpoints/endpoint';
import { ENDPOINTS } from '../../../../nodes/IspringLearn/api/endpoints/endpoints';
import { USER } from '../../../../nodes/IspringLearn/api/schema/records/people';
import { thrownBy } from '../../support/thrown';

const ID = '3fa85f64-5717-4562-b3fc-2c963f66afa6';
const OTHER_ID = '3fa85f64-5717-4562-b3fc-2c963f66afa7';

const common = { name: 'users', method: 'POST', path: '/user', idempotent: false } as const;
const GET_USER: RecordEndpoint = {
	...common,
	method: 'GET',
	answer: 'record',
	wrapper: 'userProfile',
	schema: USER,
};
const CREATE_USER: IdEndpoint = { ...common, answer: 'id', idField: 'userId' };
const UPDATE_USER: EmptyEndpoint = { ...common, answer: 'empty' };

/** Bodies that are never a success, whatever the endpoint promises. */
const REJECTED: ReadonlyArray<[string, string, DecodeErrorKind]> = [
	['a web page', '<!DOCTYPE html><html><body>Sign in</body></html>', 'html'],
	['a fragment of a web page', '<h1>502 Bad Gateway</h1>', 'html'],
	['text', 'OK', 'text'],
	['a number', '7', 'bare'],
	['truncated JSON', `{"userId":"${ID}"`, 'damaged'],
	['truncated JSON in an envelope', `{"response":{"userId":"${ID}"}`, 'damaged'],
	['JSON with something behind it', `{"userId":"${ID}"}}`, 'damaged'],
	['truncated XML', `<response><userId>${ID}</userId>`, 'damaged'],
	['XML truncated inside the root', `<response>${ID}`, 'damaged'],
	['XML with two roots', `<response>${ID}</response><response/>`, 'damaged'],
	['XML with another root', `<error>${ID}</error>`, 'foreign'],
	['a document type', `<!DOCTYPE r [<!ENTITY a "b">]><response>${ID}</response>`, 'unsafe'],
	['an error in JSON', '{"code":400,"message":"Duplicate login"}', 'foreign'],
	['an error in XML', '<response><code>4</code><message>No</message></response>', 'foreign'],
	['JSON nested too deep', `${'{"a":'.repeat(300)}1${'}'.repeat(300)}`, 'foreign'],
	['a cut UUID', ID.slice(0, -1), 'text'],
	['a UUID with something behind it', `${ID} ${OTHER_ID}`, 'text'],
];

describe.each([
	['a record', (body: string) => decodeAnswer(body, GET_USER, 200)],
	['an ID', (body: string) => decodeAnswer(body, CREATE_USER, 200)],
	['nothing', (body: string) => decodeAnswer(body, UPDATE_USER, 200)],
])('where %s is expected', (_name, decode) => {
	it.each(REJECTED)('rejects %s', (_what, body, kind) => {
		expect(thrownBy(DecodeError, () => decode(body)).kind).toBe(kind);
	});

	it('throws nothing but a DecodeError', () => {
		const json = fc.json().map((text) => text);
		const xml = fc.string().map((text) => `<response>${text}</response>`);
		fc.assert(
			fc.property(fc.oneof(fc.string(), json, xml), (body) => {
				try {
					decode(body);
				} catch (error) {
					expect(error).toBeInstanceOf(DecodeError);
				}
			}),
		);
	});
});

describe('a record', () => {
	const user = { userId: ID, role: 'learner' };
	const xml = `<userId>${ID}</userId><role>learner</role>`;

	it.each([
		['bare JSON', JSON.stringify(user)],
		['JSON in response', JSON.stringify({ response: user })],
		['JSON in its own name', JSON.stringify({ userProfile: user })],
		['JSON in both', JSON.stringify({ response: { userProfile: user } })],
		['XML in the root', `<response>${xml}</response>`],
		['XML in its own name', `<response><userProfile>${xml}</userProfile></response>`],
		['XML in a name with a version', `<response><userProfileV2>${xml}</userProfileV2></response>`],
		['XML in the name of its type', `<response><UserProfile>${xml}</UserProfile></response>`],
		['XML whose root has its own name', `<userProfile>${xml}</userProfile>`],
		['XML whose root has the name of its type', `<UserProfileV2>${xml}</UserProfileV2>`],
		['JSON after a byte order mark', `\uFEFF ${JSON.stringify(user)} `],
	])('is read from %s', (_form, body) => {
		expect(decodeAnswer(body, GET_USER, 200)).toEqual(user);
	});

	it.each([
		['nothing', '', 'empty'],
		['an empty object', '{}', 'foreign'],
		['an empty root', '<response/>', 'foreign'],
		['a record without its key', '{"role":"learner"}', 'foreign'],
		['a record with an empty key', '{"userId":" ","role":"learner"}', 'foreign'],
		['a record inside another name', JSON.stringify({ error: user }), 'foreign'],
		['a list of records', JSON.stringify({ response: [user] }), 'foreign'],
		['a bare list', JSON.stringify([user]), 'bare'],
		['an ID', `"${ID}"`, 'bare'],
		['a boolean', 'true', 'bare'],
		['an inherited field', '{"__proto__":{"userId":"x"}}', 'foreign'],
	])('is not %s', (_what, body, kind) => {
		expect(thrownBy(DecodeError, () => decodeAnswer(body, GET_USER, 200)).kind).toBe(kind);
	});
});

describe('an ID', () => {
	it.each([
		['a JSON text', `"${ID}"`],
		['plain text', `${ID}\n`],
		['the root of XML', `<?xml version="1.0"?><response>${ID}</response>`],
		['an indented root of XML', `<response>\n\t${ID}\n</response>`],
		['its own name in JSON', `{"userId":"${ID}","departmentId":"${OTHER_ID}"}`],
		['id in JSON', `{"id":"${ID}"}`],
		['response in JSON', `{"response":"${ID}"}`],
		['its own name in XML', `<response><userId>${ID}</userId></response>`],
		['id in XML', `<response><id>${ID}</id></response>`],
	])('is read from %s', (_form, body) => {
		expect(decodeAnswer(body, CREATE_USER, 201)).toBe(ID);
	});

	it.each([
		['nothing', '', 'empty'],
		['an empty JSON text', '""', 'bare'],
		['another text', '"created"', 'bare'],
		['an empty object', '{}', 'foreign'],
		['an empty root', '<response/>', 'foreign'],
		['a root with another text', '<response>created</response>', 'foreign'],
		['a cut ID in XML', `<response>${ID.slice(0, -1)}</response>`, 'foreign'],
		['a cut ID in JSON', `{"id":"${ID.slice(0, -1)}"}`, 'foreign'],
		['an ID of something else', `{"departmentId":"${ID}"}`, 'foreign'],
		['several IDs', `{"id":["${ID}","${OTHER_ID}"]}`, 'foreign'],
		['several IDs in XML', `<response><id>${ID}</id><id>${OTHER_ID}</id></response>`, 'foreign'],
		['a list', `["${ID}"]`, 'bare'],
		['a boolean', 'true', 'bare'],
		['a cut JSON text', `"${ID}`, 'text'],
	])('is not %s', (_what, body, kind) => {
		expect(thrownBy(DecodeError, () => decodeAnswer(body, CREATE_USER, 201)).kind).toBe(kind);
	});
});

describe('nothing', () => {
	it.each([200, 201, 202, 204])('is an empty body with status %d', (status) => {
		expect(decodeAnswer('', UPDATE_USER, status)).toBeNull();
	});

	it.each([
		' \r\n',
		'\uFEFF',
		'""',
		'null',
		'[]',
		'{}',
		'{ }',
		'<response/>',
		'<response> </response>',
	])('is the body %j', (body) => {
		expect(decodeAnswer(body, UPDATE_USER, 200)).toBeNull();
	});

	it.each([
		['an ID', `"${ID}"`],
		['an ID in XML', `<response>${ID}</response>`],
		['a boolean', 'true'],
		['the record', `{"userId":"${ID}"}`],
		['fields in XML', '<response><status/></response>'],
		['a list with something in it', '[1]'],
	])('may come as %s', (_what, body) => {
		expect(decodeAnswer(body, UPDATE_USER, 200)).toBeNull();
	});

	it.each([
		['an empty message', '{"message":""}', 'foreign'],
		['a cut JSON text', `"${ID}`, 'damaged'],
		['a cut list', '["a"', 'damaged'],
		['several values', '"a","b"', 'damaged'],
	])('is not %s', (_what, body, kind) => {
		expect(thrownBy(DecodeError, () => decodeAnswer(body, UPDATE_USER, 200)).kind).toBe(kind);
	});
});

it('decodes a page where the endpoint promises one', () => {
	expect(decodeAnswer('{"groups":[{"groupId":"g"}]}', ENDPOINTS.groups, 200)).toEqual({
		records: [{ groupId: 'g' }],
		nextPageToken: null,
	});
});
