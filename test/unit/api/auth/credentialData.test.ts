import {
	accountKeyOf,
	addressOf,
	secretsIn,
	skipsCertificates,
} from '../../../../nodes/IspringLearn/api/auth/credentialData';

const KEY_PAIR = {
	authentication: 'clientCredentials',
	host: 'https://api-learn.ispringlearn.com',
	baseUrl: '',
	clientId: 'client',
	clientSecret: 's3cr3t',
	accessToken: '',
	sessionToken: '',
};

describe('the secrets of a credential', () => {
	it('include those of both authentication methods, as stored', () => {
		const stored = {
			...KEY_PAIR,
			clientSecret: 's3cr3t ',
			accessToken: 'Bearer t0k3n\n',
			sessionToken: '0123456789abcdef01234567:s3ss10n',
		};
		expect(secretsIn(stored)).toEqual(['Bearer t0k3n\n', 's3cr3t ', 's3ss10n']);
	});

	it('exclude blank, short and missing values', () => {
		expect(secretsIn({ ...KEY_PAIR, clientSecret: 'abc  ', sessionToken: 'pasted:' })).toEqual([]);
		expect(secretsIn({})).toEqual([]);
		expect(secretsIn({ clientSecret: 12345, accessToken: null })).toEqual(['12345']);
	});
});

describe('the key of an account', () => {
	it.each([
		['another host', { host: 'https://api-learn.ispring.com' }],
		['another client', { clientId: 'other' }],
		['another secret', { clientSecret: 'other' }],
		['another address', { host: 'custom', baseUrl: 'https://company.example/api/v3' }],
		['a pasted token', { authentication: 'accessToken', accessToken: 't0k3n' }],
		['fields that run into one another', { clientId: 'clients', clientSecret: '3cr3t' }],
	])('is another with %s', (_name, more) => {
		expect(accountKeyOf({ ...KEY_PAIR, ...more })).not.toBe(accountKeyOf(KEY_PAIR));
	});

	it('stays the same when its session token is renewed', () => {
		expect(accountKeyOf({ ...KEY_PAIR, sessionToken: 'x:y' })).toBe(accountKeyOf(KEY_PAIR));
	});

	it('does not reveal the API key', () => {
		expect(accountKeyOf(KEY_PAIR)).not.toMatch(/s3cr3t|client/);
	});
});

test('the address is the chosen host, or the custom Base URL', () => {
	expect(addressOf(KEY_PAIR)).toBe('https://api-learn.ispringlearn.com');
	const own = { host: 'custom', baseUrl: ' https://company.example/api/v3/ ' };
	expect(addressOf({ ...KEY_PAIR, ...own })).toBe('https://company.example/api/v3');
	expect(addressOf({})).toBe('');
});

test.each([
	[true, true],
	['true', true],
	[' True ', true],
	[false, false],
	['false', false],
	['', false],
	[undefined, false],
	[1, false],
])('Ignore SSL Issues as %j is %j', (value, skips) => {
	expect(skipsCertificates({ allowUnauthorizedCerts: value })).toBe(skips);
});
