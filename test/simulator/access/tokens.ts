import { randomBytes } from 'node:crypto';
import { Clients, type Client } from './clients';
import type { Pair } from '../lists/filters';

export const TOKEN_PATH = '/api/v3/token';

export interface TokenOptions {
	clientId: string;
	clientSecret: string;
	/** Further API clients. The first client may read everything. */
	clients: readonly Client[];
	/** "A token lives 1800 s." */
	tokenLifeSeconds: number;
	/** The number of list requests that a token is valid for (Infinity). */
	tokenUses: number;
	/** The accepted form of the header: the OpenAPI says `Bearer <token>`, the endpoint pages show the bare token. */
	authorization: 'bearer' | 'bare' | 'either';
}

export type TokenAnswer =
	| { status: 200; body: { access_token: string; expires_in: number; token_type: 'bearer' } }
	| { status: 400 | 401; message: string };

/** Access tokens of `POST /api/v3/token` (section "Authentication"); a new one does not revoke older ones. */
export class AccessTokens {
	readonly clients: Clients;
	private readonly owner: Client;
	private readonly issued = new Map<string, { endsAt: number; uses: number; client: Client }>();

	constructor(private readonly options: TokenOptions) {
		const { clientId, clientSecret, clients } = options;
		this.owner = { clientId, clientSecret };
		this.clients = new Clients([this.owner, ...clients]);
	}

	/** Responds to a token request, from its Content-Type and decoded form body (undefined: not decodable). */
	answer(contentType: string | undefined, form: readonly Pair[] | undefined): TokenAnswer {
		if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(contentType ?? ''))
			return { status: 400, message: 'Content-Type must be application/x-www-form-urlencoded' };
		const names = ['client_id', 'client_secret', 'grant_type'];
		const fields = new Map(form ?? []);
		const odd = (form ?? []).find(
			([name], n, all) => !names.includes(name) || all.findIndex(([other]) => other === name) !== n,
		);
		if (form === undefined || odd)
			return { status: 400, message: `Malformed form body${odd ? `: unexpected ${odd[0]}` : ''}` };
		const missing = names.find((name) => !fields.get(name));
		if (missing) return { status: 400, message: `Parameter ${missing} is missing` };
		if (fields.get('grant_type') !== 'client_credentials')
			return { status: 400, message: 'Parameter grant_type must be client_credentials' };
		const client = this.clients.find(fields.get('client_id'), fields.get('client_secret'));
		if (!client) return { status: 401, message: 'Client authentication failed' };
		return {
			status: 200,
			body: {
				access_token: this.issue(client),
				expires_in: this.options.tokenLifeSeconds,
				token_type: 'bearer',
			},
		};
	}

	/** Issues a token without a request. */
	issue(client = this.owner): string {
		const token = randomBytes(32).toString('base64url');
		const endsAt = Date.now() + this.options.tokenLifeSeconds * 1000;
		this.issued.set(token, { endsAt, uses: 0, client });
		return token;
	}

	/** Revokes all tokens issued so far. */
	revoke(): void {
		for (const one of this.issued.values()) one.endsAt = 0;
	}

	/** Checks an Authorization header and counts the use. `fault`: the client is at fault, the token has not just expired. */
	check(
		header: string | undefined,
	): { ok: true; client: Client } | { ok: false; message: string; fault: boolean } {
		if (!header) return { ok: false, message: 'Authorization header is missing', fault: true };
		const bearer = header.startsWith('Bearer ');
		if (
			this.options.authorization !== 'either' &&
			bearer !== (this.options.authorization === 'bearer')
		)
			return {
				ok: false,
				message: `Authorization header must hold the token ${bearer ? 'alone' : 'after "Bearer "'}`,
				fault: true,
			};
		const known = this.issued.get(bearer ? header.slice(7) : header);
		if (known === undefined) return { ok: false, message: 'Unknown access token', fault: true };
		if (Date.now() >= known.endsAt || known.uses >= this.options.tokenUses)
			return { ok: false, message: 'Access token has expired', fault: false };
		known.uses++;
		return { ok: true, client: known.client };
	}

	/** The client whose token is in a header, even if it has expired; '' for none. */
	clientOf(header: string | undefined): string {
		const token = header?.replace(/^Bearer /, '') ?? '';
		return this.issued.get(token)?.client.clientId ?? '';
	}
}
