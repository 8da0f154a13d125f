/** Malicious responses over HTTP are rejected, or read as plain data, in bounded time and memory. */
import type { Simulator } from '../simulator/server';
import { listUrls, rowsOf, Suite, useSuite } from '../support/engine/suite';

const suite = useSuite();
afterEach(() => {
	expect(Object.keys(Object.prototype)).toEqual([]);
});

const RAW = { output: 'raw', options: { maxRetries: 0 } };

async function readBody(body: string): Promise<[Simulator, ReturnType<Suite['getAll']>]> {
	const simulator = await suite.simulator({ rows: 1 });
	simulator.faults.add({ body });
	return [simulator, suite.getAll(simulator, RAW)];
}

const DEEP = 100_000;
const nested = (open: string, close: string, inside = '') =>
	open.repeat(DEEP) + inside + close.repeat(DEEP);

describe(`${DEEP.toLocaleString('en-US')} levels`, () => {
	test.each([
		['of objects in a field', `{"results":[{"userId":${nested('{"a":', '}', '1')}}]}`],
		['of lists in a field', `{"results":[{"userId":${nested('[', ']')}}]}`],
		['of lists for the list', `{"results":${nested('[', ']')}}`],
		['of objects for the token', `{"results":[],"nextPageToken":${nested('{"a":', '}', '1')}}`],
		['that never end', `{"results":[{"userId":${'['.repeat(DEEP)}`],
		[
			'of elements in a field',
			`<response><results><result><userId>${nested('<a>', '</a>')}</userId></result></results></response>`,
		],
		['of elements in the list', `<response><results>${nested('<a>', '</a>')}</results></response>`],
		['of elements that never end', `<response>${'<a>'.repeat(DEEP)}`],
	])('%s end with a message', async (_name, body) => {
		for (const output of ['all', 'raw']) {
			const simulator = await suite.simulator({ rows: 1 });
			simulator.faults.add({ body, on: { times: Infinity } });
			const { error, rows } = await suite.getAll(simulator, { ...RAW, output });
			expect(rows).toEqual([]);
			expect(error?.message).toMatch(/^The (response|next page)/);
			expect(error?.message).not.toMatch(/call stack|maximum/i);
			expect(error?.description).toMatch(/region|Run the node again/);
		}
	});
});

test('rejects an entity expansion bomb', async () => {
	const entities = 'abcdefghij'
		.split('')
		.map((name, at) =>
			at === 0
				? `<!ENTITY ${name} "${'x'.repeat(100)}">`
				: `<!ENTITY ${name} "${`&${'abcdefghij'[at - 1]};`.repeat(10)}">`,
		);
	const [, run] = await readBody(
		`<!DOCTYPE r [${entities.join('')}]><response><results><result><userId>&j;</userId></result></results></response>`,
	);
	const { error } = await run;
	expect(error?.message).toContain('document type definition');
});

describe('prototype property names', () => {
	const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];
	const value = { polluted: 'yes' };

	test.each([
		[
			'JSON',
			`{"results":[{"userId":"a",${NAMES.map((name) => `"${name}":${JSON.stringify(value)}`).join(',')}}],"__proto__":{"nextPageToken":"x"}}`,
		],
		[
			'XML',
			`<response><results><result><userId>a</userId>${NAMES.map((name) => `<${name}><polluted>yes</polluted></${name}>`).join('')}</result></results><__proto__><nextPageToken>x</nextPageToken></__proto__></response>`,
		],
	])('are plain data in %s and pollute no prototype', async (_name, body) => {
		for (const output of ['all', 'raw']) {
			const simulator = await suite.simulator({ rows: 1 });
			simulator.faults.add({ body });
			const [row] = rowsOf(await suite.getAll(simulator, { ...RAW, output }));
			const pages = listUrls(simulator).filter((url) =>
				url.startsWith('/learners/modules/results'),
			);
			expect(pages).toHaveLength(1);
			for (const name of NAMES) expect(Object.entries(row)).toContainEqual([name, value]);
			expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
			expect({}).not.toHaveProperty('polluted');
		}
	});
});
