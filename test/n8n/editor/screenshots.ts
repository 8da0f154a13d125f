/** Pictures for the README. With SCREENSHOTS=1 they go to docs/images, otherwise to a temporary folder. */
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { ROOT } from '../../support/package';
import type { Theme } from './browser';

/** Elements that appear by themselves, follow the mouse, or overlap the edge of a picture. */
const HIDDEN =
	'.el-notification, [class*=toast], .el-popper.is-dark, [data-reka-popper-content-wrapper]:has([role=tooltip]), [data-test-id=floating-nodes] { display: none !important; }';

export interface Area {
	x: number;
	y: number;
	width: number;
	height: number;
}

export class Screenshots {
	private readonly isKept = process.env.SCREENSHOTS === '1';
	private readonly folder = this.isKept
		? join(ROOT, 'docs', 'images')
		: mkdtempSync(join(tmpdir(), 'n8n-pictures-'));

	/**
	 * Takes one of a part of the page.
	 * @returns its size in bytes
	 */
	async take(page: Page, name: string, theme: Theme, clip: Area): Promise<number> {
		mkdirSync(this.folder, { recursive: true });
		const path = join(this.folder, `${name}-${theme}.png`);
		await page.mouse.move(0, 0);
		await page.screenshot({ path, clip, style: HIDDEN, animations: 'disabled', caret: 'hide' });
		return statSync(path).size;
	}

	close(): void {
		if (!this.isKept) rmSync(this.folder, { recursive: true, force: true });
	}
}

/** Where an element is on the page. */
export async function areaOf(element: Locator): Promise<Area> {
	const area = await element.boundingBox();
	if (area === null) throw new Error('What should be in the picture is not on the page');
	return area;
}

/** The smallest area that contains all of these. */
export function around(...areas: readonly Area[]): Area {
	const x = Math.min(...areas.map((one) => one.x));
	const y = Math.min(...areas.map((one) => one.y));
	return {
		x,
		y,
		width: Math.max(...areas.map((one) => one.x + one.width)) - x,
		height: Math.max(...areas.map((one) => one.y + one.height)) - y,
	};
}
