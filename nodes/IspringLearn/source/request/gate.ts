import pLimit from 'p-limit';

/** Page requests that run at once against one host, whatever the number of items and workflows. */
const AT_ONCE = 4;

const gates = new Map<string, ReturnType<typeof pLimit>>();

/** Runs a request when one of the host's places is free. A place is not held while waiting to retry. */
export async function throughGate<T>(host: string, request: () => Promise<T>): Promise<T> {
	let gate = gates.get(host);
	if (!gate) {
		gate = pLimit(AT_ONCE);
		gates.set(host, gate);
	}
	return await gate(request);
}
