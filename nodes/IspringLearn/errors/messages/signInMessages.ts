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
import { CHECK_REGION, CUSTOM_DOMAIN, fillTemplate } from './template';

const CORRECT_BASE_URL = "Correct 'Base URL' in the credential.";

const quoteAddress = ({ data: { address } }: MessageContext<{ address: string }>): string =>
	address === '' ? CORRECT_BASE_URL : `${CORRECT_BASE_URL} It is "${address}".`;

export const HOST_MESSAGES: MessageTable<HostReasons> = {
	notAnAddress: {
		message: "'Base URL' isn't a valid URL. Example: https://api-learn.ispring.com",
		nextStep: quoteAddress,
	},
	loginInAddress: {
		message: "'Base URL' contains a username or password. Remove everything before the @",
		nextStep: CORRECT_BASE_URL,
	},
	queryInAddress: {
		message: "Remove everything after the ? or # in 'Base URL'",
		nextStep: quoteAddress,
	},
	dotsInAddress: {
		message: "'Base URL' can't contain . or .. in its path",
		nextStep: quoteAddress,
	},
	insecureAddress: {
		message: "'Base URL' must start with https:// to keep your token safe",
		nextStep: quoteAddress,
	},
};

/** Certificates, proxies and firewalls. They have the same words for pages and for the sign-in. */
type NetworkReason = ConnectionReason | InterceptionReason | AlterationReason;

const UNTRUSTED = "n8n doesn't trust the certificate of the API";

const TRUST =
	"Ask your n8n administrator to make n8n trust the certificate (NODE_EXTRA_CA_CERTS). If you trust the network, turn on 'Ignore SSL Issues (Insecure)' in the credential.";

const CHECK_PROXY =
	'Ask your n8n administrator to check HTTPS_PROXY and NO_PROXY. They apply to all requests that n8n sends, including signing in.';

const LET_REQUESTS_THROUGH =
	'Ask your network administrator to allow requests from n8n to iSpring Learn.';

const UNCHANGED =
	'Ask your network administrator to let responses from iSpring Learn through unchanged.';

export const NETWORK_MESSAGES: Readonly<
	Record<NetworkReason, { message: string; nextStep: string }>
> = {
	proxyUnreachable: { message: "The proxy that n8n uses didn't respond", nextStep: CHECK_PROXY },
	ssrfBlocked: {
		message: "n8n's SSRF protection blocked the request",
		nextStep:
			'Ask your n8n administrator to allow the host (N8N_SSRF_ALLOWED_HOSTNAMES, or N8N_SSRF_ALLOWED_IP_RANGES for an IP address).',
	},
	certificateExpired: { message: UNTRUSTED, nextStep: `It has expired. ${TRUST}` },
	certificateNotYetValid: { message: UNTRUSTED, nextStep: `It isn't valid yet. ${TRUST}` },
	certificateOfOtherHost: {
		message: UNTRUSTED,
		nextStep: `It belongs to another host name. ${TRUST}`,
	},
	certificateRevoked: { message: UNTRUSTED, nextStep: `It was revoked. ${TRUST}` },
	certificateSelfSigned: {
		message: UNTRUSTED,
		nextStep: `It is self-signed: the host or a proxy created it. ${TRUST}`,
	},
	certificateIssuerUnknown: {
		message: UNTRUSTED,
		nextStep: `n8n doesn't know who issued it. ${TRUST}`,
	},
	certificateNotVerified: { message: UNTRUSTED, nextStep: `n8n can't verify it. ${TRUST}` },
	proxyLogin: {
		message: 'The proxy that n8n uses requires a username and password',
		nextStep: CHECK_PROXY,
	},
	networkLogin: {
		message: 'The network of your n8n requires signing in first',
		nextStep: `${LET_REQUESTS_THROUGH} A proxy or firewall responded instead of iSpring Learn.`,
	},
	blockedRequest: {
		message: 'A proxy or firewall blocked the request',
		nextStep: `${LET_REQUESTS_THROUGH} If they are allowed, ask iSpring support whether the address of your n8n is blocked.`,
	},
	redirectLoop: {
		message: 'The request was redirected too many times',
		nextStep: `${LET_REQUESTS_THROUGH} A proxy or firewall may require signing in first.`,
	},
	unusableRedirect: {
		message: "The request was redirected to an address that n8n can't open",
		nextStep: `${LET_REQUESTS_THROUGH} A proxy or firewall may have sent the redirect.`,
	},
	unreadableHeaders: {
		message: "The response has headers that n8n can't read",
		nextStep: `${UNCHANGED} A proxy or firewall may have altered them.`,
	},
	undeclaredEncoding: {
		message: "The response isn't compressed as its 'Content-Encoding' header says",
		nextStep: `${UNCHANGED} A proxy or firewall may have altered it.`,
	},
};

/** What went wrong with a connection, by network code: without a full stop. */
export const CONNECTION_REASONS: Readonly<Record<string, string>> = {
	ENOTFOUND: "The address doesn't exist",
	EAI_AGAIN: "The address couldn't be looked up",
	ECONNREFUSED: 'Nothing is running at the address',
	ECONNRESET: 'The connection was closed',
	ECONNABORTED: 'iSpring Learn took too long to respond',
	ETIMEDOUT: 'iSpring Learn took too long to respond',
	EPROTO: "The address doesn't use https",
};

const CHECK_ADDRESS = `${CHECK_REGION}. ${CUSTOM_DOMAIN}`;
const CHECK_KEY =
	"Check 'Client ID' and 'Client Secret' in the credential. In iSpring Learn, go to Settings > API keys to see whether the key still exists.";
const TRY_LATER = 'Try again in a few minutes. iSpring Learn may be busy.';

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
		message: "Couldn't reach iSpring Learn to sign in",
		nextStep: ({ data: { faultCode, atProxy } }) => {
			const reason = connectionReason({ code: faultCode, atProxy });
			if (reason === null) {
				const known = CONNECTION_REASONS[faultCode];
				const stated = known === undefined ? '' : `${known}. `;
				return `${stated}${CHECK_ADDRESS} If the region is correct, try again in a few minutes, or ask your n8n administrator whether n8n can reach the address.`;
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
		message: (context) => `Signing in returned no access token ${reply(context)}`,
		nextStep: TRY_LATER,
	},
	wrongHost: {
		message: (context) => `There is no iSpring Learn API at this address ${reply(context)}`,
		nextStep: CHECK_ADDRESS,
	},
	rejectedKey: {
		message: (context) => `iSpring Learn rejected the API key ${reply(context)}`,
		nextStep: CHECK_KEY,
	},
	answerWithoutToken: {
		message: 'Signing in returned no access token',
		nextStep: CHECK_ADDRESS,
	},
	unreadableAnswer: {
		message: ({ data: { isWebPage } }) =>
			`Signing in returned ${isWebPage ? 'a web page' : 'something unreadable'} instead of an access token`,
		nextStep: CHECK_ADDRESS,
	},
	otherOrigin: {
		message: "This credential can't be used for this address",
		nextStep: ({ data: { baseUrl } }) =>
			`It only works with ${baseUrl}. Correct the URL of the request, or the region in the credential.`,
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
