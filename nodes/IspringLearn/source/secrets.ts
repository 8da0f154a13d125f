/**
 * A text that a server wrote, without the secrets that it was sent: some servers repeat them.
 * @param secrets what must not be shown, as it is and as a form encodes it; blank ones are passed over
 * @param mark what stands in their place
 */
export function withoutSecrets(text: string, secrets: readonly string[], mark: string): string {
	return secrets
		.filter((secret) => secret !== '')
		.flatMap((secret) => [secret, new URLSearchParams([['', secret]]).toString().slice(1)])
		.reduce((left, secret) => left.replaceAll(secret, mark), text);
}
