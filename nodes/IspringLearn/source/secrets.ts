/** The ways in which a server may write a secret that it was sent. */
function formsOf(secret: string): string[] {
	const bytes = Buffer.from(secret, 'utf8');
	const inForm = new URLSearchParams([['', secret]]).toString().slice(1);
	const inUrl = inForm.replaceAll('+', '%20');
	const lowerCase = [inForm, inUrl].map((form) =>
		form.replace(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase()),
	);
	return [
		secret,
		JSON.stringify(secret).slice(1, -1),
		...[inForm, inUrl, ...lowerCase],
		bytes.toString('base64').replace(/=+$/, ''),
		bytes.toString('base64url'),
	];
}

/**
 * A text that a server wrote, without the secrets that it was sent: some servers repeat them, also
 * percent-encoded or in base64.
 * @param secrets what must not be shown; blank ones are passed over
 * @param mark what stands in their place
 */
export function withoutSecrets(text: string, secrets: readonly string[], mark: string): string {
	return secrets
		.filter((secret) => secret !== '')
		.flatMap(formsOf)
		.reduce((left, form) => left.replaceAll(form, mark), text);
}
