import { sleep } from 'n8n-workflow';
import { createByteStream } from '../../../nodes/IspringLearn/output/byteStream';

/** Yields two chunks, then runs `end`. Records when the generator is closed. */
function source(end: () => void = () => {}) {
	const state = { closed: false };
	async function* chunks(): AsyncGenerator<Buffer> {
		try {
			yield Buffer.from('a');
			yield Buffer.from('b');
			end();
		} finally {
			state.closed = true;
		}
	}
	return { state, stream: createByteStream(chunks()) };
}

/** Collects the events of a stream until it is closed. */
async function eventsOf(stream: ReturnType<typeof createByteStream>): Promise<string[]> {
	const events: string[] = [];
	await new Promise<void>((closed) => {
		stream.on('data', (chunk: Buffer) => events.push(`data ${chunk.toString()}`));
		stream.once('end', () => events.push('end'));
		stream.once('error', ({ message }: Error) => events.push(`error ${message}`));
		stream.once('close', () => closed());
	});
	return events;
}

const fail = () => {
	throw new RangeError('cut');
};

it('can be iterated', async () => {
	const bytes: string[] = [];
	for await (const chunk of source().stream) bytes.push(String(chunk));
	expect(bytes).toEqual(['a', 'b']);
});

it('closes its source if the iteration stops early', async () => {
	const { state, stream } = source();
	for await (const chunk of stream) {
		expect(String(chunk)).toBe('a');
		break;
	}
	expect(state.closed).toBe(true);
});

it('emits events', async () => {
	expect(await eventsOf(source().stream)).toEqual(['data a', 'data b', 'end']);
});

it('emits an error instead of the end', async () => {
	expect(await eventsOf(source(fail).stream)).toEqual(['data a', 'data b', 'error cut']);
});

it('emits nothing once it is destroyed, and closes its source', async () => {
	const { state, stream } = source(fail);
	const events: string[] = [];
	for (const event of ['data', 'end', 'error', 'close']) {
		stream.on(event, () => {
			events.push(event);
			stream.destroy();
		});
	}
	while (!state.closed) await sleep(1);
	await sleep(10);
	expect(events).toEqual(['data']);
});

it('does not call removed listeners', async () => {
	const { stream } = source();
	const received: string[] = [];
	const listener = (chunk: Buffer) => {
		received.push(chunk.toString());
		stream.off('data', listener);
	};
	stream.on('data', listener);
	expect(await eventsOf(stream)).toEqual(['data a', 'data b', 'end']);
	expect(received).toEqual(['a']);
});
