/** The machine's browser, with n8n's editor. */
import { existsSync } from 'node:fs';
import type { Browser as Chromium, Page } from 'playwright-core';
import { chromium, selectors } from 'playwright-core';
import type { Owner } from '../running/rest';

export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const DEBIAN_CHROMIUM = '/usr/bin/chromium';
const ARGS =
	'--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
/** n8n's editor is large, and test machines are busy. */
const PATIENCE_MS = 60_000;
/** A usual laptop. */
export const VIEWPORT = { width: 1440, height: 900 };

/** The path of Chromium, or CHROMIUM_BIN. */
function chromiumPath(): string {
	const { CHROMIUM_BIN } = process.env;
	const path = CHROMIUM_BIN ? CHROMIUM_BIN : DEBIAN_CHROMIUM;
	if (existsSync(path)) return path;
	throw new Error(
		`There is no Chromium at ${path}. Install the Debian package "chromium" (apt-get install chromium), or set CHROMIUM_BIN to a Chromium or Chrome that is installed.`,
	);
}

/** @throws if there is none, with how to install one */
export async function launchChromium(): Promise<Chromium> {
	return await chromium.launch({ executablePath: chromiumPath(), args: ARGS.split(' ') });
}

export class Browser {
	private constructor(private readonly chromium: Chromium) {}

	/** @throws if there is none, with how to install one */
	static async start(): Promise<Browser> {
		selectors.setTestIdAttribute('data-test-id');
		return new Browser(await launchChromium());
	}

	/** A new page without a sign-in. Links may be relative to n8n's address. */
	async page(baseURL: string, theme: Theme = 'light'): Promise<Page> {
		const context = await this.chromium.newContext({
			baseURL,
			colorScheme: theme,
			viewport: VIEWPORT,
			reducedMotion: 'reduce',
		});
		await context.addInitScript(`localStorage.setItem('N8N_THEME', '${theme}')`);
		const page = await context.newPage();
		page.setDefaultTimeout(PATIENCE_MS);
		page.setDefaultNavigationTimeout(PATIENCE_MS);
		const news = page.getByRole('button', { name: 'Got it' });
		await page.addLocatorHandler(news, async () => await news.click());
		return page;
	}

	async close(): Promise<void> {
		await this.chromium.close();
	}
}

/** Signs in through the form, and waits for the first page. */
export async function signIn(page: Page, { email, password }: Owner): Promise<void> {
	await page.goto('/signin');
	await page.locator('input[name=emailOrLdapLoginId]').fill(email);
	await page.locator('input[name=password]').fill(password);
	await page.getByTestId('form-submit-button').click();
	await page.waitForURL(({ pathname }) => pathname.startsWith('/home'));
}
