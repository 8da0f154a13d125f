import { decodePage } from '../../../../nodes/IspringLearn/api/decoder/decodePage';
import type { DecodeErrorKind } from '../../../../nodes/IspringLearn/api/decoder/decodeError';
import { DecodeError } from '../../../../nodes/IspringLearn/api/decoder/decodeError';
import { ENDPOINTS } from '../../../../nodes/IspringLearn/api/endpoints/endpoints';
import { messageOf, wordsOf } from '../../support/message';
import { thrownBy } from '../../support/thrown';

const decode = (body: string, status?: number) => decodePage(body, ENDPOINTS.moduleResults, status);
const errorOf = (body: string, status?: number) =>
	thrownBy(DecodeError, () => decode(body, status));
const EMPTY = { records: [], nextPageToken: null };

describe('records', () => {
	it.each([
		['none', '{"results":[]}', '<response><results></results></response>', []],
		[
			'one',
			'{"results":[{"userId":"a"}]}',
			'<response><results><result><userId>a</userId></result></results></response>',
			[{ userId: 'a' }],
		],
		[
			'many',
			'{"results":[{"userId":"a"},{"userId":"b"},{"userId":"c"}]}',
			'<response><results><result><userId>a</userId></result><result><userId>b</userId></result><result><userId>c</userId></result></results></response>',
			[{ userId: 'a' }, { userId: 'b' }, { userId: 'c' }],
		],
		[
			'one without fields',
			'{"results":[{}]}',
			'<response><results><result/></results></response>',
			[{}],
		],
		[
			'several, one of them without fields',
			'{"results":[{},{"userId":"a"}]}',
			'<response><results><result> </result><result><userId>a</userId></result></results></response>',
			[{}, { userId: 'a' }],
		],
	])('%s', (_name, json, xml, records) => {
		expect(decode(json)).toEqual({ records, nextPageToken: null });
		expect(decode(xml)).toEqual({ records, nextPageToken: null });
	});

	it('keeps a field that repeats as a list', () => {
		const xml = '<response><results><result><tag>a</tag><tag>b</tag></result></results></response>';
		expect(decode(xml).records).toEqual([{ tag: ['a', 'b'] }]);
	});
});

describe('an empty page', () => {
	it.each([
		'{"results":null}',
		'{"results":[]}',
		'{"results":""}',
		'{"results":[],"nextPageToken":"  "}',
		'<response><results/></response>',
		'<response>\n\t<results>\n\t</results>\n</response>\n',
		'<response><results/><nextPageToken></nextPageToken></response>',
	])('%j', (body) => {
		expect(decode(body)).toEqual(EMPTY);
	});

	it.each([
		'{}',
		'{"nextPageToken":null}',
		'{"nextPageToken":""}',
		'<response/>',
		'<response></response>',
		'<response>\n</response>',
		'<response><nextPageToken/></response>',
	])('%j, marked as blank because it has no list either', (body) => {
		expect(decode(body)).toEqual({ ...EMPTY, isBlank: true });
	});

	it('is an empty body with status 204', () => {
		expect(decode('', 204)).toEqual({ ...EMPTY, isBlank: true });
		expect(decode(' \r\n', 204)).toEqual({ ...EMPTY, isBlank: true });
	});

	it.each(['{"nextPageToken":"t"}', '<response><nextPageToken>t</nextPageToken></response>'])(
		'%j has a next page',
		(body) => {
			expect(decode(body)).toEqual({ records: [], nextPageToken: 't' });
		},
	);

	it('is not assumed for a body with status 204', () => {
		expect(decode('{"results":[{"userId":"a"}]}', 204).records).toHaveLength(1);
		expect(errorOf('<html></html>', 204).kind).toBe('html');
	});

	it.each([
		['', 200],
		[' \n', 200],
		['\uFEFF', 200],
		['', 201],
	])('is not an empty body with another status: %j, status %d', (body, status) => {
		expect(errorOf(body, status).kind).toBe('empty');
	});
});

describe('the token', () => {
	it.each([
		['00123', '00123'],
		['MmEzZg==', 'MmEzZg=='],
		['1e3', '1e3'],
		['true', 'true'],
		['null', 'null'],
		['  abc\n', 'abc'],
		['a+b/c=&d', 'a+b/c=&d'],
	])('%j stays text', (sent, read) => {
		const xml = sent.replaceAll('&', '&amp;');
		expect(decode(JSON.stringify({ nextPageToken: sent })).nextPageToken).toBe(read);
		expect(decode(JSON.stringify({ results: [], nextPageToken: sent })).nextPageToken).toBe(read);
		expect(decode(`<response><nextPageToken>${xml}</nextPageToken></response>`)).toEqual({
			records: [],
			nextPageToken: read,
		});
	});

	it('is found under its misspelt name', () => {
		expect(decode('{"results":[],"nextPageToekn":"a"}').nextPageToken).toBe('a');
		expect(decode('{"nextPageToken":"","nextPageToekn":"a"}').nextPageToken).toBe('a');
		expect(
			decode('<response><results/><nextPageToekn>a</nextPageToekn></response>').nextPageToken,
		).toBe('a');
	});

	it('may be a whole number in JSON', () => {
		expect(decode('{"results":[],"nextPageToken":0}').nextPageToken).toBe('0');
		expect(decode('{"results":[],"nextPageToken":123}').nextPageToken).toBe('123');
	});

	it.each(['1.5', '12345678901234567890', 'false', 'true', '{}', '[]', '["a"]'])(
		'%s is rejected: it would mean the last page, or another one',
		(token) => {
			const error = errorOf(`{"results":[],"nextPageToken":${token}}`);
			expect(error.kind).toBe('foreign');
			expect(messageOf(error)).toContain("next page's token");
		},
	);

	it('is rejected when XML has two, or one with elements', () => {
		const two = '<nextPageToken>a</nextPageToken><nextPageToken>b</nextPageToken>';
		expect(errorOf(`<response><results/>${two}</response>`).kind).toBe('foreign');
		const nested = '<nextPageToken><a>1</a></nextPageToken>';
		expect(errorOf(`<response><results/>${nested}</response>`).kind).toBe('foreign');
	});
});

describe('XML elements with another name than the documented one', () => {
	const rows = (inside: string) =>
		decodePage(`<response><results>${inside}</results></response>`, ENDPOINTS.moduleResults)
			.records;
	const kindOf = (inside: string) =>
		errorOf(`<response><results>${inside}</results></response>`).kind;

	it.each([
		['one', '<resultV2><userId>a</userId></resultV2>', [{ userId: 'a' }]],
		[
			'many',
			'<r><userId>a</userId></r><r><moduleTitle>b</moduleTitle><more>1</more></r>',
			[{ userId: 'a' }, { moduleTitle: 'b', more: '1' }],
		],
		[
			'two names, no record lost',
			'<r><userId>a</userId></r><result><userId>b</userId></result><result/>',
			[{ userId: 'a' }, { userId: 'b' }, {}],
		],
	])('are records: %s', (_name, inside, records) => {
		expect(rows(inside)).toEqual(records);
	});

	it.each([
		['a count', '<result><userId>a</userId></result><total>1</total>'],
		['a message', '<message>Not allowed</message>'],
		['an error body', '<fault><code>403</code><message>No</message></fault>'],
		[
			'an error body with a field of the list',
			'<fault><userId>a</userId><message>No</message></fault>',
		],
		['fields of another list', '<item><name>a</name></item>'],
		['an empty element', '<resultV2/>'],
		['one that is text', '<r><userId>a</userId></r><r>b</r>'],
		['fields without a record around them', '<userId>a</userId><courseId>b</courseId>'],
		['a list in the list', '<results><result><userId>a</userId></result></results>'],
	])('are not records: %s', (_name, inside) => {
		expect(kindOf(inside)).toBe('foreign');
	});

	it('a field named code is allowed, because departments have one', () => {
		const department =
			'<response><departments><departmentV2><departmentId>a</departmentId><code>1</code></departmentV2></departments></response>';
		expect(decodePage(department, ENDPOINTS.departments).records).toEqual([
			{ departmentId: 'a', code: '1' },
		]);
	});
});

describe('a body that is something else', () => {
	const row = '<result><userId>a</userId></result>';
	const page = `<response><results>${row}</results></response>`;
	const cases: Array<[DecodeErrorKind, string]> = [
		['html', '<!DOCTYPE html><html><body>Sign in</body></html>'],
		['html', '<!doctype HTML PUBLIC "-//W3C//DTD HTML 4.01//EN"><html></html>'],
		['html', '\uFEFF\n <!DOCTYPE\nhtml>\n<html>'],
		['html', '<HTML lang="en"><head></head></HTML>'],
		['html', '<html\n>'],
		['html', '<head><title>x</title></head>'],
		['html', '<body>Bad gateway</body>'],
		['html', '<center><h1>403 Forbidden</h1></center>'],
		['html', '<h1>Blocked</h1> by policy'],
		['html', '<title>Blocked</title><p>Ask your administrator.'],
		['html', '<meta charset="utf-8"><div>Blocked</div>'],
		['html', '<script>location = "/login"</script>'],
		['html', '<?xml version="1.0"?><!-- XHTML --><!DOCTYPE html><html/>'],
		['html', '<!--[if IE]> old <![endif]--><html><body/></html>'],
		['html', '<h1>Not found</h1>'],
		['text', 'Not Found'],
		['text', 'Sign in at https://example.ispringlearn.com'],
		['text', `x${page}`],
		['bare', '[]'],
		['bare', '[{"userId":"a"}]'],
		['bare', '"results"'],
		['bare', '12'],
		['bare', 'null'],
		['bare', 'true'],
		['bare', '-1.5e3'],
		['bare', ' [\n[1]]'],
		['bare', '"a \\" b"'],
		['text', '[warning] try later'],
		['text', "12 o'clock"],
		['text', 'nullable'],
		['text', '2026-11-28'],
		['damaged', '{"results":[]}{"results":[]}'],
		['damaged', '{"results":[]} and more'],
		['damaged', '{results:[]}'],
		['damaged', "{'results':[]}"],
		['damaged', '{"results":[],}'],
		['damaged', '{"results":[NaN]}'],
		['damaged', page + page],
		['damaged', `${page} and more`],
		['damaged', `${page}&amp;`],
		['damaged', `${page}</response>`],
		['damaged', `<response><results>${row}</response></results>`],
		['damaged', '<response><results a=b></results></response>'],
		['damaged', '<response><title>a & b</title></response>'],
		['damaged', `${page}<response/>`],
		['damaged', `${page}<more/>`],
		['damaged', `<more/>${page}`],
		['damaged', `${page}<![CDATA[more]]>`],
		['foreign', '<feed><results/></feed>'],
		['foreign', '<Response><results/></Response>'],
		['foreign', '<x:response xmlns:x="urn:x"><results/></x:response>'],
		['foreign', '<results/>'],
		['foreign', '<response>Not allowed</response>'],
	];
	it.each(cases)('%s: %j', (kind, body) => {
		const error = errorOf(body);
		expect(error.kind).toBe(kind);
		expect(messageOf(error)).not.toMatch(/error|problem|failure|mistake/i);
		expect(messageOf(error).length).toBeLessThan(300);
		expect(wordsOf(error).description).toMatch(/\w{3,}.*\.$/);
	});

	it.each([
		['[{"userId":"a"}]', 'a JSON list'],
		['[]', 'a JSON list'],
		['"Maintenance"', 'a JSON value instead of an object: "Maintenance"'],
		['42', 'a JSON value instead of an object: 42'],
		['null', 'a JSON value instead of an object: null'],
	])('%s: the message says what it is, and what to check', (body, what) => {
		const error = errorOf(body);
		expect(messageOf(error)).toContain(`The response is ${what}`);
		const nextStep = wordsOf(error).description;
		expect(nextStep).toContain('An older API or another service');
		expect(nextStep).toContain('/api/v3');
	});

	it('the message quotes the start of a text, and nothing of a web page', () => {
		expect(messageOf(errorOf(`No such\n page ${'x'.repeat(10_000)}`))).toContain(
			'"No such page xx',
		);
		expect(messageOf(errorOf('<html><body>Secret words</body></html>'))).not.toContain('Secret');
	});

	it('the message is short however deep or wide the body is', () => {
		for (const body of [
			'<a>'.repeat(50_000),
			`<${'a'.repeat(50_000)}/>`,
			`<response>${'<a>'.repeat(50)}${'</a>'.repeat(50)}</response>`,
			JSON.stringify({ message: 'long '.repeat(10_000) }),
			JSON.stringify(Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`k${at}`, at]))),
			'{"a":'.repeat(50_000),
		]) {
			expect(messageOf(errorOf(body)).length).toBeLessThan(300);
		}
	});
});

describe('a body without the list', () => {
	it.each([
		['{"code":400,"message":"Invalid user id"}', 'Invalid user id'],
		['{"code":"400","message":"Invalid user id","nextPageToken":null}', 'Invalid user id'],
		['<response><code>400</code><message>Invalid user id</message></response>', 'Invalid user id'],
		['<response><message>a &lt; b</message><nextPageToken/></response>', 'a < b'],
	])('%s is rejected with the message of the vendor', (body, words) => {
		const error = errorOf(body);
		expect(error.kind).toBe('foreign');
		expect(messageOf(error)).toBe(`iSpring Learn returned "${words}" instead of module results`);
	});

	it.each([
		['{"users":[]}', 'users'],
		['{"message":{"a":1},"code":3}', 'message, code'],
		['{"Results":[]}', 'Results'],
		['<response><userProfiles/></response>', 'userProfiles'],
		['<response><result><userId>a</userId></result></response>', 'result'],
		['{"nextPageToken":"a","code":400}', 'code'],
	])('%s is rejected with the names of its fields', (body, names) => {
		const error = errorOf(body);
		expect(error.kind).toBe('foreign');
		expect(messageOf(error)).toBe(`The response contains no module results, only: ${names}`);
	});

	it('is rejected when the name of the list is an inherited property', () => {
		const endpoint = { ...ENDPOINTS.moduleResults, list: 'toString' };
		const error = thrownBy(DecodeError, () => decodePage('{"code":1}', endpoint));
		expect(messageOf(error)).toBe('The response contains no module results, only: code');
	});
});

describe('a list that is something else', () => {
	it.each([
		'{"results":{"result":[]}}',
		'{"results":{}}',
		'{"results":"none"}',
		'{"results":0}',
		'{"results":false}',
		'{"results":true}',
		'<response><results>none</results></response>',
		'<response><results><row/></results></response>',
		'<response><results><result/><row/></results></response>',
		'<response><results>text<result/></results></response>',
		'<response><results/><results/></response>',
		'<response><results><result/></results><results/></response>',
		'<response><results/><results><result/></results></response>',
		'<response><results><result/></results><results><result/></results></response>',
		'<response><results><result/></results><results a="1"><result/></results ></response>',
	])('%s', (body) => {
		const error = errorOf(body);
		expect(error.kind).toBe('foreign');
		expect(messageOf(error)).toContain("isn't a list of records");
	});

	it.each([
		'{"results":[null]}',
		'{"results":[{"userId":"a"},1]}',
		'{"results":["a"]}',
		'{"results":[[]]}',
		'{"results":[[{"userId":"a"}]]}',
		'<response><results><result>a</result></results></response>',
		'<response><results><result><userId>a</userId></result><result>b</result></results></response>',
	])('%s has entries that are not records', (body) => {
		const error = errorOf(body);
		expect(error.kind).toBe('foreign');
		expect(messageOf(error)).toContain('something other than records');
	});
});

describe('anything around the data is skipped', () => {
	const rows = { records: [{ userId: 'ä' }], nextPageToken: 't' };
	const xml =
		'<response><results><result><userId>ä</userId></result></results><nextPageToken>t</nextPageToken></response>';
	it.each([
		`\uFEFF${xml}`,
		`<?xml version="1.0" encoding="UTF-8"?>\n${xml}\n`,
		`\uFEFF<?xml version="1.0"?>${xml}`,
		`<?xml version="1.0"?><!-- made > by < a machine --><?style sheet?>\n${xml}`,
		`${xml}<!-- bye --><?end?>\n`,
		` \r\n\t${xml}`,
		xml.replaceAll('><', '>\n\t<'),
		xml.replace('<userId>', '<!-- who --><userId  lang="de" >'),
		'{"results":[{"userId":"\\u00e4"}],"nextPageToken":"t"}',
		'\uFEFF {"nextPageToken":"t","results":[{"userId":"ä"}]}\r\n',
		'{"total":1,"results":[{"userId":"ä"}],"nextPageToken":"t"}',
	])('%j', (body) => {
		expect(decode(body)).toEqual(rows);
	});
});
