import {
	emptyAnswer,
	errorAnswer,
	idAnswer,
	objectAnswer,
	textAnswer,
	type Answer,
	type Format,
} from '../formats';
import type { BodySource } from './body';
import { Refusal, type Call, type Write } from './write';

export interface WriteRequest {
	write: Write;
	call: Call;
	source: Pick<BodySource, 'contentType' | 'text'>;
	format: Format;
	/** Whether the request has `X-Return-Object: true`, which makes the answer to a create "an object that holds the id". */
	wantsObject: boolean;
	/** False: everything is checked, and nothing done, because the answer will be a fault. */
	isDone: boolean;
	remarks: { unknown: string[]; violations: string[] };
}

function createdAnswer({ write, call, format, wantsObject }: WriteRequest, id: string): Answer {
	const { created } = call.rules;
	const object = (key: string): Answer => objectAnswer(format, write.status, { [key]: id });
	const answers: Record<typeof created, () => Answer> = {
		id: () => (wantsObject ? object(write.created as string) : idAnswer(format, write.status, id)),
		object: () => object(write.created as string),
		idObject: () => object('id'),
		responseObject: () => object('response'),
		text: () => textAnswer(write.status, id),
		xml: () => idAnswer('xml', write.status, id),
		empty: () => emptyAnswer(format, write.status),
	};
	return answers[created]();
}

/** Does what a request asks for, and answers it. */
export async function writeAnswer(request: WriteRequest): Promise<Answer> {
	const { write, call, source, format, isDone, remarks } = request;
	const { rules, rejections } = call;
	const unknown: string[] = [];
	let id: string | void = undefined;
	try {
		const commit = write.plan(call, { ...source, maxIds: rules.maxIds }, { unknown });
		if (isDone && (rejections.length === 0 || rules.bulk === 'partial')) id = await commit();
		if (rejections.length > 0) throw new Refusal(400, rejections.join('; '));
	} catch (error) {
		const { status, message, malformed } =
			error instanceof Refusal ? error : new Refusal(500, String(error), true);
		if (malformed) remarks.violations.push(message);
		return errorAnswer(format, status, message);
	} finally {
		remarks.unknown.push(...unknown);
		remarks.violations.push(...unknown.map((name) => `Unknown field ${name}`));
	}
	if (typeof id === 'string') return createdAnswer(request, id);
	return emptyAnswer(format, rules.done === 'documented' ? write.status : rules.done);
}
