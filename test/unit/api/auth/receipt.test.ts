import {
	noteTokens,
	tokensSentBefore,
	withReceipt,
} from '../../../../nodes/IspringLearn/api/auth/receipt';
import { rejectionOf } from '../../support/thrown';

const REQUEST = { url: 'https://api.example' };

it('gives what the request gives, and leaves the request as it is', async () => {
	const given = await withReceipt(REQUEST, async (signed) => {
		noteTokens(signed, () => ['t0k3n']);
		return { signed };
	});
	expect(given.signed).toMatchObject(REQUEST);
	expect(REQUEST).toEqual({ url: 'https://api.example' });
});

it('keeps with what was thrown every token that was sent, also those that are fetched later', async () => {
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

it('knows nothing of other errors, nor of what is none', async () => {
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
