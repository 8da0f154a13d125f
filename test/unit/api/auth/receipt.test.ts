import {
	noteTokens,
	tokensSentBefore,
	withReceipt,
} from '../../../../nodes/IspringLearn/api/auth/receipt';
import { rejectionOf } from '../../support/thrown';

const REQUEST = { url: 'https://api.example' };

it('returns the result of the request, and does not change the request', async () => {
	const given = await withReceipt(REQUEST, async (signed) => {
		noteTokens(signed, () => ['t0k3n']);
		return { signed };
	});
	expect(given.signed).toMatchObject(REQUEST);
	expect(REQUEST).toEqual({ url: 'https://api.example' });
});

it('keeps every token with the error, also those fetched later', async () => {
	const fetched = ['first-token'];
	const refused = await rejectionOf(
		Error,
		withReceipt(REQUEST, async (signed) => {
			noteTokens(signed, () => fetched);
			noteTokens({ ...signed }, () => ['second-token', 'abc']);
			throw new Error('no');
		}),
	);
	fetched.push('third-token');
	expect(tokensSentBefore(refused)).toEqual(['first-token', 'third-token', 'second-token']);
});

it('has no tokens for other errors or values', async () => {
	expect(tokensSentBefore(new Error('x'))).toEqual([]);
	const thrown = withReceipt(REQUEST, async () => await Promise.reject('text'));
	await expect(thrown).rejects.toBe('text');
});

it.each([{}, { receipt: undefined }, { receipt: null }, { receipt: { signedWith: 5 } }])(
	'needs none: %j',
	(request) => {
		expect(() => noteTokens(request, () => [])).not.toThrow();
	},
);
