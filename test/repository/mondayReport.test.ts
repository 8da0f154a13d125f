/** The Code node of the example monday-report: its numbers, and names that look like HTML. */
import { runInNewContext } from 'node:vm';
import { DateTime } from 'luxon';
import { readExamples } from '../support/examples';

interface Row {
	department: string;
	course: string;
	count_finished: number;
	sum_finished: number;
	sum_overdue: number;
	sum_progress: number;
}

/** What Summarize returns for a course in which these learners are finished, overdue and neither. */
const row = (
	[department, course]: readonly [string, string],
	[finished, overdue, open]: readonly number[],
	progress: number,
): Row => ({
	department,
	course,
	count_finished: finished + overdue + open,
	sum_finished: finished,
	sum_overdue: overdue,
	sum_progress: progress,
});

function writeReport(...rows: Row[]): { subject: string; html: string } {
	const example = readExamples().find(({ folder }) => folder === 'monday-report');
	const { jsCode } =
		example?.workflow.nodes.find(({ name }) => name === 'Write report')?.parameters ?? {};
	const items = rows.map((json) => ({ json }));
	const [{ json }] = runInNewContext(`(() => {${String(jsCode)}})()`, {
		$input: { all: () => items },
		$now: DateTime.fromISO('2026-11-30T07:00:00', { zone: 'Europe/Berlin' }),
	}) as Array<{ json: { subject: string; html: string } }>;
	return json;
}

/** The cells of the table, without bars and indents. The first row has the headings. */
const cellsOf = (html: string): string[][] =>
	[...html.matchAll(/^<tr[^>]*>(.*)<\/tr>$/gm)].map(([, cells]) =>
		[...cells.replace(/<table.*?<\/table>/g, '').matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(
			([, text]) => text.replace(/<\/?b>|&nbsp; /g, ''),
		),
	);

/** The bars of the table: the width in percent and the color of each part. */
const barsOf = (html: string): string[][] =>
	[...html.matchAll(/<table width="180".*?<\/table>/g)].map(([bar]) =>
		[...bar.matchAll(/<td width="(\d+%)" bgcolor="(#\w+)"/g)].map(
			([, width, color]) => `${width} ${color}`,
		),
	);

const GREEN = '#2e9e5b';
const RED = '#d64545';
const GRAY = '#c9d2dc';

test('counts by department and course, weighted by learners', () => {
	const { subject, html } = writeReport(
		row(['Sales', 'Fire drill'], [3, 1, 0], 350),
		row(['Sales', 'Onboarding'], [0, 0, 1], 0),
		row(['Training', 'Fire drill'], [1, 0, 0], 100),
	);
	expect(subject).toBe('Training report, 30 November 2026');
	expect(cellsOf(html)).toEqual([
		['', 'Finished', 'Overdue', 'Open', 'Average progress', ''],
		['All departments', '4', '1', '1', '75%', ''],
		['Sales', '3', '1', '1', '70%', ''],
		['Fire drill', '3', '1', '0', '88%', ''],
		['Onboarding', '0', '0', '1', '0%', ''],
		['Training', '1', '0', '0', '100%', ''],
		['Fire drill', '1', '0', '0', '100%', ''],
	]);
});

test('draws a bar of what is finished, overdue and open', () => {
	const bars = barsOf(
		writeReport(row(['A', 'One'], [1, 1, 2], 0), row(['A', 'Two'], [0, 0, 996], 0)).html,
	);
	expect(bars).toEqual([
		[`1% ${GREEN}`, `1% ${RED}`, `100% ${GRAY}`],
		[`1% ${GREEN}`, `1% ${RED}`, `100% ${GRAY}`],
		[`25% ${GREEN}`, `25% ${RED}`, `50% ${GRAY}`],
		[`100% ${GRAY}`],
	]);
});

test.each([
	['<b>&', '&#60;b&#62;&#38;'],
	['"><script>alert(1)</script>', '&#34;&#62;&#60;script&#62;alert(1)&#60;/script&#62;'],
	["R&amp;D, it's", 'R&#38;amp;D, it&#39;s'],
	['{{ $json }} $& 数据', '{{ $json }} $&#38; 数据'],
])('shows %s as text', (name, escaped) => {
	const { html } = writeReport(row([name, name], [1, 0, 0], 100));
	const shown = cellsOf(html).map(([first]) => first);
	expect(shown).toEqual(['', 'All departments', escaped, escaped]);
});

test('has no scripts, styles or pictures, and styles that every mail program shows', () => {
	const { html } = writeReport(row(['Sales', 'Fire drill'], [3, 1, 0], 350));
	const tags = new Set([...html.matchAll(/<(\w+)/g)].map(([, tag]) => tag));
	expect([...tags].sort()).toEqual(
		['b', 'body', 'h1', 'head', 'html', 'meta', 'p', 'span', 'table', 'td', 'title', 'tr'].sort(),
	);
	expect(html).not.toMatch(/\bclass=|flex|grid|position|url\(|https?:/);
	for (const [open] of html.matchAll(/<(td|h1|p)\b[^>]*>/g)) expect(open).toMatch(/style="font/);
});

test('150 lines are below the limit of Gmail', () => {
	const courses = Array.from({ length: 14 }, (_, i) => `Code of conduct, part ${i}`);
	const rows = courses.flatMap((course) =>
		Array.from({ length: 10 }, (_, i) => row([`Department ${i}`, course], [120, 14, 33], 9000)),
	);
	expect(Buffer.byteLength(writeReport(...rows).html)).toBeLessThan(102 * 1024);
});
