/** The canvas with its nodes, and the node creator. */
import type { Locator, Page } from 'playwright-core';
import { NodePanel } from './nodePanel';

interface Image {
	src: string;
	complete: boolean;
	naturalWidth: number;
}

export class Canvas {
	readonly creator: Locator;

	constructor(private readonly page: Page) {
		this.creator = page.getByTestId('node-creator');
	}

	/** Opens a workflow that is not stored yet. */
	async openNew(): Promise<void> {
		await this.page.goto('/workflow/new');
		await this.page.getByTestId('canvas-add-button').waitFor();
	}

	async open(workflowId: string): Promise<void> {
		await this.page.goto(`/workflow/${workflowId}`);
		await this.page.getByTestId('canvas-node').first().waitFor();
	}

	node(name: string): Locator {
		return this.page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`);
	}

	async nodeNames(): Promise<string[]> {
		const nodes = await this.page.getByTestId('canvas-node').all();
		return await Promise.all(
			nodes.map(async (one) => (await one.getAttribute('data-node-name')) ?? ''),
		);
	}

	async openNode(name: string): Promise<NodePanel> {
		await this.node(name).dblclick();
		const panel = new NodePanel(this.page);
		await panel.form.waitFor();
		return panel;
	}

	/** Opens the node creator for the first node, or for a node after the existing ones. */
	async addNode(): Promise<void> {
		await this.page
			.getByTestId('canvas-plus-button')
			.or(this.page.getByTestId('canvas-handle-plus').last())
			.filter({ visible: true })
			.first()
			.click();
		await this.creator.getByTestId('node-creator-search-bar').waitFor();
	}

	/** An entry of the node creator: a node, or an action of a node. */
	entry(name: string | RegExp): Locator {
		return this.creator.getByTestId('item-iterator-item').filter({ hasText: name }).first();
	}

	async search(text: string): Promise<void> {
		await this.creator.getByTestId('node-creator-search-bar').fill(text);
	}

	/** Whether a node's icon was loaded and drawn, and its URL. */
	async iconOf(name: string): Promise<{ file: string; isDrawn: boolean }> {
		const icon = this.node(name).locator('img').first();
		await icon.waitFor();
		return await icon.evaluate((image: Image) => ({
			file: image.src.slice(image.src.lastIndexOf('/') + 1),
			isDrawn: image.complete && image.naturalWidth > 0,
		}));
	}
}
