import { runInNewContext } from 'node:vm';
import { accountOf, pastedToken } from '../../../credentials/credentialData';
import { BASE_URL_EXPRESSION } from '../../../nodes/IspringLearn/api/auth/host';

const HIDDEN = ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u200e', '\u202c'];

it.each(HIDDEN)('removes %j from values, at the ends and inside', (hidden) => {
	const typed = (text: string) => `${hidden} ${text.slice(0, 3)}${hidden}${text.slice(3)}${hidden}`;
	const credentials = {
		host: 'custom',
		baseUrl: typed('https://api.example.com/'),
		clientId: typed('client'),
		clientSecret: typed('secret'),
		accessToken: typed('Bearer token'),
	};
	expect(accountOf(credentials)).toMatchObject({
		baseUrl: 'https://api.example.com',
		clientId: 'client',
		clientSecret: 'secret',
	});
	expect(pastedToken(credentials)).toBe('token');
	// n8n evaluates the address of the node's requests by itself.
	const expression = BASE_URL_EXPRESSION.replace(/^=\{\{|\}\}$/g, '');
	expect(runInNewContext(expression, { $credentials: credentials })).toBe(
		'https://api.example.com',
	);
});
