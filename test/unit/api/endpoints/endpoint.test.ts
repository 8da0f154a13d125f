import type { Endpoint } from '../../../../nodes/IspringLearn/api/endpoints/endpoint';
import {
	buildRequest,
	pathParameters,
} from '../../../../nodes/IspringLearn/api/endpoints/endpoint';
import { ENDPOINTS } from '../../../../nodes/IspringLearn/api/endpoints/endpoints';

const UPDATE: Endpoint = {
	name: 'things',
	method: 'POST',
	path: '/course/{courseId}/thing/{thing_id}',
	answer: 'empty',
	idempotent: true,
};

describe('buildRequest', () => {
	it('puts the parameters of a GET into the query', () => {
		const parameters = { pageSize: 2, userIds: ['a', 'b'] };
		expect(buildRequest(ENDPOINTS.moduleResults, parameters)).toEqual({
			method: 'GET',
			url: '/learners/modules/results',
			qs: parameters,
		});
	});

	it('puts path parameters into the path and leaves them out of the rest', () => {
		expect(buildRequest(ENDPOINTS.modulesOfCourse, { courseId: 'c', other: 1 })).toEqual({
			method: 'GET',
			url: '/course/c/modules',
			qs: { other: 1 },
		});
	});

	it('puts the other parameters of a POST into the body', () => {
		expect(buildRequest(UPDATE, { courseId: 'c', thing_id: 7, title: 'x', courses: [] })).toEqual({
			method: 'POST',
			url: '/course/c/thing/7',
			body: { title: 'x', courses: [] },
		});
	});

	it('puts them where the endpoint says', () => {
		const endpoint: Endpoint = { ...UPDATE, path: '/x', parameters: 'query' };
		expect(buildRequest(endpoint, { a: 1 })).toEqual({ method: 'POST', url: '/x', qs: { a: 1 } });
	});

	it.each([
		['a/b', 'a%2Fb'],
		['?x=1#y', '%3Fx%3D1%23y'],
		['ü 100%', '%C3%BC%20100%25'],
		['{thing_id}', '%7Bthing_id%7D'],
		['../x', '..%2Fx'],
		["$&$1$'", "%24%26%241%24'"],
	])('escapes %s in the path', (courseId, escaped) => {
		expect(buildRequest(ENDPOINTS.modulesOfCourse, { courseId }).url).toBe(
			`/course/${escaped}/modules`,
		);
	});

	it.each([undefined, null, '', '.', '..', {}, ['a'], true])(
		'throws when a path parameter is %j',
		(courseId) => {
			expect(() => buildRequest(ENDPOINTS.modulesOfCourse, { courseId })).toThrow(TypeError);
		},
	);
});

test('pathParameters lists the names in the path', () => {
	expect(pathParameters(UPDATE)).toEqual(['courseId', 'thing_id']);
	expect(pathParameters(ENDPOINTS.courses)).toEqual([]);
});

test('module results come from the documented endpoint', () => {
	expect(ENDPOINTS.moduleResults).toMatchObject({
		method: 'GET',
		path: '/learners/modules/results',
		list: 'results',
		xmlItem: 'result',
	});
});
