/** What the tests of users share. */
import type { IDataObject, ResourceMapperValue } from 'n8n-workflow';
import type { Simulator, User } from '../../simulator/server';

export const profile = (value: IDataObject) =>
	({ mappingMode: 'defineBelow', value }) as unknown as ResourceMapperValue;

export const userOf = ({ world }: Simulator, login: string): User | undefined =>
	world.users.find((user) => user.login === login);

export const NEW = { login: 'new.hire', email: 'new.hire@example.com', first_name: 'Nora' };
