/** What the tests of operations that change something share. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../../simulator/server';
import type { Outcome } from './engine';
import type { Suite } from './suite';

export const UNKNOWN = '00000000-0000-0000-0000-000000000000';
export const UNCONFIRMED = "The change may have been made, but iSpring Learn didn't confirm it";

export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** The writes that the simulator received: method and path, and the body. */
export const writesOf = (simulator: Simulator) =>
	simulator.requests
		.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/token'))
		.map(({ method, path, body }) => ({
			request: `${method} ${path}`,
			body: body === '' ? undefined : (JSON.parse(body) as IDataObject),
		}));

/** Creates the function that executes an operation of a resource. */
export const operations =
	(resource: string, suite: Suite) =>
	async (
		simulator: Simulator,
		operation: string,
		fields: INodeParameters,
		job: Parameters<Suite['operate']>[2] = {},
	): Promise<Outcome> =>
		await suite.operate(simulator, { resource, operation, ...fields }, job);
