/** Damages a body at random places, or along its structure. */
import type { Random } from '../../support/random';

type Mutation = (body: string, random: Random) => string;

/** Snippets to insert. */
const SNIPPETS = [
	...['<', '>', '/', '&', '"', "'", '=', '{', '}', '[', ']', ',', ':', '\\', ' ', '\n', '\0', '\r'],
	...[
		'<result>',
		'</result>',
		'<results>',
		'</results>',
		'<results/>',
		'<response>',
		'</response>',
	],
	...[
		'<response/>',
		'<userId>',
		'</userId>',
		'<a b="',
		"<a b='c'/>",
		'<__proto__>',
		'<constructor/>',
	],
	...[
		'<!--',
		'-->',
		'--',
		'<![CDATA[',
		']]>',
		'<?a ',
		'?>',
		'<?xml version="1.0"?>',
		'<!DOCTYPE a>',
	],
	...[
		'<!ENTITY a "b">',
		'&amp;',
		'&lt;',
		'&#39;',
		'&#x1F600;',
		'&#0;',
		'&#xD800;',
		'&#xDC00;',
		'&#11;',
		'&nbsp;',
		'&a;',
		'&;',
	],
	...[
		'null',
		'true',
		'1e999',
		'-0',
		'"results":',
		'"results":[]',
		'"nextPageToken":',
		'"__proto__":{}',
	],
	...[
		'{}',
		'[]',
		'""',
		'\\u0000',
		'\\ud800',
		',,',
		'\uFEFF',
		'\u2028',
		'\u0085',
		'\uFFFE',
		'#text',
	],
];

function span(body: string, random: Random): [number, number] {
	const from = random.below(body.length + 1);
	return [from, Math.min(body.length, from + 1 + random.below(random.of([2, 8, 40])))];
}

/** Picks a part between two markup characters, which is often a complete element or member. */
function pickPart(body: string, random: Random): [number, number] {
	const marks = [...body.matchAll(/[<>{}[\],:"]/g)].map(({ index }) => index);
	if (marks.length < 2) return [0, body.length];
	const first = random.below(marks.length - 1);
	const last = Math.min(marks.length - 1, first + random.between(1, 8));
	return [marks[first], marks[last] + random.below(2)];
}

function flip(body: string, random: Random): string {
	const bytes = Buffer.from(body, 'utf8');
	if (bytes.length > 0) bytes[random.below(bytes.length)] ^= 1 << random.below(8);
	return bytes.toString('utf8');
}

function swap(body: string, random: Random): string {
	const [a, b] = span(body, random);
	const [c, d] = span(body, random);
	if (c < b) return body;
	return body.slice(0, a) + body.slice(c, d) + body.slice(b, c) + body.slice(a, b) + body.slice(d);
}

const without = (body: string, [from, to]: [number, number]): string =>
	body.slice(0, from) + body.slice(to);

const twice = (body: string, [from, to]: [number, number]): string =>
	body.slice(0, to) + body.slice(from);

function insert(body: string, snippet: string, random: Random): string {
	const at = random.below(body.length + 1);
	return body.slice(0, at) + snippet + body.slice(at);
}

/** Moves a part to another place. */
function move(body: string, random: Random): string {
	const [from, to] = pickPart(body, random);
	return insert(without(body, [from, to]), body.slice(from, to), random);
}

const MUTATIONS: readonly Mutation[] = [
	(body, random) => body.slice(0, random.below(body.length + 1)),
	(body, random) => body.slice(random.below(body.length + 1)),
	flip,
	flip,
	swap,
	(body, random) => without(body, span(body, random)),
	(body, random) => twice(body, span(body, random)),
	(body, random) => without(body, pickPart(body, random)),
	(body, random) => twice(body, pickPart(body, random)),
	move,
	(body, random) => insert(body, random.of(SNIPPETS), random),
	(body, random) => insert(body, random.of(SNIPPETS), random),
	(body, random) => {
		const [from, to] = pickPart(body, random);
		return body.slice(0, from) + random.of(SNIPPETS) + body.slice(to);
	},
];

/** Damages a body with one to three mutations. */
export function mutated(body: string, random: Random): string {
	let damaged = body;
	for (let left = random.between(1, 3); left > 0; left--) {
		damaged = random.of(MUTATIONS)(damaged, random);
	}
	// A decoded body never contains a lone surrogate.
	return Buffer.from(damaged, 'utf8').toString('utf8');
}
