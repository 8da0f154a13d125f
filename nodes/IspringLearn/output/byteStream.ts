import type { BinaryHelperFunctions } from 'n8n-workflow';

type Readable = Exclude<Parameters<BinaryHelperFunctions['prepareBinaryData']>[0], Buffer>;

type Listener = (given?: unknown) => void;

/**
 * Bytes that come in little by little, as n8n takes them for a file. n8n Cloud lets no node have
 * node:stream, so these are the parts of a stream that n8n uses: where it keeps binary data in files
 * it iterates, and gets no further than the disk does; where it keeps them in memory, in its database
 * or in an object store, it gathers them from the events.
 */
class ByteStream implements AsyncIterable<Buffer> {
	private readonly listeners = new Map<string, Set<Listener>>();
	private destroyed = false;

	constructor(private readonly chunks: AsyncGenerator<Buffer>) {}

	[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
		return this.chunks;
	}

	/** As with any stream, the bytes begin to flow when somebody listens to them. */
	on(event: string, listener: Listener): this {
		const those = this.listeners.get(event) ?? new Set();
		this.listeners.set(event, those.add(listener));
		if (event === 'data' && those.size === 1) void this.flow();
		return this;
	}

	/** Every event but `data` comes once. */
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

	private emit(event: string, given?: unknown): void {
		if (this.destroyed) return;
		for (const listener of [...(this.listeners.get(event) ?? [])]) listener(given);
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

/** The stream that n8n's helper for binary data reads these bytes from. */
export const byteStream = (chunks: AsyncGenerator<Buffer>): Readable =>
	new ByteStream(chunks) as unknown as Readable;
