/** Each fault alone, at every page of ten: once, and lasting from there on. */
import '../support/withoutPauses';
import type { FaultCase } from '../support/faults/catalogue';
import { CATALOGUE, expectedOutcome, POSITIONS } from '../support/faults/catalogue';
import { Account } from './support/account';

export function checkEveryFault(format: 'json' | 'xml'): void {
	describe(`each fault at every page of ten, in ${format}`, () => {
		let account: Account;
		beforeAll(async () => {
			account = await Account.open();
		});
		afterAll(async () => await account.close());

		const read = async (fault: FaultCase['fault'], request: number, times: number) =>
			await account.read({
				format,
				pageSize: 3,
				items: 1,
				faults: [{ ...fault, on: { request, times } }],
			});

		test.each(CATALOGUE)('$name', async (disturbance) => {
			for (const page of POSITIONS) {
				const once = await read(disturbance.fault, page, 1);
				const failed = expectedOutcome(disturbance, page) === 'message';
				expect({ page, ...once }).toMatchObject({ page, failed, problems: [] });
				const always = await read(disturbance.fault, page, Infinity);
				const lasting = disturbance.lasting === 'message';
				expect({ page, ...always }).toMatchObject({ page, failed: lasting, problems: [] });
			}
		});
	});
}
