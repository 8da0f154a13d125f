/** Looks up the names in one ID field, and reports unknown and ambiguous ones. */
import { FORBIDDEN } from '../../api/httpStatus';
import { normalizeUuid } from '../../api/paginator/deduplicator';
import { findStatusError } from '../../api/requester/requestError';
import { describeValue } from '../../errors/messages/valueMessages';
import type { ItemContext } from '../../fields/parseValue';
import { invalidValue } from '../../fields/parseValue';
import { LOOKUPS } from '../../methods/lookups';
import type { NameResolver, Reference } from '../../methods/names/nameResolver';
import { ListUnreadable } from '../../methods/names/nameResolver';
import type { Chosen } from '../../methods/readOptions';
import { CourseNeeded } from '../../methods/readOptions';
import { parseEmail } from '../../methods/names/usersByEmail';
import type { FilledField } from './idFields';

/** Looks up the names in one field. */
export class FieldLookup {
	readonly unknown: string[] = [];

	constructor(
		private readonly context: ItemContext,
		private readonly resolver: NameResolver,
		private readonly field: Pick<FilledField, 'label' | 'from'>,
		private readonly chosen: Chosen,
		private readonly skip: boolean,
	) {}

	/** Finds the ID of the whole text, or else the IDs of its parts. */
	async findIds({ text, parts }: Reference): Promise<string[]> {
		const whole = await this.findId(text);
		if (whole !== undefined) return [whole];
		const ids: string[] = [];
		for (const part of parts) {
			const reference = typeof part === 'string' ? { text: part, parts: [] } : part;
			ids.push(...(await this.findIds(reference)));
		}
		if (parts.length > 0) return ids;
		if (!this.skip) return await this.throwUnknown(text);
		this.unknown.push(text);
		return [];
	}

	/** Undefined if nothing has this name. */
	private async findId(text: string): Promise<string | undefined> {
		const { from } = this.field;
		const found = await this.resolver
			.find(from, text, this.chosen)
			.catch(async (error: unknown) => await this.throwUnreadable(text, error));
		if (found.length === 0) return undefined;
		// In the form of the IDs that were entered, so that a list has each once.
		if (found.length === 1) return normalizeUuid(found[0].value);
		const { one } = LOOKUPS[from];
		const isEmail = one === 'user' && parseEmail(text) !== undefined;
		return isEmail
			? this.reject(text, describeValue('ambiguousEmail', { matches: found }))
			: this.reject(text, describeValue('ambiguousName', { thing: one, matches: found }));
	}

	private async throwUnknown(text: string): Promise<never> {
		const { from } = this.field;
		const { one, by } = LOOKUPS[from];
		const similar = await this.resolver.findSimilar(from, text, this.chosen);
		const needsCourse = from === 'getModules' && this.chosen('courseIds').length === 0;
		const data = { thing: one, nameOf: String(by?.one), similar, needsCourse };
		return this.reject(text, describeValue('unknownName', data));
	}

	private async throwUnreadable(text: string, error: unknown): Promise<never> {
		if (error instanceof CourseNeeded) {
			return this.reject(text, describeValue('nameWithoutCourse', undefined));
		}
		if (error instanceof ListUnreadable && findStatusError(error)?.status === FORBIDDEN) {
			return this.reject(text, describeValue('forbiddenLookup', { records: error.label }));
		}
		return await Promise.reject(error);
	}

	private reject(text: string, words: [problem: string, nextStep: string]): never {
		return invalidValue(this.context, this.field.label, text, ...words);
	}
}
