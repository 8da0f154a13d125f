import fc from 'fast-check';
import {
	MAX_BODY_BYTES,
	parseDelivery,
} from '../../../../nodes/IspringLearn/triggers/instant/delivery/parseDelivery';

const CODE = '5b1c7f0e-2a44-4d3b-8b8e-6a9d1f0c7e21';
const MESSAGE = { userId: CODE, login: 'anna', email: null };

const parse = (body: unknown) =>
	parseDelivery(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)));

describe('messages', () => {
	const events = {
		kind: 'events',
		type: 'USER_REGISTERED',
		messages: [MESSAGE, MESSAGE],
		unreadable: 0,
	};
	const type = events.type;
	const text = JSON.stringify(MESSAGE);

	test.each([
		['objects', { type, payloads: [MESSAGE, MESSAGE] }],
		['JSON texts', { type, payloads: [text, text] }],
		['one of each', { type, payloads: [text, MESSAGE] }],
		['a JSON text of the list', { type, payloads: JSON.stringify([MESSAGE, MESSAGE]) }],
		['a JSON text of the list of JSON texts', { type, payloads: JSON.stringify([text, text]) }],
		['a JSON text of everything', JSON.stringify(JSON.stringify({ type, payloads: [text, text] }))],
		[
			'JSON after a byte order mark',
			`\uFEFF ${JSON.stringify({ type, payloads: [MESSAGE, text] })}\n`,
		],
		['JSON with fields that no document lists', { id: 7, type, payloads: [text, text], at: null }],
	])('as %s', (_how, body) => {
		expect(parse(body)).toEqual(events);
	});

	test('a single one without a list', () => {
		const one = { ...events, messages: [MESSAGE] };
		expect(parse({ type, payloads: MESSAGE })).toEqual(one);
		expect(parse({ type, payloads: text })).toEqual(one);
	});

	test('none', () => {
		const none = { ...events, messages: [] };
		for (const payloads of [undefined, null, []]) expect(parse({ type, payloads })).toEqual(none);
	});

	test('entries that are no message are counted', () => {
		const payloads = [MESSAGE, null, 7, true, 'text', '{"cut":', [], '[]', MESSAGE];
		expect(parse({ type, payloads })).toEqual({ ...events, unreadable: 7 });
	});

	test('the type stays as sent, but for its length and lines', () => {
		expect(parse({ type: 'Some_New\nType', payloads: [] })).toMatchObject({
			type: 'Some_New Type',
		});
		expect(parse({ type: 'x'.repeat(10_000), payloads: [] })).toMatchObject({
			type: `${'x'.repeat(100)}…`,
		});
	});

	test('a number of 19 digits loses less than a microsecond', () => {
		const body = `{"type":"${type}","payloads":["{\\"completionDate\\":1741596544123456789}"]}`;
		const delivery = parse(body);
		const [{ completionDate }] = delivery.kind === 'events' ? delivery.messages : [];
		expect(Math.abs(Number(BigInt(Number(completionDate)) - 1741596544123456789n))).toBeLessThan(
			1000,
		);
	});
});

describe('a confirmation', () => {
	const type = 'CONFIRMATION';

	test.each([
		['in a JSON text', { type, payloads: [JSON.stringify({ code: CODE })] }],
		['in an object', { type, payloads: [{ code: CODE }] }],
		['bare', { type, payloads: [CODE] }],
		['bare, without a list', { type, payloads: CODE }],
		['in an object without a list', { type, payloads: { code: CODE } }],
		['beside the type', { type, code: CODE }],
		['after an entry without one', { type, payloads: [{}, null, { code: ` ${CODE} ` }] }],
		['with the type in lower case', { type: 'confirmation', payloads: [{ code: CODE }] }],
		[
			'in its payload rather than beside the type',
			{ type, payloads: [{ code: CODE }], code: 'other' },
		],
	])('has its code %s', (_where, body) => {
		expect(parse(body)).toEqual({ kind: 'confirmation', code: CODE });
	});

	test.each([
		{ type },
		{ type, payloads: [] },
		{ type, payloads: [{}] },
		{ type, payloads: [{ code: '' }] },
		{ type, payloads: [{ code: { code: CODE } }] },
		{ type, payloads: ['two words'] },
		{ type, payloads: [`${CODE}\u0000`] },
		{ type, payloads: ['x'.repeat(256)] },
	])('without a code is foreign: %j', (body) => {
		expect(parse(body)).toEqual({ kind: 'foreign', reason: 'noCode' });
	});
});

describe('a foreign body', () => {
	const deep = '{"payloads":'.padEnd(100_000, '[');

	test.each([
		['nothing', ''],
		['text', 'Hello'],
		['a web page', '<!doctype html><html></html>'],
		['XML', '<response><type>USER_REGISTERED</type></response>'],
		['a form', 'type=USER_REGISTERED&payloads=%5B%5D'],
		['JSON that is cut off', '{"type":"USER_REGISTERED","payloads":[{"userId":'],
		['JSON and more', '{"type":"USER_REGISTERED"} {}'],
		['a list', [{ type: 'USER_REGISTERED', payloads: [] }]],
		['a number', 7],
		['JSON that is nested deeply', deep],
		['JSON that is nested deeply and complete', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`],
		['a text in a text in a text', JSON.stringify(JSON.stringify(JSON.stringify({ type: 'x' })))],
	])('%s', (_what, body) => {
		expect(parse(body)).toEqual({ kind: 'foreign', reason: 'notJson' });
	});

	test('bytes that are no text', () => {
		expect(parseDelivery(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))).toMatchObject({ kind: 'foreign' });
	});

	test.each([{}, { type: 7 }, { type: ' ' }, { type: null }, { payloads: [MESSAGE] }])(
		'without a type: %j',
		(body) => {
			expect(parse(body)).toEqual({ kind: 'foreign', reason: 'noType' });
		},
	);

	test('that is too large', () => {
		const body = Buffer.alloc(MAX_BODY_BYTES + 1, ' ');
		body.write('{"type":"USER_REGISTERED","payloads":[]}');
		expect(parseDelivery(body)).toEqual({ kind: 'foreign', reason: 'tooLarge' });
		expect(parseDelivery(body.subarray(0, MAX_BODY_BYTES))).toMatchObject({ kind: 'events' });
	});
});

test('any body has a verdict', () => {
	const kinds = ['confirmation', 'events', 'foreign'];
	const bodies = fc.oneof(
		fc.uint8Array(),
		fc.json().map((text) => Buffer.from(text)),
		fc
			.record({ type: fc.constantFrom('CONFIRMATION', 'x', null), payloads: fc.jsonValue() })
			.map((body) => Buffer.from(JSON.stringify(body))),
	);
	fc.assert(
		fc.property(bodies, (body) => {
			expect(kinds).toContain(parseDelivery(body).kind);
		}),
	);
});

test('any messages come out as they are', () => {
	const messages = fc.array(
		fc.dictionary(fc.string(), fc.oneof(fc.integer(), fc.uuid(), fc.boolean())),
	);
	fc.assert(
		fc.property(messages, fc.boolean(), (list, asTexts) => {
			const payloads = asTexts ? list.map((one) => JSON.stringify(one)) : list;
			const expected = JSON.parse(JSON.stringify(list)) as object[];
			expect(parse({ type: 'x', payloads })).toMatchObject({ messages: expected, unreadable: 0 });
		}),
	);
});
