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
import { valueAt, withValue } from '../parameter';
import { readEmptyExpressions, throwEmptyExpression } from './emptyExpressions';
import {
	hasExpression,
	isEmptyModelValue,
	isEmptyValue,
	isFilledByModel,
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
	collection?: 'filters';
	/** A trigger has no input items to name in an error. */
	isTrigger?: boolean;
}

/**
 * Guards a field that limits what is returned. If its expression is empty, the option Empty Expressions
 * decides what happens.
 */
export function guardField(
	field: INodeProperties,
	{ collection, isTrigger = false }: GuardOptions = {},
): INodeProperties {
	const { name, required = false, routing } = field;
	const { preSend: checks = [], property = name } = routing?.send ?? {};
	if (checks.length === 0) return field;
	const path = collection === undefined ? name : `${collection}.${name}`;

	/** Distinguishes an empty expression from a field that was left blank. */
	function classify(context: IExecuteSingleFunctions, value: unknown): ValueKind {
		const raw = rawParameter(context, path);
		if (!hasExpression(raw)) return 'value';
		if (isFilledByModel(raw)) return isEmptyModelValue(value) ? 'blank' : 'value';
		if (!isEmptyValue(value)) return 'value';
		const choice = readEmptyExpressions(context);
		if (choice === 'noResults') return 'noResults';
		if (choice === 'stop') throwEmptyExpression(context, field, isTrigger);
		return 'blank';
	}

	async function check(this: IExecuteSingleFunctions, request: IHttpRequestOptions) {
		let kind = classify(this, valueAt(request.qs, property));
		let checked = request;
		if (kind !== 'value' && !required) {
			// The field's own check sees a blank instead of what the empty expression returned.
			checked = { ...request, qs: withValue(request.qs ?? {}, property, '') };
		}
		// A required field would report the blank.
		if (kind === 'noResults' && required) return skip(checked);
		for (const one of checks) checked = await one.call(this, checked);
		if (kind === 'value' && valueAt(checked.qs, property) === undefined) {
			// The check found nothing to send: the text may hold only separators.
			kind = classify(this, undefined);
		}
		return kind === 'noResults' ? skip(checked) : checked;
	}
	return {
		...field,
		routing: { ...routing, send: { ...routing?.send, preSend: [deferErrors(check)] } },
	};
}
