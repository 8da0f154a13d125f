import { Runtime } from '../../../nodes/IspringLearn/api/runtime';

class Counter {
	count = 0;
}

class Pair {
	readonly counter: Counter;

	constructor(runtime: Runtime) {
		this.counter = runtime.get(Counter);
	}
}

it('creates one object of each class, and another in another runtime', () => {
	const runtime = new Runtime();
	runtime.get(Counter).count = 5;
	expect(runtime.get(Counter).count).toBe(5);
	expect(new Runtime().get(Counter).count).toBe(0);
});

it('lets parts use each other', () => {
	const runtime = new Runtime();
	expect(runtime.get(Pair).counter).toBe(runtime.get(Counter));
});
