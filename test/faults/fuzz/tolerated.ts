/**
 * What the package accepts although a strict parser rejects it, and why. Bodies are rewritten without it,
 * so that both results can be compared.
 */
interface Tolerance {
	what: string;
	because: string;
	/** Rewrites text outside CDATA sections. */
	rewrite: (text: string) => string;
}

const NON_CHARACTERS = /[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const KNOWN = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);

/** True for a code point that is no character of XML, such as a surrogate. */
const isNonCharacter = (code: number): boolean =>
	(code < 0x20 && ![9, 10, 13].includes(code)) ||
	(code >= 0xd800 && code <= 0xdfff) ||
	code === 0xfffe ||
	code === 0xffff;

export const TOLERATED: readonly Tolerance[] = [
	{
		what: 'undeclared entities',
		because:
			'people paste &nbsp; and &copy; into titles, and one of them should not reject the page',
		rewrite: (text) =>
			text
				.replaceAll('&nbsp;', '&#160;')
				.replace(/&([^ \t\r\n#&;<>"']+);/g, (all, name: string) =>
					KNOWN.has(name) ? all : `&amp;${name};`,
				),
	},
	{
		what: 'numeric references to non-characters',
		because:
			'they come with text pasted from word processors, and with emoji written as two halves; JSON has them too',
		rewrite: (text) =>
			replaceNonCharacters(
				text.replace(/&#(?:(\d+)|x([0-9a-fA-F]+));/g, (all, decimal?: string, hex?: string) => {
					const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
					return isNonCharacter(code) ? String.fromCodePoint(code) : all;
				}),
			),
	},
];

/** Replaces non-characters, which the package accepts for the same reason. JavaScript trims two of them as blanks. */
const replaceNonCharacters = (text: string): string =>
	text.replace(/[\v\f]/g, ' ').replace(NON_CHARACTERS, '\uE000');

const CDATA = /(<!\[CDATA\[[\s\S]*?\]\]>)/;

/** Rewrites a body without what is tolerated. In JSON, nothing is. */
export function makeStrict(body: string): string {
	const text = body.replace(/^\uFEFF/, '').trim();
	if (text.startsWith('{')) return text;
	return text
		.split(CDATA)
		.map((part, at) =>
			at % 2 === 1
				? replaceNonCharacters(part)
				: TOLERATED.reduce((left, one) => one.rewrite(left), replaceNonCharacters(part)),
		)
		.join('');
}

/** Replaces the non-characters in all texts of a value. */
export function withoutTolerated<T>(value: T): T {
	const text = JSON.stringify(value, (_name, inner: unknown) =>
		typeof inner === 'string' ? replaceNonCharacters(inner) : inner,
	);
	return JSON.parse(text) as T;
}
