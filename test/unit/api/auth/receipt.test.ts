import {
	noteSignature,
	tokensSentBefore,
	withReceipt,
} from '../../../../nodes/IspringLearn/api/auth/receipt';
import { rejectionOf } from '../../support/thrown';

const REQUEST = { url: 'https://api.example' };

const signatureWith = (tokens: string[], accepted = jest.fn()) => ({
	tokens: () => tokens,
	isTrial: false,
	accepted,
});

it('returns the result of the request, and does not change the request', async () => {
	const given = await withReceipt(REQUEST, async (signed) => {
		noteSignature(signed, signatureWith(['t0k3n']));
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
			noteSignature(signed, signatureWith(fetched));
			noteSignature({ ...signed }, signatureWith(['second-token', 'abc']));
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

it.each([{}, { receipt: undefined }, { receipt: null }, { receipt: { signatures: 5 } }])(
	'needs none: %j',
	(request) => {
		expect(noteSignature(request, signatureWith([]))).toBe(false);
	},
);

describe('the token of the last signature', () => {
	const sign = async (fails: boolean) => {
		const [first, last] = [jest.fn(), jest.fn()];
		const sent = withReceipt(REQUEST, async (signed) => {
			expect(noteSignature(signed, signatureWith([], first))).toBe(true);
			noteSignature({ ...signed }, signatureWith([], last));
			return await (fails ? Promise.reject(new Error('no')) : Promise.resolve());
		});
		await sent.catch(() => {});
		return { first, last };
	};

	it('was accepted if the request succeeds', async () => {
		const { first, last } = await sign(false);
		expect(first).not.toHaveBeenCalled();
		expect(last).toHaveBeenCalledTimes(1);
	});

	it('is not known to be accepted if the request fails', async () => {
		const { first, last } = await sign(true);
		expect(first).not.toHaveBeenCalled();
		expect(last).not.toHaveBeenCalled();
	});
});
