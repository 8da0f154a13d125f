import type { World } from '../world';

/** An API client: a key pair of the account with its own permissions. */
export interface Client {
	clientId: string;
	clientSecret: string;
	/** Indexes of the departments it is scoped to, including their sub-departments: "rows outside them are silently absent". Absent: all. */
	departments?: readonly number[];
	/** Paths of the lists it may read, as in the table of endpoints; others return 403. Absent: all. */
	lists?: readonly string[];
	/** Single records and writes that it may use, e.g. `POST /user/{userId}`; others return 403. Absent: all. */
	operations?: readonly string[];
}

/** The API clients of an account. */
export class Clients {
	private readonly byId: Map<string, Client>;

	constructor(clients: readonly Client[]) {
		this.byId = new Map(clients.map((client) => [client.clientId, client]));
	}

	/** Finds the client of a key pair. */
	find(clientId: string | undefined, clientSecret: string | undefined): Client | undefined {
		const client = this.byId.get(clientId ?? '');
		return client?.clientSecret === clientSecret ? client : undefined;
	}

	/** Deletes the key. It gets no further token, but its issued tokens stay valid. */
	delete(clientId: string): void {
		this.byId.delete(clientId);
	}
}

/** Whether a client may read a list. */
export const mayRead = ({ lists }: Client, path: string): boolean => lists?.includes(path) ?? true;

/** Whether a client may read a single record or write, e.g. `GET /group/{groupId}`. */
export const mayUse = ({ operations }: Client, operation: string): boolean =>
	operations?.includes(operation) ?? true;

/** Whether a client may use webhooks: "Owner and Account Administrators only", whose rights have no departments. */
export const mayUseWebhooks = ({ departments }: Client): boolean => departments === undefined;

/** Returns a function that tells whether a client sees the rows of a department. */
export function seesDepartment(
	{ departments }: Client,
	world: World,
): (department: number) => boolean {
	if (!departments) return () => true;
	const seen = new Set(departments.flatMap((one) => world.departmentTree(one)));
	return (department) => seen.has(department);
}
