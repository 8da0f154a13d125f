/** The form of a credential, opened from the list of credentials. */
import type { Locator, Page } from 'playwright-core';
import { Fields } from './fields';

export class CredentialForm {
	readonly root: Locator;
	readonly fields: Fields;

	private constructor(private readonly page: Page) {
		this.root = page.getByTestId('editCredential-modal');
		this.fields = new Fields(page, this.root);
	}

	/** A new credential of the type with this name. */
	static async openNew(page: Page, type: string): Promise<CredentialForm> {
		await page.goto('/home/credentials/create');
		await page.getByTestId('new-credential-type-select').locator('input').fill(type);
		await page
			.getByTestId('new-credential-type-select-option')
			.filter({ hasText: type, visible: true })
			.click();
		await page.getByTestId('new-credential-type-button').click();
		const form = new CredentialForm(page);
		await form.fields.field('authentication').waitFor();
		return form;
	}

	/** Saves it, and returns n8n's message after the test, with the reason under More details. */
	async save(): Promise<string> {
		await this.root.getByTestId('credential-save-button').click();
		const good = this.root.getByTestId('credentials-config-container-test-success');
		const reason = this.root.getByText('More details');
		await good.or(reason).first().waitFor();
		if (await good.isVisible()) return await good.innerText();
		await reason.click();
		await reason.waitFor({ state: 'hidden' });
		return await this.root.getByTestId('node-credentials-config-container').innerText();
	}

	async close(): Promise<void> {
		await this.page.keyboard.press('Escape');
	}
}
