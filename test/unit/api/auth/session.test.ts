import type { TokenFormat } from '../../../../nodes/IspringLearn/api/auth/session';
import {
	authorizationOf,
	encodeSession,
	PASTED,
	readSession,
	tokenIn,
} from '../../../../nodes/IspringLearn/api/auth/session';

const OWNER = 'f00d'.repeat(6);
const FORMATS: Array<TokenFormat | null> = [null, 'bearer', 'bare'];

describe.each(FORMATS)('a session whose format is %j', (format) => {
	it.each(['t0k3n', 'a:b.bare:c', '.bare:', 'a.b.c', ':', ''])('keeps the token %j', (token) => {
		const stored = encodeSession(OWNER, { token, format });
		expect(readSession(OWNER, stored)).toEqual({ token, format });
		expect(tokenIn(stored)).toBe(token);
	});

	it('belongs to its owner alone', () => {
		const stored = encodeSession(OWNER, { token: 't0k3n', format });
		expect(readSession(PASTED, stored)).toBeNull();
		expect(readSession('', stored)).toBeNull();
		expect(readSession(OWNER.slice(1), stored)).toBeNull();
	});
});

it.each(['', 't0k3n', OWNER, `:${OWNER}:t`, `${OWNER}.other:t`, `${OWNER}.:t`, `x${OWNER}:t`])(
	'%j is no session of the account',
	(stored) => {
		expect(readSession(OWNER, stored)).toBeNull();
	},
);

it('is sent after the word Bearer, or alone', () => {
	expect(authorizationOf({ token: 't', format: 'bearer' })).toBe('Bearer t');
	expect(authorizationOf({ token: 't', format: 'bare' })).toBe('t');
});
