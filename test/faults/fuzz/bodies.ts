/** Complete pages to damage. They are small, so that a run can have many, and spelled in every way. */
import type { RawRecord } from '../../../nodes/IspringLearn/api/schema/record';
import { xmlPage } from '../../support/xml';
import type { Random } from '../../support/random';

const TITLES = [
	'',
	'007',
	' x ',
	'Größe & <b>"q"</b>',
	"it's 😀",
	'a]]>b',
	'<!DOCTYPE a>',
	'{"a":[1]}',
	'&amp;lt;',
	'line\nbreak\r\n',
];
const FIELDS = ['userId', 'moduleTitle', 'dueDate', '__proto__', 'constructor'];
const SPELLINGS = ['named', 'decimal', 'hex', 'cdata'] as const;

function someRecords(random: Random): RawRecord[] {
	return Array.from({ length: random.below(4) }, () =>
		Object.fromEntries(
			FIELDS.slice(0, random.between(1, FIELDS.length)).map((name) => [name, random.of(TITLES)]),
		),
	);
}

const someToken = (random: Random): string | null => random.of([null, 'MmEz==', '00123', 'a&b']);

export function jsonBody(random: Random): string {
	const list = random.of([
		{ results: someRecords(random) },
		{ results: someRecords(random).map((one) => ({ ...one, progress: 9.09, isOverdue: true })) },
		{ total: 2, results: someRecords(random) },
	]);
	const token = someToken(random);
	const page = random.of([
		{ ...list, nextPageToken: token },
		{ nextPageToken: token, ...list },
	]);
	return JSON.stringify(page, null, random.of([0, 0, 1]));
}

export function xmlBody(random: Random): string {
	const page = xmlPage(someRecords(random), someToken(random), random.of(SPELLINGS));
	const head = random.of(['', '<?xml version="1.0" encoding="UTF-8"?>\n', '<!-- a -->', '<?b c?>']);
	const body = random.of([
		page,
		page,
		page.replaceAll('><', '>\n\t<'),
		page.replace('<result>', '<result id="a>b" n=\'1\'>'),
		page.replace('</result>', '<tag>a</tag><tag><b>1</b></tag></result>'),
	]);
	return head + body;
}
