import {
	apiErrorMessage,
	isHtml,
	parseBody,
} from '../../../../nodes/IspringLearn/api/decoder/body';
import { excerpt } from '../../../../nodes/IspringLearn/api/decoder/decodeError';

describe('parseBody', () => {
	it('takes the format from the body', () => {
		expect(parseBody('{"a":1}')).toEqual({ format: 'json', content: { a: 1 } });
		expect(parseBody('<response><a>1</a></response>')).toEqual({
			format: 'xml',
			content: { a: '1' },
		});
	});
});

describe('excerpt', () => {
	it('is one line of limited length', () => {
		expect(excerpt(' a\r\n\tb  c ')).toBe('a b c');
		expect(excerpt('x'.repeat(120))).toBe('x'.repeat(120));
		expect(excerpt('x'.repeat(121))).toBe(`${'x'.repeat(120)}…`);
		expect(excerpt('abcdef', 3)).toBe('abc…');
	});
});

describe('isHtml', () => {
	it.each(['<html>', ' <HTML lang="de">', '<!DOCTYPE html>', '<?xml?><!-- a --><html>'])(
		'%s is a web page',
		(body) => {
			expect(isHtml(body)).toBe(true);
		},
	);

	it.each([
		'',
		'<response/>',
		'html',
		'<htmlx/>',
		'<header/>',
		'{"a":"<html>"}',
		'<!-- <html> -->',
	])('%j is not', (body) => {
		expect(isHtml(body)).toBe(false);
	});
});

describe('apiErrorMessage', () => {
	it.each([
		['{"message":"No"}', 'No'],
		['{"message":" No\\n way "}', 'No way'],
		['{"message":"No","error":"Other"}', 'No'],
		['{"message":null,"error":"No"}', 'No'],
		['<response><message>a &lt; b</message></response>', 'a < b'],
		['No', 'No'],
		['', ''],
		['{"message":5}', ''],
		['{}', ''],
		['{"message":"No', ''],
		['<html>No</html>', ''],
		['<div>No</div>', ''],
		['  <p>No', ''],
		['<response><message/></response>', ''],
		['{"message":"\ufffd\ufffd"}', ''],
		['\ufffd', ''],
	])('of %j is %j', (body, message) => {
		expect(apiErrorMessage(body)).toBe(message);
	});

	it('has limited length', () => {
		expect(apiErrorMessage('x'.repeat(1000))).toBe(`${'x'.repeat(300)}…`);
		expect(apiErrorMessage(JSON.stringify({ message: 'x'.repeat(1000) }))).toHaveLength(301);
	});
});

describe('megabytes', () => {
	it('of a JSON string are rejected as a bare value', () => {
		expect(() => parseBody(`"${'x'.repeat(20_000_000)}"`)).toThrow(
			expect.objectContaining({ reason: 'bareValue' }),
		);
	});

	it('of instructions hide neither a web page nor a response', () => {
		const prolog = '<?a?>'.repeat(5_000_000);
		expect(isHtml(`${prolog}<html>`)).toBe(true);
		expect(isHtml(`${prolog}<response>`)).toBe(false);
	});
});
