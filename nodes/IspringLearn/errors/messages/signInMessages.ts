/** The words for the way to the API: its address, certificates, proxies, and the sign-in. */
import type { AuthenticationReasons } from '../../api/auth/authenticationError';
import type { HostReasons } from '../../api/auth/host';
import type {
	AlterationReason,
	ConnectionReason,
	InterceptionReason,
} from '../../api/auth/networkError';
import { connectionReason } from '../../api/auth/networkError';
import type { FormDescriptor } from '../form';
import type { MessageContext, MessageTable } from './template';
import { fillTemplate } from './template';

const CORRECT_BASE_URL = 'Correct the Base URL in the credential.';

export const HOST_MESSAGES: MessageTable<HostReasons> = {
	notAnAddress: {
		message: ({ data: { address } }) =>
			`The Base URL "${address}" is not a web address. It looks like https://api-learn.ispring.com`,
		nextStep: CORRECT_BASE_URL,
	},
	loginInAddress: {
		message: 'The Base URL holds a user name or password. Remove what stands before the @',
		nextStep: CORRECT_BASE_URL,
	},
	queryInAddress: {
		message: ({ data: { address } }) =>
			`The Base URL "${address}" has something after its path. Remove everything from the ? or # on`,
		nextStep: CORRECT_BASE_URL,
	},
	dotsInAddress: {
		message: ({ data: { address } }) =>
			`The Base URL "${address}" has a path that leads elsewhere. Remove its dots`,
		nextStep: CORRECT_BASE_URL,
	},
	insecureAddress: {
		message: ({ data: { address } }) =>
			`The Base URL "${address}" has to start with https:// so that your token stays secret`,
		nextStep: CORRECT_BASE_URL,
	},
};

/** Certificates, proxies and firewalls. They have the same words for pages and for the sign-in. */
type NetworkReason = ConnectionReason | InterceptionReason | AlterationReason;

const UNTRUSTED = 'n8n does not trust the certificate of the API Host';

const TRUST =
	"Ask whoever runs your n8n to make it trust the certificate (NODE_EXTRA_CA_CERTS). If you trust the network, turn on 'Ignore SSL Issues (Insecure)' in the credential.";

const CHECK_PROXY =
	'Ask whoever runs your n8n to check HTTPS_PROXY and NO_PROXY: they hold for all requests of n8n, also for the sign-in.';

const LET_REQUESTS_THROUGH =
	'Ask whoever runs the network of your n8n to let requests to iSpring Learn through.';

const UNCHANGED =
	'Ask whoever runs the network of your n8n to let the responses of iSpring Learn through unchanged.';

export const NETWORK_MESSAGES: Readonly<
	Record<NetworkReason, { message: string; nextStep: string }>
> = {
	proxyUnreachable: { message: 'The proxy that n8n uses did not answer', nextStep: CHECK_PROXY },
	certificateExpired: { message: UNTRUSTED, nextStep: `It has expired. ${TRUST}` },
	certificateNotYetValid: { message: UNTRUSTED, nextStep: `It is not valid yet. ${TRUST}` },
	certificateOfOtherHost: {
		message: UNTRUSTED,
		nextStep: `It belongs to another host name. ${TRUST}`,
	},
	certificateRevoked: { message: UNTRUSTED, nextStep: `It was revoked. ${TRUST}` },
	certificateSelfSigned: {
		message: UNTRUSTED,
		nextStep: `It is self-signed: the host or a proxy made it itself. ${TRUST}`,
	},
	certificateIssuerUnknown: {
		message: UNTRUSTED,
		nextStep: `n8n does not know who issued it. ${TRUST}`,
	},
	certificateNotVerified: { message: UNTRUSTED, nextStep: `n8n cannot verify it. ${TRUST}` },
	proxyLogin: {
		message: 'The proxy that n8n uses wants a user name and password',
		nextStep: CHECK_PROXY,
	},
	networkLogin: {
		message: 'The network of your n8n wants somebody to sign in first',
		nextStep:
			'A proxy or firewall answered in the place of iSpring Learn. Ask whoever runs the network of your n8n to let its requests through.',
	},
	blockedRequest: {
		message: 'A proxy or firewall blocked the request',
		nextStep:
			'It answered in the place of iSpring Learn. Ask whoever runs the network of your n8n to let requests to iSpring Learn through, or iSpring support whether the address of your n8n is blocked.',
	},
	redirectLoop: {
		message: 'The request was redirected again and again',
		nextStep: `A proxy or firewall often does so until somebody signs in to it. ${LET_REQUESTS_THROUGH}`,
	},
	unusableRedirect: {
		message: 'The request was redirected to an address that n8n cannot open',
		nextStep: `A proxy or firewall may have sent the redirect. ${LET_REQUESTS_THROUGH}`,
	},
	unreadableHeaders: {
		message: 'The response has headers that n8n cannot read',
		nextStep: `A proxy or firewall may have written or changed them. ${UNCHANGED}`,
	},
	undeclaredEncoding: {
		message: "The response is not compressed as its 'Content-Encoding' header says",
		nextStep: `A proxy or firewall may have changed it on its way. ${UNCHANGED}`,
	},
};

const CHECK_API_HOST =
	'Check the API Host or Base URL in the credential: it is the address of the API, not the one where you sign in.';
const CHECK_KEY =
	'Check Client ID and Client Secret in the credential. You find them in iSpring Learn under Settings > API keys; a key that was deleted or renewed there stops working here.';
const TRY_LATER = 'iSpring Learn may be busy. Try again in a few minutes.';

type Reply = MessageContext<{ answerStatus: number; excerpt: string }>;

const reply = ({ data: { answerStatus, excerpt } }: Reply): string =>
	excerpt === '' ? `(status ${answerStatus})` : `(status ${answerStatus}: ${excerpt})`;

const describeHost = <R extends keyof HostReasons>(
	reason: R,
	data: HostReasons[R],
	form: FormDescriptor,
) => fillTemplate<HostReasons[R]>(HOST_MESSAGES[reason], { data, form });

export const SIGN_IN_MESSAGES: MessageTable<AuthenticationReasons> = {
	notReached: {
		message: 'iSpring Learn could not be reached to sign in',
		nextStep: ({ data: { faultCode, atProxy } }) => {
			const reason = connectionReason({ code: faultCode, atProxy });
			if (reason === null) {
				return `${CHECK_API_HOST} If it is right, try again in a few minutes.`;
			}
			const { message, nextStep } = NETWORK_MESSAGES[reason];
			return `${message}. ${nextStep}`;
		},
	},
	alteredAnswer: {
		message: ({ data: { alteration } }) =>
			`${NETWORK_MESSAGES[alteration].message} when n8n signed in`,
		nextStep: ({ data: { alteration } }) => NETWORK_MESSAGES[alteration].nextStep,
	},
	interceptedSignIn: {
		message: (context) =>
			`${NETWORK_MESSAGES[context.data.interception].message} when n8n signed in ${reply(context)}`,
		nextStep: ({ data: { interception } }) => NETWORK_MESSAGES[interception].nextStep,
	},
	busy: {
		message: (context) => `iSpring Learn gave no token ${reply(context)}`,
		nextStep: TRY_LATER,
	},
	wrongHost: {
		message: (context) => `The API Host gives no tokens ${reply(context)}`,
		nextStep: CHECK_API_HOST,
	},
	rejectedKey: {
		message: (context) => `iSpring Learn did not accept the API key ${reply(context)}`,
		nextStep: CHECK_KEY,
	},
	answerWithoutToken: {
		message: 'The sign-in answer of the API Host holds no token',
		nextStep: CHECK_API_HOST,
	},
	unreadableAnswer: {
		message: ({ data: { isWebPage } }) =>
			`The API Host answered the sign-in with ${isWebPage ? 'a web page' : 'something that cannot be read'}`,
		nextStep: CHECK_API_HOST,
	},
	otherOrigin: {
		message: 'The request goes to another address than the one in the credential',
		nextStep: ({ data: { baseUrl } }) =>
			`This credential is for ${baseUrl}, and its token is sent nowhere else. Correct the URL of the request, or the API Host in the credential.`,
	},
	unsafeAddress: {
		message: ({ data: { fault }, form }) => describeHost(fault.reason, fault.data, form).message,
		nextStep: ({ data: { fault }, form }) =>
			describeHost(fault.reason, fault.data, form).description,
	},
	rejectedToken: {
		message: ({ data }) => data.headline,
		nextStep: ({ data }) => data.nextStep,
	},
};
