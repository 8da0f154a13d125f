/** What the tests of users share. */
import type { IDataObject, ResourceMapperValue } from 'n8n-workflow';
import type { Simulator, User } from '../../simulator/server';

export const UNKNOWN = '00000000-0000-0000-0000-000000000000';

export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

export const profile = (value: IDataObject) =>
	({ mappingMode: 'defineBelow', value }) as unknown as ResourceMapperValue;

/** The writes that the simulator received: method and path, and the body. */
export const writesOf = (simulator: Simulator) =>
	simulator.requests
		.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/token'))
		.map(({ method, path, body }) => ({
			request: `${method} ${path}`,
			body: body === '' ? undefined : (JSON.parse(body) as IDataObject),
		}));

export const userOf = ({ world }: Simulator, login: string): User | undefined =>
	world.users.find((user) => user.login === login);

export const NEW = { login: 'new.hire', email: 'new.hire@example.com', first_name: 'Nora' };
