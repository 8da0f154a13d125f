/** Each fault alone, at some requests of a list that is read parent by parent: the list of parents is the first. */
import '../support/withoutPauses';
import { select } from '../support/columns';
import { CATALOGUE } from '../support/faults/catalogue';
import { Account } from './support/account';

const FORM = { resource: 'answer', ...select('answer') };
const REQUESTS = [1, 2, 3, 7];

let account: Account;
beforeAll(async () => {
	account = await Account.open();
});
afterAll(async () => await account.close());

test.each(CATALOGUE)('$name', async ({ fault, once, lasting }) => {
	const read = async (request: number, times: number) =>
		await account.read({
			format: 'json',
			pageSize: 3,
			items: 1,
			form: FORM,
			faults: [{ ...fault, on: { request, times } }],
		});
	for (const request of REQUESTS) {
		const problems = [...(await read(request, 1)).problems];
		const always = await read(request, Infinity);
		expect({ request, problems }).toEqual({ request, problems: [] });
		expect({ request, ...always }).toMatchObject({ request, problems: [] });
		if (once === 'message' && lasting === 'message') {
			expect({ request, failed: always.failed }).toEqual({ request, failed: true });
		}
	}
});
