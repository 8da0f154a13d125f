/** Reads what n8n saves for a field of the type resource locator. */

/** A choice: `mode` is how it was made, such as `list` or `id`. */
interface Locator {
	mode: string;
	value: unknown;
}

const isLocator = (value: unknown): value is Locator =>
	typeof value === 'object' &&
	value !== null &&
	'value' in value &&
	'mode' in value &&
	typeof value.mode === 'string';

/** The value in a resource locator, without its mode and the name that n8n keeps beside it; any other value as it is. */
export const locatorValue = (value: unknown): unknown => (isLocator(value) ? value.value : value);

/** A copy of saved parameters in which the value of each resource locator takes its place, at any depth. */
export function withoutLocators(value: unknown): unknown {
	const plain = locatorValue(value);
	if (Array.isArray(plain)) return plain.map(withoutLocators);
	if (typeof plain !== 'object' || plain === null) return plain;
	return Object.fromEntries(
		Object.entries(plain).map(([name, one]) => [name, withoutLocators(one)]),
	);
}
