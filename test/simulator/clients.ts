import type { World } from './world';

/** An API client: a key pair from the account's API keys page, with its own permissions. */
export interface Client {
	clientId: string;
	clientSecret: string;
	/** Indexes of the departments it is scoped to, with those below them: "rows outside them are silently absent". Absent: all. */
	departments?: readonly number[];
	/** Paths of the lists it may read, as the table of endpoints writes them; others answer 403. Absent: all. */
	lists?: readonly string[];
}

/** The API clients of an account. */
export class Clients {
	private readonly byId: Map<string, Client>;

	constructor(clients: readonly Client[]) {
		this.byId = new Map(clients.map((client) => [client.clientId, client]));
	}

	/** The client of a key pair, if there is one. */
	find(clientId: string | undefined, clientSecret: string | undefined): Client | undefined {
		const client = this.byId.get(clientId ?? '');
		return client?.clientSecret === clientSecret ? client : undefined;
	}

	/** Deletes the key. It gets no more tokens, but its existing ones stay valid. */
	delete(clientId: string): void {
		this.byId.delete(clientId);
	}
}

/** Whether a client may read a list. */
export const mayRead = ({ lists }: Client, path: string): boolean => lists?.includes(path) ?? true;

/** Whether a client may see a department. */
export function seesDepartment(
	{ departments }: Client,
	world: World,
): (department: number) => boolean {
	if (!departments) return () => true;
	const seen = new Set(departments.flatMap((one) => world.departmentTree(one)));
	return (department) => seen.has(department);
}
