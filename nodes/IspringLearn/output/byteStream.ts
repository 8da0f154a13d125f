import type { BinaryHelperFunctions } from 'n8n-workflow';

type Readable = Exclude<Parameters<BinaryHelperFunctions['prepareBinaryData']>[0], Buffer>;

type Listener = (payload?: unknown) => void;

/**
 * The parts of a readable stream that n8n uses, because n8n Cloud does not allow node:stream in
 * community nodes. If n8n stores binary data in files, it iterates the stream, at the speed of the disk.
 * If it stores them in memory, in its database or in an object store, it listens to the events.
 */
class ByteStream implements AsyncIterable<Buffer> {
	private readonly listeners = new Map<string, Set<Listener>>();
	private destroyed = false;

	constructor(private readonly chunks: AsyncGenerator<Buffer>) {}

	[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
		return this.chunks;
	}

	/** As in any stream, the first listener to `data` starts the flow. */
	on(event: string, listener: Listener): this {
		const listeners = this.listeners.get(event) ?? new Set();
		this.listeners.set(event, listeners.add(listener));
		if (event === 'data' && listeners.size === 1) void this.flow();
		return this;
	}

	/** Same as `on`: every event except `data` happens only once. */
	once(event: string, listener: Listener): this {
		return this.on(event, listener);
	}

	off(event: string, listener: Listener): this {
		this.listeners.get(event)?.delete(listener);
		return this;
	}

	destroy(): this {
		this.destroyed = true;
		void this.chunks.return(undefined).catch(() => {});
		return this;
	}

	private emit(event: string, payload?: unknown): void {
		if (this.destroyed) return;
		for (const listener of [...(this.listeners.get(event) ?? [])]) listener(payload);
	}

	private async flow(): Promise<void> {
		try {
			for await (const chunk of this.chunks) this.emit('data', chunk);
			this.emit('end');
		} catch (error) {
			this.emit('error', error);
		}
		this.emit('close');
	}
}

/** Wraps chunks as a stream for n8n's binary data helper. */
export function createByteStream(chunks: AsyncGenerator<Buffer>): Readable {
	const stream: AsyncIterable<Buffer> = new ByteStream(chunks);
	// n8n's type requires a whole Node.js stream.
	return stream as Readable;
}
