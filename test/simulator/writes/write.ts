import type { Rules } from '../rules';
import type { Kind, World } from '../world';
import { isUuid } from '../world/ids';
import { readBody, type BodyOf, type BodySource, type Shape } from './body';

/** Why a write is not done. `malformed`: the client is at fault, not the state of the account. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		message: string,
		readonly malformed = false,
	) {
		super(message);
	}
}

/** Changes the world. A create returns the id of what it added. The answer waits for a promise, which may reject with a refusal. */
export type Commit = () => string | void | Promise<void>;

/** One call of a write: the world, the open rules, the ids in the path, and the departments that the key may touch. */
export class Call {
	/** What is wrong with single ids of a list. */
	readonly rejections: string[] = [];

	constructor(
		readonly world: World,
		readonly rules: Rules,
		private readonly inPath: Readonly<Record<string, string>>,
		readonly sees: (department: number) => boolean,
	) {}

	/** The index of what the path names. */
	target(kind: Kind, name = `${kind}Id`, unknown: number = this.rules.unknownId): number {
		const id = this.inPath[name];
		if (!isUuid(id)) throw new Refusal(unknown, `${name} ${id} is not a UUID`, true);
		const index = this.world.find(kind, id.toLowerCase());
		if (index < 0) throw new Refusal(unknown, `Unknown ${name} ${id}`);
		if (kind === 'department') this.allow(index);
		if (kind === 'user') this.allow(this.world.users[index].department);
		if (kind === 'enrollment') this.allow(this.world.users[this.world.userOf(index)].department);
		return index;
	}
	/** The index of an id in the body. */
	one(kind: Kind, id: string, name: string): number {
		const index = this.world.find(kind, id);
		if (index < 0) throw new Refusal(400, `Field ${name}: unknown id ${id}`);
		return index;
	}
	/** The indexes of a list of ids. Unknown ones, and those that fail the check, become rejections. */
	many(
		kind: Kind,
		ids: readonly string[],
		name: string,
		check: (index: number) => string | undefined = () => undefined,
	): number[] {
		return ids.flatMap((id) => {
			const index = this.world.find(kind, id);
			const reason = index < 0 ? `unknown id ${id}` : check(index);
			if (reason !== undefined) this.rejections.push(`Field ${name}: ${reason}`);
			return reason === undefined ? [index] : [];
		});
	}
	/** Users of a list, who must be in departments of the key. */
	users(ids: readonly string[], name: string): number[] {
		const found = this.many('user', ids, name);
		for (const u of found) this.allow(this.world.users[u].department);
		return found;
	}
	/** Refuses what a key with limited departments does outside them. */
	allow(department: number): void {
		if (!this.sees(department))
			throw new Refusal(403, 'The API key has no right to this department');
	}
}

/** One write endpoint. */
export interface Write {
	method: 'POST' | 'DELETE';
	path: string;
	/** The documented status. */
	status: 200 | 201 | 204;
	/** For a create: the name of the id that it returns. */
	created?: string;
	/** Checks a call without changing anything. Throws a refusal. */
	plan: (call: Call, body: BodySource, remarks: { unknown: string[] }) => Commit;
}

interface Definition<S extends Shape> extends Pick<Write, 'path' | 'status' | 'created'> {
	body: S;
	plan: (call: Call, body: BodyOf<S>) => Commit;
}

/** A POST with a body. */
export function post<S extends Shape>({ body, plan, ...rest }: Definition<S>): Write {
	return {
		...rest,
		method: 'POST',
		plan: (call, source, remarks) => {
			const { values, problems, unknown } = readBody(body, source);
			remarks.unknown.push(...unknown);
			if (problems.length > 0) throw new Refusal(400, problems.join('; '), true);
			return plan(call, values);
		},
	};
}

/** A DELETE, which takes no body. */
export function remove(path: string, status: Write['status'], plan: (call: Call) => Commit): Write {
	return {
		path,
		status,
		method: 'DELETE',
		plan: (call, { text }) => {
			if (text !== '') throw new Refusal(400, 'A DELETE takes no body', true);
			return plan(call);
		},
	};
}
