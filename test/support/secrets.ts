/** Finds secrets in any value, in every encoding in which one could leak. */

/** Long enough to be unique, with characters that each encoding changes. */
export const CLIENT_SECRET = 's3cr3t/+&=%"ü 4711-of-the-client';

/** Shorter texts do not count as secrets. */
const SHORTEST = 8;

function formsOf(secret: string): string[] {
	const bytes = Buffer.from(secret, 'utf8');
	const inForm = new URLSearchParams([['', secret]]).toString().slice(1);
	return [
		secret,
		encodeURIComponent(secret),
		encodeURI(secret),
		inForm,
		JSON.stringify(secret).slice(1, -1),
		bytes.toString('base64').replace(/=+$/, ''),
		bytes.toString('base64url'),
		bytes.toString('hex'),
	];
}

/** Yields every text in a value: keys and values, including hidden properties, visiting each object once. */
function* textsIn(value: unknown): Generator<string> {
	const seen = new Set<unknown>();
	const waiting: unknown[] = [value];
	while (waiting.length > 0) {
		const current = waiting.pop();
		if (typeof current === 'string') yield current;
		if (typeof current !== 'object' || current === null || seen.has(current)) continue;
		seen.add(current);
		for (const key of Reflect.ownKeys(current)) {
			if (typeof key === 'string') yield key;
			waiting.push(Reflect.get(current, key));
		}
	}
}

/** Returns the texts in a value that contain one of the secrets in any encoding. */
export function leaksIn(value: unknown, secrets: readonly string[]): string[] {
	const forms = secrets.filter(({ length }) => length >= SHORTEST).flatMap(formsOf);
	return [...textsIn(value)].filter((text) => forms.some((form) => text.includes(form)));
}
