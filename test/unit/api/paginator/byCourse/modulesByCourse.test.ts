import { ModulesByCourse } from '../../../../../nodes/IspringLearn/api/paginator/byCourse/modulesByCourse';
import { HostLimiter } from '../../../../../nodes/IspringLearn/api/requester/hostLimiter';
import type { SendPageRequest } from '../../../../../nodes/IspringLearn/api/requester/requester';

const UUID = '0d57abc0-2639-11ea-8e3f-0a580af40c09';

it('reads a course once, whatever the case of its UUID, and other IDs as they are', async () => {
	const requested: unknown[] = [];
	const send: SendPageRequest = async (_endpoint, { courseId }) => {
		requested.push(courseId);
		return { records: [{ moduleId: `module of ${String(courseId)}` }], nextPageToken: null };
	};
	const policy = { limiter: new HostLimiter(), maxRetries: 0 };
	const read = new ModulesByCourse(send, policy, {
		courseIds: [UUID, UUID.toUpperCase(), 'Sales', 'sales'],
		parameter: 'courseIds',
		pageSize: 100,
		limit: Infinity,
		skipInvalidIds: false,
		onFallback: () => {},
	});
	const modules: unknown[] = [];
	for await (const page of read.read()) modules.push(...page.map(({ moduleId }) => moduleId));
	expect(requested).toEqual([UUID, 'Sales', 'sales']);
	expect(modules).toEqual(requested.map((id) => `module of ${String(id)}`));
});
