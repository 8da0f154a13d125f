import { sleep } from 'n8n-workflow';
import { byteStream } from '../../../nodes/IspringLearn/output/byteStream';

/** Two chunks, then whatever `end` does; notes when it is over. */
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
	return { state, stream: byteStream(chunks()) };
}

/** What comes out of a stream by its events, until it is closed. */
async function eventsOf(stream: ReturnType<typeof byteStream>): Promise<string[]> {
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

it('ends what it reads when whoever iterates stops', async () => {
	const { state, stream } = source();
	for await (const chunk of stream) {
		expect(String(chunk)).toBe('a');
		break;
	}
	expect(state.closed).toBe(true);
});

it('can be listened to', async () => {
	expect(await eventsOf(source().stream)).toEqual(['data a', 'data b', 'end']);
});

it('tells what stopped it instead of the end', async () => {
	expect(await eventsOf(source(fail).stream)).toEqual(['data a', 'data b', 'error cut']);
});

it('says nothing more once it is destroyed, and ends what it reads', async () => {
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

it('does not tell those who have stopped listening', async () => {
	const { stream } = source();
	const heard: string[] = [];
	const listener = (chunk: Buffer) => {
		heard.push(chunk.toString());
		stream.off('data', listener);
	};
	stream.on('data', listener);
	expect(await eventsOf(stream)).toEqual(['data a', 'data b', 'end']);
	expect(heard).toEqual(['a']);
});
