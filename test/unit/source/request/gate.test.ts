import { throughGate } from '../../../../nodes/IspringLearn/source/request/gate';
import { rejectionOf } from '../../support/thrown';

/** Requests that end when they are told to. */
function requests() {
	const running: Array<{ name: string; answer: () => void; fail: () => void }> = [];
	const started: string[] = [];
	const make = (name: string) => async () => {
		started.push(name);
		await new Promise<void>((resolve, reject) => {
			running.push({ name, answer: resolve, fail: () => reject(new RangeError(name)) });
		});
		return name;
	};
	return { running, started, make };
}

/** Lets everything that can go on go on. */
async function settle(): Promise<void> {
	for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

const names = (count: number) => Array.from({ length: count }, (_, at) => `r${at}`);

it('gives back what the request gives', async () => {
	expect(await throughGate('https://a.example', async () => 42)).toBe(42);
	const fault = new RangeError('no');
	const failing = throughGate('https://a.example', async () => {
		throw fault;
	});
	expect(await rejectionOf(RangeError, failing)).toBe(fault);
});

it('lets four through at once, in turn', async () => {
	const { running, started, make } = requests();
	const all = names(9).map(async (name) => throughGate('https://b.example', make(name)));
	await settle();
	expect(started).toEqual(names(4));
	running[2]?.answer();
	await settle();
	expect(started).toEqual(names(5));
	for (let at = 0; at < 9; at++) {
		running[at]?.answer();
		await settle();
	}
	expect(await Promise.all(all)).toEqual(names(9));
	expect(started).toEqual(names(9));
});

it('has a place again after a request that went wrong', async () => {
	const { running, started, make } = requests();
	const all = names(5).map(async (name) => throughGate('https://c.example', make(name)));
	const first = rejectionOf(RangeError, all[0] ?? Promise.resolve());
	await settle();
	expect(started).toHaveLength(4);
	running[0]?.fail();
	expect((await first).message).toBe('r0');
	await settle();
	expect(started).toHaveLength(5);
	for (const { answer } of running) answer();
	expect(await Promise.all(all.slice(1))).toEqual(['r1', 'r2', 'r3', 'r4']);
});

it('has places of its own for every host', async () => {
	const { running, started, make } = requests();
	const all = ['https://d.example', 'https://e.example', '__proto__'].flatMap((host) =>
		names(5).map(async (name) => throughGate(host, make(`${host} ${name}`))),
	);
	await settle();
	expect(started).toHaveLength(12);
	while (running.length > 0) {
		running.shift()?.answer();
		await settle();
	}
	expect(await Promise.all(all)).toHaveLength(15);
});
