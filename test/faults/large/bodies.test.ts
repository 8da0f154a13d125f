/** Responses of 50 MB are rejected or read as plain data, in bounded time and memory. */
import type { Simulator } from '../../simulator/server';
import { FORMATS, rowsOf, Suite, useSuite } from '../../support/engine/suite';

const suite = useSuite();

const SIMPLY = { output: 'raw', options: { maxRetries: 0 } };

async function answered(body: string): Promise<[Simulator, ReturnType<Suite['getAll']>]> {
	const simulator = await suite.simulator({ rows: 1 });
	simulator.faults.add({ body });
	return [simulator, suite.getAll(simulator, SIMPLY)];
}

describe.each(FORMATS)('50 MB of %s', (format) => {
	const MEGABYTES = 50;
	const filling = 'x'.repeat(MEGABYTES * 2 ** 20);
	const around = (field: string, end = true) =>
		format === 'json'
			? `{"results":[{"userId":"a","moduleTitle":"${field}"}${end ? ']}' : ''}`
			: `<response><results><result><userId>a</userId><moduleTitle>${field}</moduleTitle></result>${end ? '</results></response>' : ''}`;
	const many = () => {
		const record =
			format === 'json'
				? `{"userId":"a","moduleTitle":"${'y'.repeat(1000)}"},`
				: `<result><userId>a</userId><moduleTitle>${'y'.repeat(1000)}</moduleTitle></result>`;
		const rows = record.repeat(Math.floor((MEGABYTES * 2 ** 20) / record.length));
		return format === 'json'
			? `{"results":[${rows}{}]}`
			: `<response><results>${rows}<result a="1"/></results></response>`;
	};

	test('in one field are read', async () => {
		const [, run] = await answered(around(filling));
		const [row] = rowsOf(await run);
		expect(String(row.moduleTitle)).toHaveLength(filling.length);
	});

	test('in one field that are cut off are rejected', async () => {
		const [, run] = await answered(around(filling, false));
		const { error } = await run;
		expect(error?.message).toMatch(/^The response is incomplete/);
		expect(error?.message.length).toBeLessThan(200);
	});

	test('in many records are read, and the memory is freed', async () => {
		const body = many();
		const before = process.memoryUsage().rss;
		const [simulator, run] = await answered(body);
		expect(rowsOf(await run).length).toBeGreaterThan(40_000);
		expect(simulator.pageRequests).toBe(1);
		expect(process.memoryUsage().rss - before).toBeLessThan(1500 * 2 ** 20);
	});

	test('of something else are rejected', async () => {
		const [, run] = await answered(filling);
		const { error } = await run;
		expect(error?.message).toMatch(/^The response is neither JSON nor XML: "x{120}…"$/);
		const start = format === 'json' ? '{"a":[' : '<response><a>';
		const [, broken] = await answered(
			start + (format === 'json' ? '[' : '<').repeat(filling.length),
		);
		expect((await broken).error?.message).toMatch(
			format === 'json' ? /^The response is nested too deeply/ : /^The response is incomplete/,
		);
	});
});
