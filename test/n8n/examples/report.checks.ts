/** The email of monday-report, as Chromium shows it. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ROOT } from '../../support/package';
import { launchChromium } from '../editor/browser';
import { expectedReport } from './expected';
import type { ExampleServer, Format } from './exampleServer';
import { TAKES_PICTURES } from './exampleServer';
import { emailsOf, TEST_ADDRESS } from './mail.checks';

const FOLDER = 'monday-report';
const PICTURE = join(ROOT, 'docs', 'images', 'monday-report.png');
const MOST_BYTES_OF_PICTURE = 100_000;
/** The part of the report in the picture: its head and the first departments. */
const SHOWN = { x: 0, y: 0, width: 842, height: 560 };

/** A line of the report: its texts, and the widths of the parts of its bar. */
interface Line {
	texts: string[];
	widths: number[];
}

/** What a reader sees in the table, line by line. */
async function linesOf(page: Page): Promise<Line[]> {
	return await page.locator('body > table > tbody > tr').evaluateAll((rows) =>
		rows.map((row) => ({
			texts: [...row.children].slice(0, -1).map((cell) => (cell.textContent ?? '').trim()),
			widths: [...row.querySelectorAll(':scope table td')].map(
				(part) => part.getBoundingClientRect().width,
			),
		})),
	);
}

async function showing<T>(html: string, look: (page: Page) => Promise<T>): Promise<T> {
	const browser = await launchChromium();
	try {
		const page = await browser.newPage({ viewport: { width: 900, height: 800 } });
		page.on('request', (request) => {
			throw new Error(`The report requests ${request.url()}`);
		});
		await page.setContent(html);
		return await look(page);
	} finally {
		await browser.close();
	}
}

export function checkReport(server: () => ExampleServer, format: Format): void {
	test(`${FOLDER} sends one report to the test address, with every department and course`, async () => {
		const settings = { testAddress: TEST_ADDRESS };
		const [email, ...others] = await emailsOf(server(), FOLDER, { format, settings });
		expect(others).toEqual([]);
		expect(email.to).toEqual([TEST_ADDRESS]);
		expect(email.type).toMatch(/^text\/html/);
		expect(email.subject).toMatch(/^Training report, \d+ \w+ \d{4}$/);

		const expected = expectedReport(server().simulator(format));
		if (!TAKES_PICTURES) expect(expected.some(({ texts }) => /<.*>/.test(texts[0]))).toBe(true);
		const lines = await showing(email.body, linesOf);
		expect(lines[0].texts).toEqual(['', 'Finished', 'Overdue', 'Open', 'Average progress']);
		expect(lines.slice(1).map(({ texts }) => texts)).toEqual(expected.map(({ texts }) => texts));
		for (const [i, { texts, widths }] of lines.slice(1).entries()) {
			const total = widths.reduce((sum, width) => sum + width, 0);
			const parts = expected[i].parts.filter((part) => part > 0);
			expect({ texts, parts: widths.length }).toEqual({ texts, parts: parts.length });
			const all = parts.reduce((sum, part) => sum + part, 0);
			parts.forEach((part, n) => expect(widths[n] / total).toBeCloseTo(part / all, 1));
		}

		if (TAKES_PICTURES && format === 'json') {
			await showing(
				email.body,
				async (page) => await page.screenshot({ path: PICTURE, clip: SHOWN }),
			);
		}
		expect(statSync(PICTURE).size).toBeLessThan(MOST_BYTES_OF_PICTURE);
	});

	test(`without test mode, ${FOLDER} goes to all recipients`, async () => {
		const settings = { testMode: false, recipients: 'hr@example.org, boss@example.org' };
		const emails = await emailsOf(server(), FOLDER, { format, settings });
		expect(emails.map(({ to }) => to)).toEqual([['hr@example.org', 'boss@example.org']]);
	});
}
