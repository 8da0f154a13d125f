/** What the functions of the instant trigger say about a failure. */
import type { SendingContext } from '../../../../nodes/IspringLearn/triggers/instant/functions/requests';
import { describeForLog } from '../../../../nodes/IspringLearn/triggers/instant/functions/failures';

test('the log has no words for an error whose secrets cannot be masked', async () => {
	const context = {
		getNode: () => ({ name: 'iSpring Learn Instant Trigger' }),
		getCredentials: async () => await Promise.reject(new Error('The database is gone')),
	} as unknown as SendingContext;
	await expect(describeForLog(context, new Error('socket hang up'))).resolves.toBe('');
});
