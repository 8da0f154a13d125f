import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import {
	BASE_URL_EXPRESSION,
	HostError,
	readBaseUrl,
	validateBaseUrl,
	buildTokenUrl,
} from '../../../../nodes/IspringLearn/api/auth/host';
import { API_HOSTS } from '../../../../credentials/apiHosts';
import { wordsOf } from '../../support/message';

/** The message for an invalid address, with its next step. */
function wordsFor(address: string): string {
	const fault = validateBaseUrl(address);
	expect(fault).toBeInstanceOf(HostError);
	const { message, description } = wordsOf(fault as HostError);
	return `${message}. ${description}`;
}

const custom = (baseUrl: string) => ({ host: 'custom', baseUrl });

/** The expression as n8n evaluates it. */
function evaluate(credentials: { host: string; baseUrl?: string }): unknown {
	const inside = /^=\{\{(.*)\}\}$/.exec(BASE_URL_EXPRESSION)?.[1] ?? '';
	return runInNewContext(inside, { $credentials: credentials });
}

describe('API_HOSTS', () => {
	it('are the five that iSpring runs, each with its own name', () => {
		expect(API_HOSTS.map(({ value }) => value)).toEqual([
			'https://api-learn.ispringlearn.com',
			'https://api-learn.ispring.com',
			'https://api-learn.ispringlearn.eu',
			'https://api-learn.ispring.eu',
			'https://api-learn.ispringlearn.ru',
		]);
		expect(new Set(API_HOSTS.map(({ name }) => name)).size).toBe(5);
	});

	it.each(API_HOSTS)('$name is a valid address', ({ name, value, description }) => {
		expect(validateBaseUrl(value)).toBeNull();
		expect(readBaseUrl({ host: value, baseUrl: '' })).toBe(value);
		const domain = value.replace('https://api-learn.', '');
		expect(name.startsWith(`${domain} (`)).toBe(true);
		expect(description).toBe(`If you sign in at yourcompany.${domain}`);
	});
});

describe('readBaseUrl', () => {
	it.each([
		['https://company.ispringlearn.com/api/v3', 'https://company.ispringlearn.com/api/v3'],
		['https://company.ispringlearn.com/api/v3/', 'https://company.ispringlearn.com/api/v3'],
		[' https://company.example// \n', 'https://company.example'],
		['', ''],
		['///', ''],
	])('%j', (typed, address) => {
		expect(readBaseUrl(custom(typed))).toBe(address);
	});

	it('returns the chosen host if there is one', () => {
		const host = 'https://api-learn.ispring.eu';
		expect(readBaseUrl({ host, baseUrl: 'https://elsewhere.example' })).toBe(host);
	});

	it('equals the expression that n8n evaluates', () => {
		const text = fc.oneof(
			fc.string(),
			fc.webUrl(),
			fc.constantFrom(' https://a.example/ ', '/', 'https://a.example//'),
		);
		const host = fc.oneof(fc.constantFrom(...API_HOSTS.map(({ value }) => value), 'custom'), text);
		fc.assert(
			fc.property(host, text, (chosen, baseUrl) => {
				const credentials = { host: chosen, baseUrl };
				expect(evaluate(credentials)).toBe(readBaseUrl(credentials));
			}),
		);
	});

	it('needs no Base URL if a host is chosen', () => {
		expect(evaluate({ host: 'https://api-learn.ispring.com' })).toBe(
			'https://api-learn.ispring.com',
		);
	});
});

describe('a valid address', () => {
	it.each([
		'https://api-learn.ispringlearn.com',
		'https://company.ispringlearn.com/api/v3',
		'https://learn.company.example:8443/some/path',
		'https://[::1]:8443',
		'https://xn--bcher-kva.example',
		'https://bücher.example',
		'HTTPS://API-LEARN.ISPRING.COM',
		'http://localhost',
		'http://localhost:3000/api/v3',
		'http://127.0.0.1:3000',
		'https://company.example/v1.5/api',
	])('%s', (address) => {
		expect(validateBaseUrl(address)).toBeNull();
	});

	it('stays valid over thousands of checks', () => {
		const faults = Array.from({ length: 20_000 }, () => validateBaseUrl('https://bücher.example'));
		expect(new Set(faults)).toEqual(new Set([null]));
	});
});

describe('an invalid address', () => {
	it.each([
		['', "isn't a valid URL"],
		['company.ispringlearn.com', "isn't a valid URL"],
		['https://', "isn't a valid URL"],
		['https:// company.example', "isn't a valid URL"],
		['https://exa mple.com', "isn't a valid URL"],
		['{{ $json.host }}', "isn't a valid URL"],
		['not an address', "isn't a valid URL"],
		['http://api-learn.ispringlearn.com', 'https://'],
		['http://localhost.evil.example', 'https://'],
		['http://127.0.0.1.evil.example', 'https://'],
		['http://192.168.0.1', 'https://'],
		['http://127.0.0.2', 'https://'],
		['http://0.0.0.0', 'https://'],
		['ftp://company.example', 'https://'],
		['file://company.example/etc/passwd', 'https://'],
		['ws://localhost', 'https://'],
		['https://user:password@company.example', 'username or password'],
		['https://user@company.example', 'username or password'],
		['https://api-learn.ispringlearn.com@evil.example', 'username or password'],
		['https://company.example?a=b', 'everything after the ? or #'],
		['https://company.example/api?', 'everything after the ? or #'],
		['https://company.example/#', 'everything after the ? or #'],
		['https://company.example#a', 'everything after the ? or #'],
		['https://company.example\\@evil.example', 'everything after the ? or #'],
		['https://company.example\\api', 'everything after the ? or #'],
		['https://company.example/../admin', '. or .. in its path'],
		['https://company.example/api/..', '. or .. in its path'],
		['https://company.example/./api', '. or .. in its path'],
		['https://company.example/%2e%2e/admin', '. or .. in its path'],
		['https://company.example/.%2E/admin', '. or .. in its path'],
	])('%j', (address, words) => {
		const fault = wordsFor(address);
		expect(fault).toContain(words);
		expect(fault).not.toMatch(/error|problem|failure|mistake/i);
	});

	it.each([
		'https://user:hunter2@company.example/api?token=hunter3',
		'https://company.example/api?token=hunter3',
		'https://company.example/api#hunter3',
		'https://company.example\\hunter2@evil.example',
		'https://user:hunter2@exa mple.com/?token=hunter3',
		'user:hunter2@exa mple.com',
	])('is shortened where it may hold a secret: %j', (address) => {
		expect(wordsFor(address)).not.toContain('hunter');
	});

	it('never throws', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.webUrl()), (address) => {
				const fault = validateBaseUrl(address);
				if (fault === null) expect(new URL(address).hostname).not.toBe('');
				else expect(wordsOf(fault).message).toContain("'Base URL'");
			}),
		);
	});
});

describe('buildTokenUrl', () => {
	it.each([
		['https://api-learn.ispringlearn.com', 'https://api-learn.ispringlearn.com/api/v3/token'],
		['https://company.example/api/v3', 'https://company.example/api/v3/token'],
		['https://company.example/api/v2', 'https://company.example/api/v3/token'],
		['http://localhost:3000', 'http://localhost:3000/api/v3/token'],
		['https://proxy.example/learn', 'https://proxy.example/learn/api/v3/token'],
		['https://proxy.example/learn/api/v3', 'https://proxy.example/learn/api/v3/token'],
		['https://company.example/api/v30', 'https://company.example/api/v30/api/v3/token'],
	])('%s', (baseUrl, url) => {
		expect(buildTokenUrl(baseUrl)).toBe(url);
	});
});
