import type { Field } from './fields';
import { parseXml } from './xml';

export type Shape = Readonly<Record<string, Field<unknown>>>;
export type BodyOf<S extends Shape> = {
	[Name in keyof S]: S[Name] extends Field<infer T> ? T : never;
};
export interface BodySource {
	contentType: string | undefined;
	text: string;
	maxIds: number;
}
export interface ReadBody<S extends Shape> {
	values: BodyOf<S>;
	/** The reasons for a 400. Each names the field. */
	problems: string[];
	/** The names of fields that the documentation does not know. */
	unknown: string[];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields of a body as JSON values, by their names. Throws what is wrong with the whole body. */
function rawFields(shape: Shape, { contentType = '', text }: BodySource): Record<string, unknown> {
	const type = contentType.split(';')[0].trim().toLowerCase();
	if (type === 'application/json') {
		const value: unknown = JSON.parse(text);
		if (!isObject(value)) throw new Error('The body is not an object');
		return value;
	}
	if (type !== 'application/xml' && type !== 'text/xml')
		throw new Error('Content-Type must be application/json or application/xml');
	return Object.fromEntries(
		parseXml(text).children.map((one) => [one.name, shape[one.name]?.fromXml(one) ?? one.text]),
	);
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Reads a body in JSON or XML. Fields that are not in the shape are ignored, and named. */
export function readBody<S extends Shape>(shape: S, source: BodySource): ReadBody<S> {
	const problems: string[] = [];
	let raw: Record<string, unknown> = {};
	try {
		raw = rawFields(shape, source);
	} catch (error) {
		return { values: {} as BodyOf<S>, problems: [`Body: ${reason(error)}`], unknown: [] };
	}
	const values = Object.entries(shape).map(([name, field]): [string, unknown] => {
		if (raw[name] === undefined) {
			if (field.required) problems.push(`Field ${name} is missing`);
			return [name, undefined];
		}
		try {
			const value = field.read(raw[name]);
			if (field.limited && Array.isArray(value) && value.length > source.maxIds)
				problems.push(`Field ${name}: ${value.length} ids, more than ${source.maxIds}`);
			return [name, value];
		} catch (error) {
			problems.push(`Field ${name}: ${reason(error)}`);
			return [name, undefined];
		}
	});
	const unknown = Object.keys(raw).filter((name) => !(name in shape));
	return { values: Object.fromEntries(values) as BodyOf<S>, problems, unknown };
}
