/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a program of the repository, never shipped to n8n */
/** Pictures of workflows as the editor shows them: the canvas alone, cut to what is on it. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';
const ARGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];
const SIZE = { width: 1600, height: 1000 };
const MARGIN = 24;

/** What covers the canvas without being on it. */
const HIDDEN = [
	'[data-test-id="canvas-controls"]',
	'.vue-flow__controls',
	'.vue-flow__minimap',
	'.vue-flow__background',
];
const ON_CANVAS = '.vue-flow__node, .vue-flow__edge-path';

/** A signed-in browser that looks at one n8n. */
export class Pictures {
	private constructor(
		private readonly url: string,
		private readonly browser: Browser,
		private readonly context: BrowserContext,
	) {}

	/** @param cookie the cookie of somebody who is signed in, as `name=value` */
	static async start(url: string, cookie: string): Promise<Pictures> {
		const browser = await chromium.launch({ executablePath: EXECUTABLE, args: ARGS });
		const context = await browser.newContext({ viewport: SIZE, colorScheme: 'light' });
		const [name, value] = cookie.split('=');
		await context.addCookies([{ name, value, url }]);
		return new Pictures(url, browser, context);
	}

	/** Writes the picture of a stored workflow to a file. */
	async take(workflow: string, path: string): Promise<void> {
		const page = await this.context.newPage();
		await page.goto(`${this.url}/workflow/${workflow}`);
		await page.locator('.vue-flow__node').first().waitFor({ timeout: 60_000 });
		await page.waitForLoadState('networkidle');
		await page.keyboard.press('1');
		await page.addStyleTag({ content: `${HIDDEN.join(',')} { display: none !important; }` });
		await page.waitForTimeout(1500);
		await page.screenshot({ path, clip: await clipOf(page), animations: 'disabled' });
		await page.close();
	}

	async close(): Promise<void> {
		await this.browser.close();
	}
}

async function clipOf(page: Page) {
	const boxes = await Promise.all(
		(await page.locator(ON_CANVAS).all()).map(async (one) => await one.boundingBox()),
	);
	const found = boxes.filter((box) => box !== null);
	const x = Math.min(...found.map((box) => box.x)) - MARGIN;
	const y = Math.min(...found.map((box) => box.y)) - MARGIN;
	const right = Math.max(...found.map((box) => box.x + box.width)) + MARGIN;
	const bottom = Math.max(...found.map((box) => box.y + box.height)) + MARGIN;
	return { x, y, width: right - x, height: bottom - y };
}
