/**
 * Pictures of workflows as the editor shows them: the canvas alone, cut to what is on it.
 * `npx tsx test/n8n/pictures.ts` takes those of the examples anew, or only of those that it names: `… pictures.ts data-table leavers`.
 */
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from './editor/browser';
import { EXAMPLES_FOLDER, filledIn, readExamples } from './examples/read';
import { installN8n } from './install/install';
import { Instance } from './instance';
import { credentialOf } from './workflows';

/** Wide enough for the longest example in full size. */
const SIZE = { width: 2300, height: 1300 };
const MARGIN = 24;
const HOST = 'https://api-learn.ispringlearn.com';
/** Nodes have their names and descriptions below them. */
const BELOW = 64;

/** Elements that cover the canvas. */
const HIDDEN = [
	'[data-test-id="canvas-controls"]',
	'[data-test-id^="execute-workflow-button"]',
	'.vue-flow__controls',
	'.vue-flow__minimap',
	'.vue-flow__background',
];
const ON_CANVAS = '.vue-flow__node';

const WAIT_MS = 120_000;
const ICONS_ARE_THERE = '[...document.images].every((image) => image.complete)';

/** A signed-in browser for one n8n. */
export class Pictures {
	private constructor(
		private readonly url: string,
		private readonly browser: Browser,
		private readonly context: BrowserContext,
	) {}

	/** @param cookie the cookie of a session, as `name=value` */
	static async start(url: string, cookie: string): Promise<Pictures> {
		const browser = await launchChromium();
		const context = await browser.newContext({ viewport: SIZE, colorScheme: 'light' });
		const [name, value] = cookie.split('=');
		await context.addCookies([{ name, value, url }]);
		return new Pictures(url, browser, context);
	}

	/** Writes the picture of a stored workflow to a file. */
	async take(workflow: string, path: string): Promise<void> {
		const page = await this.context.newPage();
		await page.goto(`${this.url}/workflow/${workflow}`);
		await page.locator(ON_CANVAS).first().waitFor({ timeout: WAIT_MS });
		await page.addStyleTag({ content: `${HIDDEN.join(',')} { display: none !important; }` });
		await page.waitForFunction(ICONS_ARE_THERE, undefined, { timeout: WAIT_MS });
		await page.keyboard.press('1');
		await standsStill(page);
		await page.screenshot({ path, clip: await clipOf(page), animations: 'disabled' });
		await page.close();
	}

	async close(): Promise<void> {
		await this.browser.close();
	}
}

/** The editor moves its canvas when it fits the workflow. */
async function standsStill(page: Page): Promise<void> {
	let before = '';
	for (const deadline = Date.now() + WAIT_MS; Date.now() < deadline; ) {
		await page.waitForTimeout(500);
		const now = JSON.stringify(await clipOf(page));
		if (now === before) return;
		before = now;
	}
	throw new Error('The canvas does not come to rest');
}

async function clipOf(page: Page) {
	const boxes = await Promise.all(
		(await page.locator(ON_CANVAS).all()).map(async (one) => await one.boundingBox()),
	);
	const found = boxes.filter((box) => box !== null);
	const x = Math.min(...found.map((box) => box.x)) - MARGIN;
	const y = Math.min(...found.map((box) => box.y)) - MARGIN;
	const right = Math.max(...found.map((box) => box.x + box.width)) + MARGIN;
	const bottom = Math.max(...found.map((box) => box.y + box.height)) + BELOW;
	return { x, y, width: right - x, height: bottom - y };
}

async function main(): Promise<void> {
	const n8n = await Instance.start({ n8n: await installN8n() });
	try {
		// The account receives no request: it is only shown.
		const nobody = credentialOf({ url: HOST, clientId: 'id', clientSecret: 'secret' });
		const credential = { ...nobody, id: await n8n.rest.createCredential(nobody) };
		const pictures = await Pictures.start(n8n.url, n8n.rest.cookie);
		const [, , ...named] = process.argv;
		const wanted = readExamples().filter(
			({ folder }) => named.length === 0 || named.includes(folder),
		);
		for (const { folder, workflow } of wanted) {
			const filled = filledIn(workflow, credential);
			const id = await n8n.rest.createWorkflow(filled);
			await pictures.take(id, join(EXAMPLES_FOLDER, folder, 'picture.png'));
			process.stdout.write(`${folder}\n`);
		}
		await pictures.close();
	} finally {
		await n8n.stop();
	}
}

if (require.main === module) {
	main().catch((error: unknown) => {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		process.exitCode = 1;
	});
}
