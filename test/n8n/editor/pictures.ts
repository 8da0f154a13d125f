/** Takes the README's pictures of the editor. Each function returns the size of its file in bytes. */
import type { Page } from 'playwright-core';
import type { Credential, Workflow } from '../workflows';
import { DEFAULT_OUTPUT, READ_NODE, readWorkflow } from '../workflows';
import type { Theme } from './browser';
import { THEMES } from './browser';
import type { Canvas } from './canvas';
import { CredentialForm } from './credentialForm';
import type { NodePanel } from './nodePanel';
import type { Area, Screenshots } from './screenshots';
import { areaOf, around } from './screenshots';

/** The body of a page. */
interface Body {
	setAttribute: (name: string, value: string) => void;
}

export const MAX_PICTURE_BYTES = 200_000;
/** Wide enough for the most important columns. */
const WIDE = { width: 1730, height: 940 };

const grown = ({ x, y, width, height }: Area, by: number): Area => ({
	x: x - by,
	y: y - by,
	width: width + 2 * by,
	height: height + 2 * by,
});

/** A file with last month's results every morning: only our node needs an account. */
export function morningReport(name: string, credential: Credential): Workflow {
	const filters = {
		completionStatuses: ['failed', 'passed'],
		completionDateStart: '2026-04-01T00:00:00',
		completionDateEnd: '2026-05-01T00:00:00',
	};
	const workflow = readWorkflow(name, credential, { ...DEFAULT_OUTPUT, filters });
	const [start, read, last] = workflow.nodes;
	return {
		...workflow,
		nodes: [
			{ ...start, name: 'Every Morning', type: 'n8n-nodes-base.scheduleTrigger', typeVersion: 1.2 },
			read,
			{
				...last,
				name: 'Excel File',
				type: 'n8n-nodes-base.convertToFile',
				typeVersion: 1.1,
				parameters: { operation: 'xlsx' },
			},
		],
		connections: {
			'Every Morning': { main: [[{ node: READ_NODE, type: 'main', index: 0 }]] },
			[READ_NODE]: { main: [[{ node: 'Excel File', type: 'main', index: 0 }]] },
		},
	};
}

export class Pictures {
	constructor(
		private readonly page: Page,
		private readonly theme: Theme,
		private readonly screenshots: Screenshots,
	) {}

	private async take(name: string, area: Area): Promise<number> {
		return await this.screenshots.take(this.page, name, this.theme, area);
	}

	/** The actions of the node in the node creator. */
	async nodeCreator(canvas: Canvas): Promise<number> {
		await canvas.entry('Get many module results').waitFor();
		return await this.take('node-creator', await areaOf(canvas.creator));
	}

	/** The nodes of the workflow, with a margin. */
	async canvas(canvas: Canvas): Promise<number> {
		const names = await canvas.nodeNames();
		const areas = await Promise.all(
			names.map(async (name) => await areaOf(canvas.node(name).locator('xpath=..'))),
		);
		return await this.take('canvas', grown(around(...areas), 56));
	}

	/** The form, filled in as usual, not saved. */
	async credential(clientId: string): Promise<number> {
		const { fields, root } = await CredentialForm.openNew(this.page, 'iSpring Learn API');
		await fields.write('clientId', clientId);
		await fields.write('clientSecret', 'not-a-secret-of-anyone');
		const last = await areaOf(fields.field('clientSecret'));
		const { y, ...area } = await areaOf(root);
		return await this.take('credential', { ...area, y, height: last.y + last.height + 14 - y });
	}

	/** The form with its filters, and the resulting rows. */
	async panel({ form, output, root }: NodePanel): Promise<number> {
		await this.page.setViewportSize(WIDE);
		const drag = await areaOf(root.getByTestId('panel-drag-button'));
		await this.page.mouse.move(drag.x + drag.width / 2, drag.y + drag.height / 2);
		await this.page.mouse.down();
		await this.page.mouse.move(drag.x - 400, drag.y + drag.height / 2, { steps: 8 });
		await this.page.mouse.up();
		await form
			.getByText('Add Filter')
			.or(form.getByPlaceholder('Add Filter'))
			.first()
			.scrollIntoViewIfNeeded();
		return await this.take('panel', around(await areaOf(form), await areaOf(output)));
	}

	/**
	 * Takes a picture of the form and the output in both themes, without doing everything twice.
	 * @param field the field of the form that is scrolled to
	 * @returns the sizes of the files
	 */
	static async inBothThemes(
		page: Page,
		screenshots: Screenshots,
		name: string,
		panel: NodePanel,
		field: string,
	): Promise<number[]> {
		const sizes: number[] = [];
		for (const theme of [...THEMES].reverse()) {
			await panel.fields.field(field).scrollIntoViewIfNeeded();
			await page
				.locator('body')
				.evaluate((body: Body, value) => body.setAttribute('data-theme', value), theme);
			sizes.push(await new Pictures(page, theme, screenshots).beside(name, panel));
		}
		return sizes;
	}

	/** The panel as it opens on a usual screen. */
	async whole(name: string, { root }: NodePanel): Promise<number> {
		return await this.take(name, await areaOf(root));
	}

	/** The form, and the output beside it. */
	async beside(name: string, { form, output }: NodePanel): Promise<number> {
		await this.page.setViewportSize(WIDE);
		return await this.take(name, around(await areaOf(form), await areaOf(output)));
	}
}
