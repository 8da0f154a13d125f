/**
 * What the package reads although a strict reader refuses it, each with its reason. Here a body is
 * written anew without it, so that the two can be compared all the same.
 */
interface Tolerance {
	what: string;
	because: string;
	/** In text and attributes, outside of CDATA sections. */
	strictened: (text: string) => string;
}

const UNFIT = /[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const KNOWN = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);

/** The code of a character that XML has not, halves of surrogate pairs among them. */
const isUnfit = (code: number): boolean =>
	(code < 0x20 && ![9, 10, 13].includes(code)) ||
	(code >= 0xd800 && code <= 0xdfff) ||
	code === 0xfffe ||
	code === 0xffff;

export const TOLERATED: readonly Tolerance[] = [
	{
		what: 'names of entities that nobody declared',
		because: 'people paste &nbsp; and &copy; into titles; one of them should not refuse the page',
		strictened: (text) =>
			text
				.replaceAll('&nbsp;', '&#160;')
				.replace(/&([^ \t\r\n#&;<>"']+);/g, (all, name: string) =>
					KNOWN.has(name) ? all : `&amp;${name};`,
				),
	},
	{
		what: 'references by number to what is no character of XML',
		because:
			'they come with text pasted from word processors, and with emoji written as two halves; JSON has them too',
		strictened: (text) =>
			withoutUnfit(
				text.replace(/&#(?:(\d+)|x([0-9a-fA-F]+));/g, (all, decimal?: string, hex?: string) => {
					const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
					return isUnfit(code) ? String.fromCodePoint(code) : all;
				}),
			),
	},
];

/**
 * Control characters as they are: for the same reason, but they stay in the text. Here others stand
 * for them: a blank for the two that JavaScript trims like blanks.
 */
const withoutUnfit = (text: string): string =>
	text.replace(/[\v\f]/g, ' ').replace(UNFIT, '\uE000');

const CDATA = /(<!\[CDATA\[[\s\S]*?\]\]>)/;

/** The body without what is tolerated. JSON is left as it is: nothing is tolerated there. */
export function strictened(body: string): string {
	const text = body.replace(/^\uFEFF/, '').trim();
	if (text.startsWith('{')) return text;
	return text
		.split(CDATA)
		.map((part, at) =>
			at % 2 === 1
				? withoutUnfit(part)
				: TOLERATED.reduce((left, one) => one.strictened(left), withoutUnfit(part)),
		)
		.join('');
}

/** The same value without control characters in its texts. */
export function withoutTolerated<T>(value: T): T {
	const text = JSON.stringify(value, (_name, held: unknown) =>
		typeof held === 'string' ? withoutUnfit(held) : held,
	);
	return JSON.parse(text) as T;
}
