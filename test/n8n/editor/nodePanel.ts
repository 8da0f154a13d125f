/** The panel of a node: its form in the middle, its output on the right. */
import type { Locator, Page } from 'playwright-core';
import { Fields } from './fields';
import { Mapping } from './mapping';

/** A collection of the form, by the label of its button. */
export type Collection = 'Add Field' | 'Add Filter' | 'Add Option';

/** A row of the output table, by column, as shown. */
export type ShownRow = Record<string, string>;

export class NodePanel {
	readonly root: Locator;
	readonly form: Locator;
	readonly output: Locator;
	readonly fields: Fields;
	readonly mapping: Mapping;

	constructor(private readonly page: Page) {
		this.root = page.getByTestId('ndv');
		this.form = this.root.getByTestId('node-parameters');
		this.output = this.root.getByTestId('output-panel');
		this.fields = new Fields(page, this.root);
		this.mapping = new Mapping(page, this.form);
	}

	private choices(): Locator {
		return this.page.getByTestId('collection-parameter-option').filter({ visible: true });
	}

	private button(collection: Collection): Locator {
		return this.form
			.getByTestId('collection-parameter-add')
			.filter({ has: this.page.getByPlaceholder(collection), visible: true });
	}

	/** The options of the list under the button, in order. */
	async offered(collection: Collection): Promise<string[]> {
		await this.button(collection).click();
		await this.choices().first().waitFor();
		const names = await this.choices().allInnerTexts();
		await this.button(collection).click();
		await this.choices().first().waitFor({ state: 'hidden' });
		return names;
	}

	async close(): Promise<void> {
		await this.root.getByTestId('ndv-close-button').click();
		await this.root.waitFor({ state: 'hidden' });
	}

	/** Opens n8n's own settings of the node. */
	async openSettings(): Promise<void> {
		await this.root.getByTestId('tab-settings').click();
		await this.root.getByText('Request Options').waitFor();
	}

	/** Adds a field to the form. */
	async add(collection: Collection, name: string): Promise<void> {
		await this.button(collection).click();
		const choice = this.choices().filter({ has: this.page.getByText(name, { exact: true }) });
		await choice.click();
		await choice.waitFor({ state: 'hidden' });
	}

	/** Removes a field of a collection from the form. */
	async remove(name: string): Promise<void> {
		const field = this.fields.field(name);
		await field.hover();
		const input = this.page.getByTestId(`parameter-input-${name}`);
		const item = this.form.getByTestId('parameter-item').filter({ has: input });
		await item.last().getByTitle('Delete').first().click();
		await field.waitFor({ state: 'detached' });
	}

	/** Presses Execute step, and waits for the outcome. */
	async execute(): Promise<void> {
		await this.root.getByTestId('node-execute-button').click();
		await this.output
			.getByTestId('node-run-status-success')
			.or(this.output.getByTestId('node-error-message'))
			.first()
			.waitFor();
	}

	/** Presses Execute step of a trigger with a webhook, and waits until n8n listens. */
	async listen(): Promise<void> {
		await this.root.getByTestId('node-execute-button').click();
		await this.root.getByTestId('trigger-listening').waitFor();
	}

	/** The visible page of the output table. */
	async rows(): Promise<ShownRow[]> {
		const table = this.output.locator('table');
		await table.waitFor();
		const texts = async (cells: Locator): Promise<string[]> =>
			(await cells.allTextContents()).map((text) => text.trim());
		const names = (await texts(table.locator('thead th'))).filter((name) => name !== '');
		const lines = await table.locator('tbody tr').all();
		return await Promise.all(
			lines.map(async (line) => {
				const cells = await texts(line.locator('td'));
				return Object.fromEntries(names.map((name, at) => [name, cells[at]]));
			}),
		);
	}

	/** How many rows of the output table can be read without scrolling. */
	async visibleRows(): Promise<number> {
		const window = this.page.viewportSize();
		const table = await this.output.boundingBox();
		const bottom = Math.min(window?.height ?? 0, table ? table.y + table.height : 0);
		const lines = await this.output.locator('tbody tr').all();
		const areas = await Promise.all(lines.map(async (line) => await line.boundingBox()));
		return areas.filter((area) => area !== null && area.y + area.height <= bottom).length;
	}

	/** The message of a stopped node in the panel: its headline, and the text below. */
	async message(): Promise<{ headline: string; description: string }> {
		const text = async (id: string): Promise<string> =>
			(await this.output.getByTestId(id).innerText()).trim();
		return {
			headline: await text('node-error-message'),
			description: await text('node-error-description'),
		};
	}
}
