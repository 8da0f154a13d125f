import { createHash, createHmac } from 'node:crypto';
import type { SignatureForm } from '../rules';

/** The value of X-Hub-Signature: "SHA-256 over (raw body followed by the secret), plain hash, not HMAC", or an HMAC. */
export function sign(body: string, secret: string, form: SignatureForm): string {
	const digest =
		form.by === 'hash'
			? createHash('sha256').update(body).update(secret).digest()
			: createHmac('sha256', secret).update(body).digest();
	const text = {
		hex: digest.toString('hex'),
		HEX: digest.toString('hex').toUpperCase(),
		base64: digest.toString('base64'),
	}[form.encoding];
	return form.prefix + text;
}
