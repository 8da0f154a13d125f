/** A mapping of values to fields: n8n's resource mapper. */
import type { Locator, Page } from 'playwright-core';

const REMOVE = 'remove-field-button-';

export class Mapping {
	readonly root: Locator;

	constructor(
		private readonly page: Page,
		form: Locator,
	) {
		this.root = form.getByTestId('mapping-fields-container');
	}

	/** The labels of the mapping and its fields, in order. */
	async labels(): Promise<string[]> {
		await this.root.waitFor();
		const texts = await this.root.locator('label').allInnerTexts();
		// After the label, n8n hides the choice between a fixed value and an expression.
		return texts.map((text) => text.trim().split('\n')[0]);
	}

	/** The button that takes a field away. A required field has none. */
	removeButton(name: string): Locator {
		return this.root.getByTestId(`${REMOVE}${name}`);
	}

	/** The names of the fields that a person can take away: those that are not required. */
	async removable(): Promise<string[]> {
		const buttons = await this.root.locator(`[data-test-id^="${REMOVE}"]`).all();
		const ids = await Promise.all(
			buttons.map(async (one) => await one.getAttribute('data-test-id')),
		);
		return ids.map((id) => (id ?? '').slice(REMOVE.length));
	}

	/** Adds a field that is not shown yet. */
	async add(label: string): Promise<void> {
		await this.root.getByTestId('add-fields-select').getByRole('button').click();
		await this.page.getByRole('menuitem', { name: label, exact: true }).click();
	}
}
