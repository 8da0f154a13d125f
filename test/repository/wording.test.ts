/** The texts on the forms and in the messages follow n8n's conventions and the package's vocabulary. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, SOURCES } from '../support/package';
import type { FormText } from '../support/wording/forms';
import { FIELD_LABELS, FORM_TEXTS } from '../support/wording/forms';
import { MESSAGE_TEXTS, OTHER_TEXTS } from '../support/wording/messages';
import { nextStepsIn, sentencesIn } from '../support/wording/sources';
import type { Rule } from '../support/wording/vocabulary';
import { findBroken, FORM_VOCABULARY, VOCABULARY } from '../support/wording/vocabulary';

const RULES: readonly Rule[] = [...VOCABULARY, ...FORM_VOCABULARY];

const MAX_HINT_LENGTH = 120;
/** n8n shows two lines below a choice of a dropdown, and cuts off the rest. */
const MAX_CHOICE_LENGTH = 116;

/** Without the tags of links and the values in quotation marks, and with abbreviations that do not look like the end of a sentence. */
const plain = (text: string): string =>
	text
		.replace(/<\/?(?:a|br)\b[^>]*>/g, '')
		.replace(/"[^"]*"/g, '""')
		.replaceAll('e.g.', 'eg')
		.replaceAll('...', '…');

const hasSeveralSentences = (text: string): boolean =>
	/[.!?]['"]? (?:[\p{Lu}'"]|n8n|iSpring)/u.test(plain(text));

/** The problems that any text can have. */
function findSlips(text: string): string[] {
	const shown = plain(text);
	return [
		...(/(?<=\S)\.\s*\.(?!\.)|[,;:]\s*\.|\.\s*[,;]/.test(shown)
			? ['punctuation marks in a row']
			: []),
		...(/(?<!\b(?:contain|or|the))\s[,.;:!?](?=\s|$)/.test(shown)
			? ['a space before a punctuation mark']
			: []),
		...(/ {2,}|^\s|\s$/.test(shown) ? ['spaces too many'] : []),
		...findBroken(shown, RULES),
	];
}

/** Whether "above" and "below" point at a field that is there. */
function findWrongDirections({ text, before, after }: FormText): string[] {
	return [...plain(text).matchAll(/\b(above|below)\b/gi)].flatMap(([, direction]) => {
		const labels = direction.toLowerCase() === 'above' ? before : after;
		return labels.some((name) => text.includes(name)) ? [] : [`nothing is ${direction}`];
	});
}

/** n8n's conventions for the texts of a form. */
function findBreaches({ where, kind, type, text }: FormText): string[] {
	const isPhrase = kind !== 'notice' && !hasSeveralSentences(text);
	const isBoolean = kind === 'description' && type === 'boolean';
	const isExample = kind === 'placeholder' && !/ollection$/.test(type ?? '') && type !== 'list';
	const isOfChoice = kind === 'description' && type === undefined && where.includes(' > ');
	return [
		...(isOfChoice && text.length > MAX_CHOICE_LENGTH ? ['a description that is cut off'] : []),
		...(isBoolean && !/^Whether /.test(text) ? ['a boolean without "Whether"'] : []),
		...(isExample && !/^(e\.g\. \S|$)/.test(text) ? ['a placeholder without "e.g."'] : []),
		...(kind === 'hint' && text.length > MAX_HINT_LENGTH ? ['a long hint'] : []),
		...(kind !== 'label' && isPhrase && /[^.…]\.$/.test(text) ? ['a phrase with a period'] : []),
		...(!isPhrase && !/[.!?:]$|\}\}$/.test(text) ? ['sentences without a period'] : []),
	];
}

const problemsOf = (text: FormText): string[] => [
	...findSlips(text.text),
	...findWrongDirections(text),
	...findBreaches(text),
];

describe.each(Object.entries(FORM_TEXTS))('the form of %s', (_name, texts) => {
	test('has texts, also in collections and options', () => {
		expect(texts.length).toBeGreaterThan(25);
		expect(texts.every(({ text }) => text !== 'undefined')).toBe(true);
	});

	test('says what it should', () => {
		const found = texts.map((one) => ({ ...one, problems: problemsOf(one) }));
		const wrong = found.filter(({ problems }) => problems.length > 0);
		expect(wrong.map(({ where, text, problems }) => ({ where, text, problems }))).toEqual([]);
	});
});

/** Labels that cannot be words of a sentence. */
const LONG_LABELS = [...FIELD_LABELS].filter((label) => /\p{L} \p{Lu}/u.test(label));

const escape = (text: string): string => text.replace(/[()[\]{}.*+?^$|\\]/g, '\\$&');

/** The names of fields in a message that are not in single quotation marks. */
const findUnquoted = (text: string): string[] =>
	LONG_LABELS.filter((label) =>
		new RegExp(`(?<!['\\w]|'[^']{0,40})${escape(label)}(?![\\w'])`).test(text),
	);

/** What is wrong with a headline and a description. */
const messageProblems = (headline: string, description: string): string[] => [
	...[headline, description].filter(Boolean).flatMap(findSlips),
	...findUnquoted(`${headline}. ${description}`).map((label) => `'${label}' without quotes`),
	...(/[^.]\.$/.test(headline) ? ['a headline with a period'] : []),
	...(description === '' || /\.$/.test(description) ? [] : ['a description without a period']),
];

describe('the messages', () => {
	test('are all there', () => {
		expect(MESSAGE_TEXTS.length).toBeGreaterThan(400);
	});

	test('say what they should, on every form', () => {
		const wrong = MESSAGE_TEXTS.flatMap(({ where, headline, description }) => {
			const problems = messageProblems(headline, description);
			return problems.length > 0 ? [{ where, headline, description, problems }] : [];
		});
		expect(wrong).toEqual([]);
	});

	test.each(OTHER_TEXTS)('as in the log: %s', (text) => {
		expect(findSlips(text)).toEqual([]);
	});
});

describe('the sources', () => {
	test.each(SOURCES)('%s has no words to avoid in its sentences', (file) => {
		const sentences = sentencesIn(file, readFileSync(join(ROOT, file), 'utf8'));
		const found = sentences.flatMap((text) =>
			findBroken(plain(text), RULES).map((problem) => ({ text, problem })),
		);
		expect(found).toEqual([]);
	});

	test.each(SOURCES)('%s has next steps that are whole sentences, and quote fields', (file) => {
		const steps = nextStepsIn(file, readFileSync(join(ROOT, file), 'utf8'));
		const found = steps.flatMap((text) =>
			messageProblems('', text).map((problem) => ({ text, problem })),
		);
		expect(found).toEqual([]);
	});

	test.each([
		["invalidField(context, 'Date', 'is empty', 'Turn on Return All');", 2],
		["const nextStep = 'Enter at least one user';", 1],
		["const OPERATION = { check: 'Look for the user with Search Lists.' };", 1],
		['const nextStep = `Use one of: ${names}. It is safe to run it again.`;', 0],
		["const OTHER = 'Enter at least one user';", 0],
	])('problems of a next step are found in: %s', (text, count) => {
		const steps = nextStepsIn('planted.ts', text);
		expect(steps.flatMap((one) => messageProblems('', one))).toHaveLength(count);
	});

	test.each([
		["const NEXT = { nextStep: () => 'Ask whoever runs your n8n.' };", 1],
		['const WHY = `The list of ${label} cannot be read`;', 1],
		['// It cannot be read, as comments may say.', 0],
		["const PHRASE = /all of these cannot match/; const NAME = 'e-mail';", 0],
	])('a sentence is found in: %s', (text, count) => {
		const sentences = sentencesIn('planted.ts', text);
		expect(sentences.flatMap((one) => findBroken(one, RULES))).toHaveLength(count);
	});
});

describe('the checks', () => {
	test.each(RULES)('find: $example', ({ pattern, example }) => {
		expect(pattern.test(example)).toBe(true);
		expect(findSlips(example)).not.toEqual([]);
	});

	const field = (more: Partial<FormText>): FormText => ({
		where: 'planted',
		kind: 'description',
		text: '',
		before: ['Limit'],
		after: ['Output'],
		...more,
	});

	test.each<[Partial<FormText>, string]>([
		[{ text: 'The courses selected. . Choose' }, 'punctuation marks in a row'],
		[{ text: 'One.<br/>. Two' }, 'punctuation marks in a row'],
		[{ text: 'One , two' }, 'a space before a punctuation mark'],
		[{ text: 'One  two' }, 'spaces too many'],
		[{ text: 'See Limit below' }, 'nothing is below'],
		[{ text: 'See Output above' }, 'nothing is above'],
		[{ text: 'Return all results', type: 'boolean' }, 'a boolean without "Whether"'],
		[{ text: 'https://example.com', kind: 'placeholder' }, 'a placeholder without "e.g."'],
		[{ text: 'x'.repeat(121), kind: 'hint' }, 'a long hint'],
		[{ text: 'The file format.' }, 'a phrase with a period'],
		[{ text: 'The file format. CSV is a table' }, 'sentences without a period'],
	])('find what is wrong with %j', (planted, problem) => {
		expect(problemsOf(field(planted))).toContain(problem);
	});

	test.each<Partial<FormText>>([
		{ text: 'See Limit above' },
		{ text: 'See Output below. Wait… and see.' },
		{ text: 'Whether to return all results', type: 'boolean' },
		{ text: 'Add Filter', kind: 'placeholder', type: 'collection' },
		{ text: 'e.g. a.b', kind: 'placeholder' },
		{ text: `The path can't contain . or .. or anything after the ? or #` },
		{ text: 'The server says "is not  a number.." and stops' },
		{ text: 'Use an <a href="https://docs.n8n.io/a..b">expression</a>' },
	])('accept %j', (planted) => {
		expect(problemsOf(field(planted))).toEqual([]);
	});

	test.each([
		['It stopped.', 'Run it again.', 'a headline with a period'],
		['It stopped', 'Run it again', 'a description without a period'],
		['It stopped', 'Turn on Return All.', "'Return All' without quotes"],
		['Check "Return All"', '', "'Return All' without quotes"],
	])('find what is wrong with the message %j, %j', (headline, description, problem) => {
		expect(messageProblems(headline, description)).toContain(problem);
	});

	test('accept names in quotation marks', () => {
		expect(messageProblems("An ID in 'Course Names or IDs' doesn't exist", '')).toEqual([]);
	});
});
