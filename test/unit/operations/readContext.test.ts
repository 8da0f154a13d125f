import type { IExecutePaginationFunctions } from 'n8n-workflow';
import type { Run } from '../../../nodes/IspringLearn/api/requester/run';
import { Runtime } from '../../../nodes/IspringLearn/api/runtime';
import { createAccountContext } from '../../../nodes/IspringLearn/operations/readContext';

it('leaves no unhandled rejection if the item fails before it needs the account', async () => {
	const unhandled = jest.fn();
	process.on('unhandledRejection', unhandled);
	try {
		const error = new Error('no such credential');
		const context = {
			getCredentials: async () => await Promise.reject(error),
		} as unknown as IExecutePaginationFunctions;
		const run = {} as Run;
		const { account } = createAccountContext(new Runtime(), context, {}, 3, run);
		await new Promise((resolve) => setImmediate(resolve));
		expect(unhandled).not.toHaveBeenCalled();
		await expect(account).rejects.toBe(error);
	} finally {
		process.off('unhandledRejection', unhandled);
	}
});
