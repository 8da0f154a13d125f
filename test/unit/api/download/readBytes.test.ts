import { readBytes } from '../../../../nodes/IspringLearn/api/download/readBytes';
import { classifyError } from '../../../../nodes/IspringLearn/api/requester/requestError';

/** A body that sends these chunks, and then ends, fails or stays open. */
function bodyOf(chunks: readonly string[], then: 'ends' | 'stalls' | Error) {
	const destroy = jest.fn();
	async function* generate() {
		for (const chunk of chunks) yield Buffer.from(chunk);
		if (then === 'stalls') await new Promise(() => {});
		if (then instanceof Error) throw then;
	}
	return { body: { [Symbol.asyncIterator]: generate, destroy }, destroy };
}

async function textOf(bytes: AsyncIterable<Buffer>): Promise<string> {
	let text = '';
	for await (const chunk of bytes) text += chunk.toString();
	return text;
}

it('passes the chunks on', async () => {
	const { body, destroy } = bodyOf(['a', 'b'], 'ends');
	expect(await textOf(readBytes(body, { idleMs: 1000 }))).toBe('ab');
	expect(destroy).toHaveBeenCalled();
});

it('takes a body on which nothing arrives for a lost connection, which is tried again', async () => {
	const { body, destroy } = bodyOf(['a'], 'stalls');
	const error: unknown = await textOf(readBytes(body, { idleMs: 10 })).catch((one: unknown) => one);
	expect(classifyError(error)).toEqual({ kind: 'network', code: 'ETIMEDOUT' });
	expect(destroy).toHaveBeenCalled();
});

it('counts only the time that it waits, not the time that its reader takes', async () => {
	const timers: Array<() => void> = [];
	const timeout = jest.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
		const controller = new AbortController();
		timers.push(() => controller.abort());
		return controller.signal;
	});
	let send: (bytes: Buffer) => void = () => {};
	const late = new Promise<Buffer>((resolve) => (send = resolve));
	async function* generate() {
		yield Buffer.from('a');
		yield await late;
	}
	const bytes = readBytes({ [Symbol.asyncIterator]: generate }, { idleMs: 60_000 });
	await bytes.next();
	timers.pop()?.();
	const next = bytes.next();
	await new Promise(setImmediate);
	// The reader took nearly all of this interval.
	timers.pop()?.();
	send(Buffer.from('b'));
	expect(String((await next).value)).toBe('b');
	timeout.mockRestore();
});

it('ends the transfer once the execution is cancelled', async () => {
	const cancel = new AbortController();
	const { body, destroy } = bodyOf(['a'], 'stalls');
	const reading = textOf(readBytes(body, { idleMs: 60_000, signal: cancel.signal }));
	setImmediate(() => cancel.abort());
	await expect(reading).rejects.toThrow('cancelled');
	expect(destroy).toHaveBeenCalled();
});

it('ends the transfer if nobody reads on', async () => {
	const { body, destroy } = bodyOf(['a', 'b'], 'stalls');
	for await (const chunk of readBytes(body, { idleMs: 60_000 })) {
		expect(chunk.toString()).toBe('a');
		break;
	}
	expect(destroy).toHaveBeenCalled();
});

it('passes errors on', async () => {
	const { body } = bodyOf([], new Error('broken'));
	await expect(textOf(readBytes(body, { idleMs: 1000 }))).rejects.toThrow('broken');
});
