import fc from 'fast-check';
import { NODE } from '../../support/errors';
import type { Origin } from '../../../../nodes/IspringLearn/triggers/instant/subscriber/identity';
import {
	deriveSecret,
	nameSubscriber,
	readOrigin,
} from '../../../../nodes/IspringLearn/triggers/instant/subscriber/identity';

const ORIGIN: Origin = {
	workflowId: 'kR3xPz0aQwErTy12',
	nodeId: '0f2b8c1e-7d64-4a51-9a55-0d7a1f6b2c33',
	isTest: false,
	place: 'https://n8n.example.com/webhook/5a1e0c2d/webhook',
};

const KEY = { authentication: 'clientCredentials', clientSecret: 'key of the account' };

/** With another name, the subscriber of each running workflow would stay behind for ever: no list has its name. */
test('the name stays what it is', () => {
	expect(nameSubscriber(ORIGIN)).toMatch(
		/^n8n-production-kR3xPz0aQwErTy12-0f2b8c1e7d644a519a550d7a1f6b2c33-[\da-f]{32}$/,
	);
	expect(nameSubscriber({ ...ORIGIN })).toBe(nameSubscriber(ORIGIN));
});

test.each<[string, Partial<Origin>]>([
	['a copied workflow', { workflowId: 'kR3xPz0aQwErTy13' }],
	['a copied node', { nodeId: '0f2b8c1e-7d64-4a51-9a55-0d7a1f6b2c34' }],
	['a test event', { isTest: true }],
	['a copy of the instance', { place: `${ORIGIN.place}2` }],
])('%s has another name', (_what, change) => {
	expect(nameSubscriber({ ...ORIGIN, ...change })).not.toBe(nameSubscriber(ORIGIN));
});

describe('the origin', () => {
	const contextOf = (active: boolean, url: string | undefined) => ({
		getInstanceId: () => 'instance',
		getNode: () => ({ ...NODE, id: 'node' }),
		getNodeWebhookUrl: () => url,
		getWorkflow: () => ({ id: 'workflow', name: 'w', active }),
	});

	test('of a published workflow has its URL', () => {
		expect(readOrigin(contextOf(true, 'https://n8n.example.com/webhook/a'))).toEqual({
			workflowId: 'workflow',
			nodeId: 'node',
			isTest: false,
			place: 'https://n8n.example.com/webhook/a',
		});
	});

	test('of a test is the same whichever URL n8n returns', () => {
		const [listening, request] = ['webhook-test', 'webhook'].map((endpoint) =>
			readOrigin(contextOf(false, `https://n8n.example.com/${endpoint}/a`)),
		);
		expect(listening).toEqual(request);
		expect(listening).toMatchObject({ isTest: true, place: 'instance' });
	});
});

const origins = fc.record({
	workflowId: fc.string(),
	nodeId: fc.string(),
	isTest: fc.boolean(),
	place: fc.oneof(fc.string(), fc.webUrl()),
});

test('different origins never share a name', () => {
	fc.assert(
		fc.property(origins, origins, (one, other) => {
			const isSame = JSON.stringify(Object.entries(one)) === JSON.stringify(Object.entries(other));
			expect(nameSubscriber(one) === nameSubscriber(other)).toBe(isSame);
		}),
	);
});

test('a name is short and plain, whatever the IDs are', () => {
	const long = fc.string({ unit: 'binary', minLength: 0, maxLength: 600 });
	fc.assert(
		fc.property(long, long, (workflowId, nodeId) => {
			expect(nameSubscriber({ ...ORIGIN, workflowId, nodeId })).toMatch(/^[\w-]{1,255}$/);
		}),
	);
});

describe('the secret', () => {
	const NAME = nameSubscriber(ORIGIN);

	test('depends on the key and on the name', () => {
		const secret = deriveSecret(NAME, KEY);
		expect(secret).toMatch(/^[\da-f]{64}$/);
		expect(deriveSecret(NAME, { ...KEY })).toBe(secret);
		expect(deriveSecret(`${NAME}x`, KEY)).not.toBe(secret);
		expect(deriveSecret(NAME, { ...KEY, clientSecret: 'another key' })).not.toBe(secret);
		expect(secret).not.toContain(KEY.clientSecret);
	});

	test('uses the access token if the credential has one instead', () => {
		const token = { authentication: 'accessToken', accessToken: 'a token', clientSecret: 'left' };
		const secret = deriveSecret(NAME, token);
		expect(secret).toBe(deriveSecret(NAME, { ...token, clientSecret: 'changed' }));
		expect(secret).not.toBe(deriveSecret(NAME, { ...token, accessToken: 'b token' }));
	});

	test('ignores white space that was pasted along', () => {
		const pasted = { ...KEY, clientSecret: ` ${KEY.clientSecret}\n` };
		expect(deriveSecret(NAME, pasted)).toBe(deriveSecret(NAME, KEY));
	});

	test.each([
		{},
		{ ...KEY, clientSecret: '' },
		{ ...KEY, clientSecret: ' \n' },
		{ ...KEY, clientSecret: undefined },
		{ ...KEY, clientSecret: {} },
		{ authentication: 'accessToken', clientSecret: 'of the other way to sign in' },
	])('is none without a key: %j', (credential) => {
		expect(deriveSecret(NAME, credential)).toBeNull();
	});
});
