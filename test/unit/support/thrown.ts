/** What a call throws, of the class that is expected; anything else fails the test. */
type Class<T> = Readonly<{ prototype: T }>;

const checked = <T>(error: unknown, kind: Class<T>): T => {
	expect(error).toBeInstanceOf(kind);
	return error as T;
};

export function thrownBy<T>(kind: Class<T>, run: () => unknown): T {
	let returned: unknown;
	try {
		returned = run();
	} catch (error) {
		return checked(error, kind);
	}
	throw new Error(`nothing was thrown, it returned ${JSON.stringify(returned)}`);
}

export async function rejectionOf<T>(kind: Class<T>, promise: Promise<unknown>): Promise<T> {
	const outcome = await promise.then(
		(value) => ({ value }),
		(error: unknown) => ({ error }),
	);
	if ('error' in outcome) return checked(outcome.error, kind);
	throw new Error(`nothing was thrown, it gave ${JSON.stringify(outcome.value)}`);
}
