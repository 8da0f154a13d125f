/** Puts ids in the place of the names and e-mail addresses that filters hold. */
import type { IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';
import { describeValue } from '../errors/messages/valueMessages';
import { pickListOf, holdsIds } from '../fields/ids';
import { invalidValue } from '../fields/parseValue';
import type { Option } from '../methods/options';
import type { NameResolver, Reference } from '../methods/nameResolver';
import { isReference, ListUnreadable, textsIn } from '../methods/nameResolver';
import { parseEmail } from '../methods/usersByEmail';
import type { LookupName } from '../methods/lookups';
import { LOOKUPS } from '../methods/lookups';
import type { Chosen } from '../methods/readOptions';
import { CourseNeeded } from '../methods/readOptions';
import type { Query } from '../api/paginator/chunkQuery';
import type { SkippedIds } from '../api/paginator/invalidIds';
import { findStatusError } from '../api/requester/requestError';

/** A query without names in it. */
export interface Resolved {
	query: Query;
	/** True when all that a filter held was skipped: then nothing matches. */
	isNothing: boolean;
	/** The names and addresses that are not known and were left out. */
	skipped: SkippedIds[];
}

/** What is needed to say that a value cannot be used. */
export type Refusing = Pick<IExecuteSingleFunctions, 'getNode' | 'getItemIndex'>;

interface NamedField {
	name: string;
	label: string;
	from: LookupName;
}

/** Those whose lists follow the choice in another filter come last. */
const isFollowing = ({ typeOptions }: INodeProperties): boolean =>
	(typeOptions?.loadOptionsDependsOn?.length ?? 0) > 1;

/** The id fields of which a query holds names. */
export function fieldsWithNames(fields: readonly INodeProperties[], query: Query): NamedField[] {
	const named = fields.filter(
		(field) => holdsIds(field) && valuesIn(query, field.name).some(isReference),
	);
	return [...named.filter((field) => !isFollowing(field)), ...named.filter(isFollowing)].map(
		(field) => ({ name: field.name, label: field.displayName, from: pickListOf(field) }),
	);
}

const valuesIn = (query: Query, name: string): unknown[] => {
	const values = query[name];
	return Array.isArray(values) ? values : [];
};

/** Notes what will be looked up: those who do so at the same time share requests. */
export function wantNames(
	lookUps: NameResolver,
	fields: readonly NamedField[],
	query: Query,
): void {
	for (const { name, from } of fields) {
		for (const reference of valuesIn(query, name).filter(isReference)) {
			for (const text of textsIn(reference)) lookUps.enqueue(from, text);
		}
	}
}

/**
 * @param skip whether what is not known is left out instead of refused
 * @throws NodeOperationError for a name that nothing has, or more than one; ListUnread
 */
export async function resolveIds(
	context: IExecuteSingleFunctions | Refusing,
	lookUps: NameResolver,
	fields: readonly NamedField[],
	query: Query,
	skip: boolean,
): Promise<Resolved> {
	const resolved: Resolved = { query: { ...query }, isNothing: false, skipped: [] };
	const chosen: Chosen = (filter) =>
		valuesIn(resolved.query, filter).filter((value) => typeof value === 'string');
	for (const field of fields) {
		const finder = new Finder(context as IExecuteSingleFunctions, lookUps, field, chosen, skip);
		const ids: string[] = [];
		for (const value of valuesIn(query, field.name)) {
			if (isReference(value)) ids.push(...(await finder.idsOf(value)));
			else ids.push(String(value));
		}
		resolved.query[field.name] = [...new Set(ids)];
		if (ids.length === 0) resolved.isNothing = true;
		if (finder.unknown.length > 0) {
			resolved.skipped.push({ parameter: field.name, ids: finder.unknown });
		}
	}
	return resolved;
}

/** Looks up the names in one field. */
class Finder {
	readonly unknown: string[] = [];

	constructor(
		private readonly context: IExecuteSingleFunctions,
		private readonly lookUps: NameResolver,
		private readonly field: NamedField,
		private readonly chosen: Chosen,
		private readonly skip: boolean,
	) {}

	/** The ids that a text stands for: as a whole, or in its parts. */
	async idsOf({ text, parts }: Reference): Promise<string[]> {
		const whole = await this.idOf(text);
		if (whole !== undefined) return [whole];
		const ids: string[] = [];
		for (const part of parts) {
			ids.push(...(await this.idsOf(typeof part === 'string' ? { text: part, parts: [] } : part)));
		}
		if (parts.length > 0) return ids;
		if (!this.skip) return await this.refuseUnknown(text);
		this.unknown.push(text);
		return [];
	}

	/** Undefined when nothing is called so. */
	private async idOf(text: string): Promise<string | undefined> {
		const { from } = this.field;
		const found = await this.orForbidden(text, this.lookUps.find(from, text, this.chosen));
		if (found.length > 1) this.refuseSeveral(text, found);
		return found[0]?.value;
	}

	private refuseSeveral(text: string, found: readonly Option[]): never {
		const { one } = LOOKUPS[this.field.from];
		const isAddress = one === 'user' && parseEmail(text) !== undefined;
		if (isAddress) return this.refuse(text, describeValue('ambiguousEmail', { matches: found }));
		return this.refuse(text, describeValue('ambiguousName', { thing: one, matches: found }));
	}

	private async refuseUnknown(text: string): Promise<never> {
		const { from } = this.field;
		const { one, by } = LOOKUPS[from];
		const similar = await this.lookUps.findSimilar(from, text, this.chosen);
		const needsCourse = from === 'getModules' && this.chosen('courseIds').length === 0;
		const nameOf = String(by?.one);
		const data = { thing: one, nameOf, similar, needsCourse };
		return this.refuse(text, describeValue('unknownName', data));
	}

	private async orForbidden<T>(text: string, request: Promise<T>): Promise<T> {
		return await request.catch(async (error: unknown) => {
			if (error instanceof CourseNeeded) {
				return this.refuse(text, describeValue('nameWithoutCourse', undefined));
			}
			const isForbidden = error instanceof ListUnreadable && findStatusError(error)?.status === 403;
			if (!isForbidden) return await Promise.reject(error);
			return this.refuse(text, describeValue('forbiddenLookup', { records: error.label }));
		});
	}

	private refuse(text: string, words: [problem: string, nextStep: string]): never {
		return invalidValue(this.context, this.field.label, text, ...words);
	}
}
