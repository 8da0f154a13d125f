/** Says what stands between n8n and the API Host: certificates, proxies and firewalls. For pages and for the sign-in alike. */
import type { Unreached } from './networkError';

/** What happened, a sentence without its full stop, and how to go on. */
export interface Obstacle {
	happened: string;
	next: string;
}

const CERTIFICATE = /CERT|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)/;

/** The first that fits. */
const CERTIFICATE_REASONS: ReadonlyArray<[RegExp, string]> = [
	[/HAS_EXPIRED/, 'It has expired.'],
	[/NOT_YET_VALID/, 'It is not valid yet.'],
	[/ALTNAME|HOSTNAME_MISMATCH/, 'It belongs to another host name.'],
	[/REVOKED/, 'It was revoked.'],
	[/SELF_SIGNED|DEPTH_ZERO/, 'It is self-signed: the host or a proxy made it itself.'],
	[/UNABLE_TO_|UNTRUSTED|INVALID_CA/, 'n8n does not know who issued it.'],
	[/./, 'n8n cannot verify it.'],
];

const TRUST =
	"Ask whoever runs your n8n to make it trust the certificate (NODE_EXTRA_CA_CERTS). If you trust the network, turn on 'Ignore SSL Issues (Insecure)' in the credential.";

const CHECK_PROXY =
	'Ask whoever runs your n8n to check HTTPS_PROXY and NO_PROXY: they hold for all requests of n8n, also for the sign-in.';

/** A connection that a certificate or a proxy stopped; null when it was neither. */
export function obstacleOf({ code, atProxy }: Unreached): Obstacle | null {
	if (atProxy) return { happened: 'The proxy that n8n uses did not answer', next: CHECK_PROXY };
	const reason = CERTIFICATE_REASONS.find(([pattern]) => pattern.test(code));
	if (!CERTIFICATE.test(code) || !reason) return null;
	const happened = 'n8n does not trust the certificate of the API Host';
	return { happened, next: `${reason[1]} ${TRUST}` };
}

/** Statuses that proxies and firewalls send, whatever stands in their answer. */
const FROM_BETWEEN: Readonly<Record<number, Obstacle>> = {
	407: { happened: 'The proxy that n8n uses wants a user name and password', next: CHECK_PROXY },
	511: {
		happened: 'The network of your n8n wants somebody to sign in first',
		next: 'A proxy or firewall answered in the place of iSpring Learn. Ask whoever runs the network of your n8n to let its requests through.',
	},
};

const BLOCKED: Obstacle = {
	happened: 'A proxy or firewall blocked the request',
	next: 'It answered in the place of iSpring Learn. Ask whoever runs the network of your n8n to let requests to iSpring Learn through, or iSpring support whether the address of your n8n is blocked.',
};

/** What an answer says that no API gave; null when the API Host may have given it. */
export function blockedBy(status: number, isWebPage: boolean): Obstacle | null {
	if (status === 451 || (status === 403 && isWebPage)) return BLOCKED;
	return FROM_BETWEEN[status] ?? null;
}

const UNCHANGED =
	'Ask whoever runs the network of your n8n to let the responses of iSpring Learn through unchanged.';

/** The first that fits. */
const ALTERATIONS: ReadonlyArray<[RegExp, Obstacle]> = [
	[
		/^ERR_FR_TOO_MANY/,
		{
			happened: 'The request was redirected again and again',
			next: 'A proxy or firewall often does so until somebody signs in to it. Ask whoever runs the network of your n8n to let requests to iSpring Learn through.',
		},
	],
	[
		/^ERR_FR_/,
		{
			happened: 'The request was redirected to an address that n8n cannot open',
			next: 'A proxy or firewall may have sent the redirect. Ask whoever runs the network of your n8n to let requests to iSpring Learn through.',
		},
	],
	[
		/^HPE_/,
		{
			happened: 'The response has headers that n8n cannot read',
			next: `A proxy or firewall may have written or changed them. ${UNCHANGED}`,
		},
	],
	[
		/./,
		{
			happened: "The response is not compressed as its 'Content-Encoding' header says",
			next: `A proxy or firewall may have changed it on its way. ${UNCHANGED}`,
		},
	],
];

/** What an answer went through that cannot be read as it came. */
export function alterationOf(code: string): Obstacle {
	const [, obstacle] = ALTERATIONS.find(([pattern]) => pattern.test(code)) ?? [];
	return obstacle ?? BLOCKED;
}
