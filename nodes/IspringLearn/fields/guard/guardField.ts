/**
 * Runs the checks of fields safely: an empty expression is not a blank field, and an error waits until
 * it can be linked to its input item. n8n reports an error thrown in `preSend` without that link and
 * without the item's data, so the error travels with the request to the operation, which throws it.
 */
import type {
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeProperties,
	PreSendAction,
} from 'n8n-workflow';
import { locatorValue } from '../../methods/locatorValue';
import { mappedValues } from '../mapping';
import { valueAt, withValue } from '../parameter';
import { holdsIds } from '../ids/idField';
import { readRows } from '../ids/rows';
import { readEmptyExpressions, throwEmptyExpression } from './emptyExpressions';
import {
	hasExpression,
	isEmptyModelValue,
	isEmptyValue,
	isFilledByModel,
	lacksEntry,
	rawParameter,
} from './emptyValue';

const ERROR: unique symbol = Symbol('deferred error');
const SKIPPED: unique symbol = Symbol('skipped');

interface CheckedRequest extends IHttpRequestOptions {
	[ERROR]?: { error: unknown };
	[SKIPPED]?: true;
}

/** Attaches the error that a check throws to the request. Later checks do not run. */
export function deferErrors(check: PreSendAction): PreSendAction {
	return async function (this, request: CheckedRequest) {
		if (request[ERROR]) return request;
		try {
			return await check.call(this, request);
		} catch (error) {
			return { ...request, [ERROR]: { error } } as CheckedRequest;
		}
	};
}

/** Marks a request as not to be sent: its input item has no results. */
function skip(request: IHttpRequestOptions): IHttpRequestOptions {
	const skipped: CheckedRequest = { ...request, [SKIPPED]: true };
	return skipped;
}

/**
 * Reads the outcome of all checks.
 * @returns whether to send the request; if not, its input item has no results
 * @throws the deferred error
 */
export function shouldSend(request: IHttpRequestOptions): boolean {
	const { [ERROR]: deferred, [SKIPPED]: isSkipped }: CheckedRequest = request;
	if (deferred) throw deferred.error;
	return isSkipped === undefined;
}

/** A value to check and send, a blank field, or an empty expression that means no results. */
type ValueKind = 'value' | 'blank' | 'noResults';

interface GuardOptions {
	/** The collection that the field is in. */
	collection?: 'filters' | 'additionalFields';
	/** A trigger has no input items to name in an error. */
	isTrigger?: boolean;
	/** The operation cannot run without the field. */
	isRequired?: boolean;
	/** The field says what to change, or which record to get: it limits nothing. */
	isInput?: boolean;
	/** The form has no option Empty Expressions: an empty expression always stops. */
	alwaysStops?: boolean;
}

interface Classified {
	kind: ValueKind;
	/** What the field's own check sees. */
	value: unknown;
}

/**
 * Guards a field that limits what is returned, or says what to change. If its expression is empty, the option
 * Empty Expressions decides what happens.
 */
export function guardField(
	field: INodeProperties,
	{
		collection,
		isTrigger = false,
		isRequired = false,
		isInput = false,
		alwaysStops = false,
	}: GuardOptions = {},
): INodeProperties {
	const { name, routing } = field;
	const { preSend: checks = [], property = name } = routing?.send ?? {};
	if (checks.length === 0) return field;
	const path = collection === undefined ? name : `${collection}.${name}`;

	/**
	 * Distinguishes an empty expression from one that was left blank. What to change is never a part of what was meant, so
	 * that a list with an empty entry is empty, too.
	 */
	function classifyValue(
		context: IExecuteSingleFunctions,
		raw: unknown,
		value: unknown,
	): ValueKind {
		if (!hasExpression(raw)) return 'value';
		if (isFilledByModel(raw)) return isEmptyModelValue(value) ? 'blank' : 'value';
		const isPartial = isInput && holdsIds(field) && !isEmptyValue(value) && lacksEntry(value, raw);
		if (!isPartial && !isEmptyValue(value)) return 'value';
		const choice = alwaysStops ? 'stop' : readEmptyExpressions(context, !isInput);
		if (choice === 'noResults') return 'noResults';
		if (choice === 'stop') {
			throwEmptyExpression(context, field, {
				isTrigger,
				isRequired,
				isInput,
				isPartial,
				alwaysStops,
			});
		}
		return 'blank';
	}

	/**
	 * Each row counts by itself. One with an empty expression adds nothing to the others of a filter.
	 * @param isNothing the check found nothing to send in the value: the text may hold only separators
	 */
	function classify(
		context: IExecuteSingleFunctions,
		value: unknown,
		isNothing = false,
	): Classified {
		const kindOf = (raw: unknown, one: unknown): ValueKind =>
			classifyValue(context, raw, isNothing ? undefined : one);
		const raw = rawParameter(context, path);
		const rows = readRows(field, value);
		const rawRows = readRows(field, raw);
		if (rows === undefined || rows.length !== rawRows?.length) {
			const values = rows ?? mappedValues(value);
			return { kind: kindOf(mappedValues(locatorValue(raw)), values), value };
		}
		const kinds = rows.map((row, at) => kindOf(rawRows[at], row));
		const filled = rows.filter((row, at) => kinds[at] === 'value' && !isEmptyValue(row));
		const isPart = isInput && kinds.includes('noResults');
		if (filled.length > 0 && !isPart) return { kind: 'value', value: filled };
		return { kind: kinds.includes('noResults') ? 'noResults' : 'blank', value: '' };
	}

	async function check(this: IExecuteSingleFunctions, request: IHttpRequestOptions) {
		const given = valueAt(request.qs, property);
		const classified = classify(this, given);
		let { kind } = classified;
		// The field's own check sees a blank instead of what the empty expression returned.
		const value = kind === 'value' || isRequired ? classified.value : '';
		let checked = request;
		if (value !== given) {
			checked = { ...request, qs: withValue(request.qs ?? {}, property, value) };
		}
		// A required field would report the blank.
		if (kind === 'noResults' && isRequired) return skip(checked);
		for (const one of checks) checked = await one.call(this, checked);
		if (kind === 'value' && valueAt(checked.qs, property) === undefined) {
			({ kind } = classify(this, given, true));
		}
		return kind === 'noResults' ? skip(checked) : checked;
	}
	return {
		...field,
		routing: { ...routing, send: { ...routing?.send, preSend: [deferErrors(check)] } },
	};
}
