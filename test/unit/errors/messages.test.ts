import { NodeApiError } from 'n8n-workflow';
import { listForm, triggerForm } from '../../../nodes/IspringLearn/errors/form';
import { DecodeError } from '../../../nodes/IspringLearn/api/decoder/decodeError';
import type { ErrorContext } from '../../../nodes/IspringLearn/errors/messages';
import { describeReason, toMessage } from '../../../nodes/IspringLearn/errors/messages';
import type { RequestError } from '../../../nodes/IspringLearn/api/requester/requestError';
import { NODE } from '../support/errors';
import { AUTHENTICATION_ERRORS } from '../../support/samples';
import { wordsOf } from '../support/message';

const NODE_FORM = listForm({
	filters: true,
	ids: true,
	dates: true,
	limited: true,
	pageToken: true,
});
const ASKED: ErrorContext = {
	label: 'module results',
	idFilters: [],
	form: NODE_FORM,
	pastedToken: false,
	retries: 0,
};
const status = (code: number, body = ''): RequestError => ({
	kind: 'status',
	status: code,
	body,
	retryAfter: null,
});
const FORBIDDEN_WORDS = /error|problem|failure|mistake/i;

const everyWay: ErrorContext[] = [
	[],
	['User Names, Emails or IDs'],
	['User Names, Emails or IDs', 'Course Names or IDs'],
].flatMap((idFilters) =>
	[true, false].flatMap((pastedToken) =>
		[0, 1, 3].map((retries) => ({ ...ASKED, idFilters, pastedToken, retries })),
	),
);

const FAULTS: RequestError[] = [
	...[302, 400, 401, 403, 404, 414, 418, 429, 500, 502, 503, 504].map((code) => status(code)),
	...['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'ECONNABORTED', 'EAI_AGAIN'].map(
		(code): RequestError => ({ kind: 'network', code }),
	),
];

describe('every status', () => {
	const codes = [
		...[
			300, 301, 302, 304, 307, 400, 401, 402, 403, 404, 405, 406, 408, 409, 425, 410, 413, 414, 415,
		],
		...[407, 418, 422, 429, 451, 500, 501, 502, 503, 504, 505, 511, 520, 599],
	];
	it.each(codes)('%d has a message and a next step', (code) => {
		for (const asked of everyWay) {
			for (const body of ['', '<html><body>x</body></html>', 'plain words']) {
				const { message, description, httpCode } = toMessage(status(code, body), asked);
				expect(message).toMatch(new RegExp(`^[A-Zi].*\\(status ${code}\\)$`));
				expect(message).not.toMatch(FORBIDDEN_WORDS);
				expect(description).toMatch(/^[A-Zi].*\.$/);
				expect(description).not.toMatch(FORBIDDEN_WORDS);
				expect(description).not.toMatch(/undefined|null|NaN| {2}| ,| \.|\b1 times/);
				expect(httpCode).toBe(String(code));
			}
		}
	});

	it.each([408, 425])('%d is a failure of the server', (code) => {
		for (const body of ['', '<html><body>x</body></html>']) {
			expect(toMessage(status(code, body), ASKED).message).toBe(
				`iSpring Learn is currently unavailable (status ${code})`,
			);
		}
	});

	it('that is common has its own message', () => {
		const messages = [400, 401, 403, 404, 414, 429, 500, 418].map((code) =>
			toMessage(status(code), ASKED).message.replace(/ \(status .*/, ''),
		);
		expect(new Set(messages).size).toBe(messages.length);
	});
});

describe('status 400', () => {
	it('names each filter that held IDs', () => {
		const idFilters = [
			'User Names, Emails or IDs',
			'Course Names or IDs',
			'Course Item Names or IDs',
		];
		const { message, description } = toMessage(status(400), { ...ASKED, idFilters });
		expect(message).toBe(
			"An ID in 'User Names, Emails or IDs', 'Course Names or IDs' or 'Course Item Names or IDs' doesn't exist (status 400)",
		);
		expect(description).toMatch(/^Remove the ID, or turn on 'Skip Invalid IDs' under 'Options'\./);
	});

	it.each<[string[], string]>([
		[['User Names, Emails or IDs'], "in 'User Names, Emails or IDs' doesn't"],
		[
			['User Names, Emails or IDs', 'Course Names or IDs'],
			"in 'User Names, Emails or IDs' or 'Course Names or IDs' doesn't",
		],
	])('says in its headline to check %j', (idFilters, words) => {
		expect(toMessage(status(400), { ...ASKED, idFilters }).message).toContain(words);
	});

	it('names the filters and the page token if there were no IDs', () => {
		const { description } = toMessage(status(400), ASKED);
		expect(description).toContain('Filters');
		expect(description).toContain('Page Token');
		expect(description).not.toContain('ID ');
	});
});

describe('status 401', () => {
	it('depends on whether the token can be renewed', () => {
		const pasted = toMessage(status(401), { ...ASKED, pastedToken: true });
		expect(pasted.message).toBe('The access token has expired (status 401)');
		expect(pasted.description).toContain("'Client ID and Secret'");
		const renewed = toMessage(status(401), ASKED);
		expect(renewed.message).toContain('even after renewing it');
		expect(renewed.description).toContain('region');
	});
});

describe('other statuses', () => {
	it('name the requested records', () => {
		const asked = { ...ASKED, label: 'departments' };
		expect(toMessage(status(403), asked).message).toContain('allowed to read departments');
		expect(toMessage(status(404), asked).message).toContain('No departments found');
	});

	it('name the required plan and role', () => {
		expect(toMessage(status(403), ASKED).description).toContain('Enterprise subscription');
		expect(toMessage(status(404), ASKED).description).toContain('/api/v3');
	});

	it.each([429, 500, 502, 503, 504])('%d states the number of tries', (code) => {
		expect(toMessage(status(code), { ...ASKED, retries: 3 }).description).toContain(
			'Tried 4 times',
		);
		expect(toMessage(status(code), ASKED).description).not.toMatch(/Tried \d+ times/);
	});

	it('414 names the filters to shorten, if there are any', () => {
		const asked = { ...ASKED, idFilters: ['User Names, Emails or IDs', 'Module Names or IDs'] };
		expect(toMessage(status(414), asked).description).toContain(
			"'User Names, Emails or IDs' or 'Module Names or IDs'",
		);
		expect(toMessage(status(414), ASKED).description).toContain('Filters');
	});
});

describe('the message of the server', () => {
	it.each([
		['{"code":400,"message":"Invalid user id"}'],
		['<response><code>400</code><message>Invalid user id</message></response>'],
		['<?xml version="1.0"?>\n<response>\n<message>Invalid user id</message>\n</response>'],
		['{"error":"invalid","error_description":"Invalid user id"}'],
		['Invalid user id'],
		['  Invalid\n\tuser id '],
		['\uFEFF{"message":"Invalid user id"}'],
	])('are quoted from %j', (body) => {
		const { message, description } = toMessage(status(400, body), ASKED);
		expect(message).toBe('iSpring Learn rejected the request (status 400)');
		expect(description).toMatch(/^iSpring Learn says: "Invalid user id"\. \S/);
	});

	it.each([
		'',
		' \n',
		'<!DOCTYPE html><html><body>Secret page</body></html>',
		'<html><body>Secret page</body></html>',
		'<?xml version="1.0"?><!-- x --><HTML>Secret page</HTML>',
		'<h1>Secret page</h1>',
		'<center>Secret page',
		'\uFEFF<html>Secret page',
		'{"message":"Secret page',
		'{"message":{"text":"Secret page"}}',
		'{"message":null}',
		'<response><message>Secret page</response>',
	])('are none in %j', (body) => {
		const { message, description } = toMessage(status(400, body), ASKED);
		expect(`${message} ${description}`).not.toContain('Secret');
		expect(description).not.toContain('iSpring Learn says');
	});

	it('is shortened if it is long', () => {
		const { description } = toMessage(status(400, 'long '.repeat(10_000)), ASKED);
		expect(description.length).toBeLessThan(700);
	});
});

describe('a web page', () => {
	it.each([
		[401, 'rejected the access token'],
		[414, 'too long'],
		[429, 'Too many requests'],
		[431, 'too long'],
	])('of a gateway with status %d keeps what the status means', (code, words) => {
		expect(toMessage(status(code, '<html></html>'), ASKED).message).toContain(words);
	});

	it.each([400, 404, 302])('with status %d names the host', (code) => {
		const { message, description } = toMessage(status(code, '<html></html>'), ASKED);
		expect(message).toBe(`The response is a web page instead of data (status ${code})`);
		expect(description).toContain('Check the region');
	});

	it.each([500, 502, 503, 504])('with status %d means that the server is down', (code) => {
		expect(toMessage(status(code, '<html>Bad gateway</html>'), ASKED).message).toBe(
			`iSpring Learn is currently unavailable (status ${code})`,
		);
	});
});

describe('the network', () => {
	it.each([
		['ENOTFOUND', "The address doesn't exist"],
		['EAI_AGAIN', "couldn't be looked up"],
		['ECONNREFUSED', 'Nothing is running'],
		['ECONNRESET', 'The connection was closed'],
		['ECONNABORTED', 'took too long'],
		['ETIMEDOUT', 'took too long'],
		['EHOSTUNREACH', "n8n couldn't connect"],
		['EPIPE', "n8n couldn't connect"],
	])('%s', (code, reason) => {
		const { message, description, httpCode } = toMessage({ kind: 'network', code }, ASKED);
		expect(message).toBe("Couldn't reach iSpring Learn");
		expect(description).toContain(`(${code}).`);
		expect(description).toContain(reason);
		expect(description).toMatch(/\)\.$/);
		expect(description).not.toMatch(FORBIDDEN_WORDS);
		expect(httpCode).toBeUndefined();
	});
});

describe('a certificate', () => {
	it.each([
		['CERT_HAS_EXPIRED', 'It has expired.'],
		['CERT_NOT_YET_VALID', "It isn't valid yet."],
		['CERT_REVOKED', 'It was revoked.'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'It is self-signed'],
		['SELF_SIGNED_CERT_IN_CHAIN', 'It is self-signed'],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', "n8n doesn't know who issued it."],
		['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', "n8n doesn't know who issued it."],
		['CERT_UNTRUSTED', "n8n doesn't know who issued it."],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'It belongs to another host name.'],
		['HOSTNAME_MISMATCH', 'It belongs to another host name.'],
		['CERT_SIGNATURE_FAILURE', "n8n can't verify it."],
	])('%s', (code, reason) => {
		for (const { form } of everyWay) {
			const { message, description } = toMessage({ kind: 'network', code }, { ...ASKED, form });
			expect(message).toBe("Couldn't reach iSpring Learn");
			expect(description).toContain(
				`n8n doesn't trust the certificate of the API (${code}). ${reason}`,
			);
			expect(description).toContain("'Ignore SSL Issues (Insecure)' in the credential.");
			expect(description.replace(code, '')).not.toMatch(FORBIDDEN_WORDS);
		}
	});
});

describe('a proxy or firewall', () => {
	const between: Array<[string, RequestError]> = [
		['403 with a web page', status(403, '<html>Blocked</html>')],
		['407', status(407, 'auth')],
		['407 with a web page', status(407, '<html>Sign in</html>')],
		['407 with JSON', status(407, '{"message":"No user"}')],
		['451', status(451)],
		['451 with a web page', status(451, '<!doctype html><p>Blocked')],
		['511 with a web page', status(511, '<html>Welcome to the hotel</html>')],
		...[
			...['Z_DATA_ERROR', 'Z_BUF_ERROR', 'ERR__ERROR_FORMAT_PADDING_2'],
			...['HPE_INVALID_HEADER_TOKEN', 'HPE_HEADER_OVERFLOW', 'HPE_INVALID_CONSTANT'],
			...['HPE_UNEXPECTED_CONTENT_LENGTH', 'ERR_FR_TOO_MANY_REDIRECTS'],
			'ERR_FR_REDIRECTION_FAILURE',
		].map((code): [string, RequestError] => [code, { kind: 'altered', code }]),
		['one that refuses connections', { kind: 'network', code: 'ECONNREFUSED', atProxy: true }],
		['one whose name is not known', { kind: 'network', code: 'ENOTFOUND', atProxy: true }],
	];

	it.each(between)('%s is named, and the region is not', (_name, fault) => {
		for (const { form } of everyWay) {
			const { message, description } = toMessage(fault, { ...ASKED, form });
			const words = `${message}. ${description}`;
			expect(words).toMatch(/proxy|firewall/i);
			expect(words).not.toMatch(/region|Client ID|Page Size|Request Options|iSpring Learn says/);
			expect(words).not.toMatch(/undefined|null| {2}|\.\./);
			expect(words.replace(/\b[A-Z]+_[A-Z_0-9]+/g, '')).not.toMatch(FORBIDDEN_WORDS);
		}
	});

	it.each(between)('%s survives n8n, which replaces messages that it knows', (_name, fault) => {
		const { message, description, httpCode } = toMessage(fault, ASKED);
		const shown = new NodeApiError(NODE, { message }, { message, description, httpCode });
		expect([shown.message, shown.description]).toEqual([message, description]);
	});

	it('is quoted if it explains itself', () => {
		const { message, description } = toMessage(status(407, '{"message":"No user"}'), ASKED);
		expect(message).toContain('(status 407)');
		expect(description).toMatch(/^It says: "No user"\. .*HTTPS_PROXY/);
	});

	it.each([403, 502, 503, 504])('is not blamed for status %d without a web page', (code) => {
		const { message } = toMessage(status(code, '{"message":"no"}'), ASKED);
		expect(message).not.toMatch(/proxy|firewall/i);
	});
});

describe('n8n and its machine', () => {
	it.each([
		['ENOSPC', 'no disk space left'],
		['EMFILE', 'too many open files'],
		['EACCES', "doesn't allow"],
		['EROFS', "doesn't allow"],
		['ENOMEM', 'memory'],
		['EISDIR', 'a file'],
	])('%s is that of its machine', (code, words) => {
		const { message, description } = toMessage({ kind: 'machine', code }, ASKED);
		expect(message).toBe('The server that n8n runs on stopped the node');
		expect(description).toContain(words);
		expect(description).toContain(`(${code}). iSpring Learn isn't the cause.`);
	});

	it('an error of the package is named as such', () => {
		const fault: RequestError = { kind: 'internal', message: 'x is not a function', stack: 'at y' };
		const { message, description } = toMessage(fault, ASKED);
		expect(message).toBe('The iSpring Learn package has a bug');
		expect(description).toContain('"x is not a function"');
		expect(description).toContain("n8n's log");
		expect(`${message} ${description}`).not.toMatch(FORBIDDEN_WORDS);
		const shown = new NodeApiError(NODE, { message }, { message, description });
		expect(shown.message).toBe(message);
	});
});

describe('coded errors', () => {
	it('of a page have the words of their reason', () => {
		const refusal = new DecodeError('webPage');
		const explanation = toMessage({ kind: 'page', error: refusal }, ASKED);
		expect(explanation).toEqual(wordsOf(refusal, NODE_FORM));
		expect(explanation.message).toBe('The response is a web page instead of data');
	});

	it('of a sign-in have the words of their reason, with a status if there is one', () => {
		const { answerWithoutToken, notReached } = AUTHENTICATION_ERRORS;
		expect(toMessage({ kind: 'token', error: answerWithoutToken }, ASKED)).toEqual({
			...wordsOf(answerWithoutToken),
			httpCode: '200',
		});
		const { message, description } = wordsOf(notReached);
		expect(toMessage({ kind: 'token', error: notReached }, ASKED)).toEqual({
			message,
			description: `${description} (ENOTFOUND)`,
		});
	});
});

it('survives n8n, which replaces messages that it knows', () => {
	for (const fault of FAULTS) {
		const { message, description, httpCode } = toMessage(fault, ASKED);
		const shown = new NodeApiError(NODE, { message }, { message, description, httpCode });
		expect([shown.message, shown.description]).toEqual([message, description]);
	}
});

describe('in the trigger', () => {
	const told = (inTrigger: boolean): string =>
		FAULTS.flatMap((fault) =>
			everyWay.map(
				(asked) =>
					toMessage(fault, { ...asked, form: inTrigger ? triggerForm(String) : NODE_FORM })
						.description,
			),
		).join(' ');
	const ONLY_IN_THE_NODE = ['Page Size', 'Page Token', 'Skip Invalid IDs', 'Request Options'];

	it.each(ONLY_IN_THE_NODE)('no next step names %s, which its form does not have', (field) => {
		expect(told(false)).toContain(field);
		expect(told(true)).not.toContain(field);
	});

	it('the next step after too many requests or a timeout fits its form', () => {
		expect(told(true)).toMatch(/'Poll Times' to poll less often/);
		expect(told(true)).toMatch(/Add 'Filters' .* took too long/);
	});
});

it('any other error keeps its message', () => {
	expect(toMessage({ kind: 'other', message: 'x is not a function' }, ASKED)).toEqual({
		message: 'x is not a function',
		description: 'Run the node again.',
	});
});

describe('rows that sum up results are left out or split as a whole', () => {
	it.each([
		['userId', 'users or departments'],
		['courseId', 'courses'],
	])('by %s', (summedUpBy, filters) => {
		const fields = { filters: true, ids: true, dates: true, limited: true, pageToken: false };
		const form = listForm({ ...fields, summedUpBy });
		const cut = { returned: 25, isTooLong: false, canSetLimit: false };
		expect(describeReason('truncated', cut, form).description).toContain(
			`To get the others, filter by ${filters}.`,
		);
		const data = { maxItems: 100_000, records: 'rows', isLimited: false, canExport: true };
		expect(describeReason('tooManyItems', data, form).description).toContain(
			`several input items, each with its own ${filters}.`,
		);
	});
});
