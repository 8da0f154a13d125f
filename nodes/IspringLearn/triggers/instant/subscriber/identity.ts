/**
 * The name and the secret of a subscriber. Both are derived, so that activation, deliveries, restarts and other
 * processes of n8n agree on them without a store: none of n8n's is common to all of them.
 */
import { createHash, createHmac } from 'node:crypto';
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { StoredValues } from '../../../api/auth/credentialData';

/** What identifies a subscriber. */
export interface Origin {
	workflowId: string;
	nodeId: string;
	/** Whether it is for a test event, for which the editor listens two minutes. */
	isTest: boolean;
	/** The URL of production, or the instance of n8n for tests. */
	place: string;
}

/** What n8n passes to the functions of a webhook, for its life cycle and for requests. */
type WebhookContext = Pick<
	IHookFunctions & IWebhookFunctions,
	'getInstanceId' | 'getNode' | 'getNodeWebhookUrl' | 'getWorkflow'
>;

/** The name of the trigger's only webhook. */
export const WEBHOOK = 'default';

/**
 * Reads what identifies the subscriber of a node. Its URL differs between instances of n8n, also if one is a copy
 * of the other. n8n doesn't say whether something is a test: `getMode` is the same for both when a webhook is deleted.
 * But only a published workflow is active, and the editor always listens with an inactive copy. The URL can't be part of
 * the name then, because during a request n8n returns the URL of production for tests, too.
 */
export function readOrigin(context: WebhookContext): Origin {
	const { id = '', active } = context.getWorkflow();
	const isTest = !active;
	return {
		workflowId: id,
		nodeId: context.getNode().id,
		isTest,
		place: isTest ? context.getInstanceId() : (context.getNodeWebhookUrl(WEBHOOK) ?? ''),
	};
}

/** Maximum characters of an ID in a name. All of it counts in the hash. */
const MAX_ID = 64;

const toNamePart = (id: string): string => id.replace(/[^A-Za-z0-9]+/g, '').slice(0, MAX_ID);

/**
 * The name of a subscriber: readable parts for administrators, and a hash. It has fewer than 255 characters, and doesn't
 * depend on the credential, so that the subscriber can be removed after the key has changed.
 */
export function nameSubscriber({ workflowId, nodeId, isTest, place }: Origin): string {
	const mode = isTest ? 'test' : 'production';
	const hash = createHash('sha256')
		.update(JSON.stringify([workflowId, nodeId, mode, place]))
		.digest('hex')
		.slice(0, 32);
	return ['n8n', mode, toNamePart(workflowId), toNamePart(nodeId), hash].join('-');
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** Keeps the secret apart from whatever else may be derived from the key some day. */
const PURPOSE = 'n8n-nodes-ispring-learn webhook';

/**
 * The secret with which iSpring Learn signs what it sends to a subscriber. Only someone with the key of the credential
 * can compute it. Another key makes another secret. Until iSpring Learn has received it, its deliveries are rejected.
 * @returns null without a key. An empty one would make a secret that anyone can compute
 */
export function deriveSecret(name: string, credential: StoredValues): string | null {
	const { authentication, clientSecret, accessToken } = credential;
	const key = textOf(authentication === 'accessToken' ? accessToken : clientSecret);
	if (key === '') return null;
	return createHmac('sha256', key).update(`${PURPOSE}\n${name}`).digest('hex');
}
