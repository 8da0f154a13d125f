import { decodeAnswer } from '../../../../nodes/IspringLearn/api/decoder/decodeAnswer';
import { buildRequest } from '../../../../nodes/IspringLearn/api/endpoints/endpoint';
import { TRAININGS } from '../../../../nodes/IspringLearn/api/endpoints/trainings';
import {
	SUBSCRIBER_INFO,
	SUBSCRIPTIONS,
	WEBHOOKS,
} from '../../../../nodes/IspringLearn/api/endpoints/webhooks';
import { isSameSubscription } from '../../../../nodes/IspringLearn/triggers/instant/subscriber/subscription';

const STATES = { subscriberStatus: 'ACTIVE', confirmationStatus: 'CONFIRMED' };
const XML_STATES =
	'<subscriberStatus>ACTIVE</subscriberStatus><confirmationStatus>CONFIRMED</confirmationStatus>';

test.each([
	JSON.stringify(STATES),
	JSON.stringify({ response: STATES }),
	`<response>${XML_STATES}</response>`,
	`<response><subscriberInfo>${XML_STATES}</subscriberInfo></response>`,
])('the state of a subscriber is read from %s', (body) => {
	expect(decodeAnswer<'record'>(body, SUBSCRIBER_INFO, 200)).toEqual(STATES);
});

const WANTED = {
	subscriptionType: 'COURSE_STATUS_CHANGED',
	params: [
		{ name: 'userIds', value: '["a","b"]' },
		{ name: 'courseIds', value: '["c"]' },
	],
};

const param = (name: string, value: string) => `<name>${name}</name><value>${value}</value>`;

const XML_PARAMS = [param('userIds', '[&quot;a&quot;,&quot;b&quot;]'), param('courseIds', '["c"]')];

const xmlSubscription = (inside: string) =>
	`<subscription><subscriptionType>COURSE_STATUS_CHANGED</subscriptionType><params>${inside}</params></subscription>`;

test.each([
	JSON.stringify([WANTED]),
	`<response>${xmlSubscription(XML_PARAMS.map((one) => `<param>${one}</param>`).join(''))}</response>`,
	`<response>${xmlSubscription(XML_PARAMS.map((one, at) => `<p${at}>${one}</p${at}>`).join(''))}</response>`,
])('the filters of a subscription are read from %#', (body) => {
	const { records } = decodeAnswer<'page'>(body, SUBSCRIPTIONS, 200);
	expect(records).toHaveLength(1);
	expect(isSameSubscription(records[0], WANTED)).toBe(true);
});

test.each(['[]', '<response></response>', '<response/>'])('%s has no subscriptions', (body) => {
	expect(decodeAnswer<'page'>(body, SUBSCRIPTIONS, 200).records).toEqual([]);
});

test.each([
	[
		TRAININGS.session,
		JSON.stringify({ response: { id: 'a', title: '007' } }),
		{ id: 'a', title: '007' },
	],
	[
		TRAININGS.session,
		'<response><trainingSession><id>a</id><title>007</title></trainingSession></response>',
		{ id: 'a', title: '007' },
	],
	[TRAININGS.day, JSON.stringify({ dayId: 'a', url: 'x' }), { dayId: 'a', url: 'x' }],
	[TRAININGS.day, '<response><dayId>a</dayId><url>x</url></response>', { dayId: 'a', url: 'x' }],
])('a record of a training is read from %#', (endpoint, body, record) => {
	expect(decodeAnswer<'record'>(body, endpoint, 200)).toEqual(record);
});

test('requests have the name in the query of a GET, and in the body of a POST', () => {
	const parameters = { subscriberName: 'n' };
	expect(buildRequest(SUBSCRIBER_INFO, parameters)).toMatchObject({
		method: 'GET',
		qs: parameters,
	});
	expect(buildRequest(WEBHOOKS.remove, parameters)).toMatchObject({
		method: 'POST',
		body: parameters,
	});
});
