/** Reads the bytes of a response as they arrive, until they end, stop coming, or the execution is cancelled. */
import { awaitedLater } from '../awaitedLater';
import { orCancelled } from '../requester/abort';

/** The body of a response: a stream of Node.js. */
export type ByteSource = AsyncIterable<Uint8Array> & { destroy?: () => unknown };

/** How a body is read. */
interface ReadPolicy {
	signal?: AbortSignal;
	/** The connection counts as lost if nothing arrives for this long. */
	idleMs: number;
}

/** The code of Node.js for a connection on which nothing arrives. */
const createTimeout = (): Error =>
	Object.assign(new Error('nothing arrives'), { code: 'ETIMEDOUT' });

/** Notices that nothing arrives. n8n's `sleep` would keep n8n's process alive, and this timer does not. */
class IdleWatch {
	readonly expired: Promise<never>;

	/** When the current wait began, in epoch milliseconds; null while nobody waits. */
	private waitsSinceMs: number | null = null;
	private isOver = false;

	constructor(idleMs: number) {
		this.expired = awaitedLater(
			new Promise<never>((_resolve, reject) => {
				const checkAfter = (milliseconds: number) => {
					AbortSignal.timeout(milliseconds).addEventListener('abort', () => {
						if (this.isOver) return;
						const waitedMs = Date.now() - (this.waitsSinceMs ?? Date.now());
						if (waitedMs >= idleMs) reject(createTimeout());
						else checkAfter(idleMs - waitedMs);
					});
				};
				checkAfter(idleMs);
			}),
		);
	}

	/**
	 * Waits for the next chunk.
	 * @throws the error of a lost connection once that has taken `idleMs`
	 */
	async whileIdle<T>(next: Promise<T>): Promise<T> {
		this.waitsSinceMs = Date.now();
		const value = await Promise.race([next, this.expired]);
		this.waitsSinceMs = null;
		return value;
	}

	end(): void {
		this.isOver = true;
	}
}

/**
 * Reads a body chunk by chunk. Ends the transfer in any case.
 * @throws CancelledError; an error with the code of a lost connection
 */
export async function* readBytes(
	body: ByteSource,
	{ signal, idleMs }: ReadPolicy,
): AsyncGenerator<Buffer> {
	const chunks = body[Symbol.asyncIterator]();
	const watch = new IdleWatch(idleMs);
	try {
		for (;;) {
			const next = awaitedLater(Promise.resolve(chunks.next()));
			const { value, done } = await orCancelled(watch.whileIdle(next), signal);
			if (done) return;
			yield Buffer.from(value);
		}
	} finally {
		watch.end();
		body.destroy?.();
	}
}
