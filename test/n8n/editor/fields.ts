/** Fields of n8n's forms, one function for each kind. The name of the parameter identifies a field. */
import type { Locator, Page } from 'playwright-core';

/** An option of the open list. */
function option(page: Page, name: string): Locator {
	return page
		.locator('.el-select-dropdown:visible [role=option]')
		.filter({ has: page.getByText(name, { exact: true }) });
}

/** A moment as the form shows it: `2026-01-31` and `18:00:00`. */
export interface Moment {
	day: string;
	time: string;
}

export class Fields {
	/** @param form the element that contains the fields */
	constructor(
		private readonly page: Page,
		private readonly form: Locator,
	) {}

	field(name: string): Locator {
		return this.form.getByTestId(`parameter-input-${name}`);
	}

	/** The text that a single-line field shows. */
	async shown(name: string): Promise<string> {
		return await this.field(name).locator('input').first().inputValue();
	}

	/** The text of a field with several lines. */
	async text(name: string): Promise<string> {
		return await this.field(name).locator('textarea').inputValue();
	}

	/** A line of text, or a number. */
	async write(name: string, text: string): Promise<void> {
		const input = this.field(name).locator('input');
		await input.fill(text);
		// n8n shows a tip below a field with the focus. It covers the next field.
		await input.blur();
	}

	/** Opens a list. A list that is still loading silently stays closed. */
	private async open(name: string): Promise<Locator> {
		const entries = this.page.locator('.el-select-dropdown:visible [role=option]');
		for (let tries = 0; tries < 20; tries++) {
			await this.field(name).locator('input:not([disabled])').first().waitFor();
			await this.field(name).locator('.el-select__caret').click();
			const isOpen = await entries
				.first()
				.waitFor({ timeout: 3_000 })
				.then(() => true)
				.catch(() => false);
			if (isOpen) return entries;
		}
		throw new Error(`The list of ${name} does not open`);
	}

	/** Closes the list that is open. */
	private async close(name: string): Promise<void> {
		await this.field(name).locator('.el-select__caret').click();
		await this.page.locator('.el-select-dropdown:visible').first().waitFor({ state: 'hidden' });
	}

	/** Chooses one option of a list. */
	async choose(name: string, choice: string): Promise<void> {
		await this.field(name).click();
		const chosen = option(this.page, choice);
		await chosen.click();
		await chosen.waitFor({ state: 'hidden' });
	}

	/** The options of a short list, in order. */
	async choices(name: string): Promise<string[]> {
		await this.field(name).click();
		const entries = this.page.locator('.el-select-dropdown:visible [role=option]');
		await entries.first().waitFor();
		const names = await entries
			.locator('.option-headline, .list-option > :first-child')
			.allInnerTexts();
		await this.page.keyboard.press('Escape');
		return names.map((one) => one.trim());
	}

	/** Chooses several options of a list, in this order. */
	async chooseAll(name: string, choices: readonly string[]): Promise<void> {
		await this.open(name);
		for (const choice of choices) {
			await option(this.page, choice).click();
			await this.field(name).locator('.el-tag').filter({ hasText: choice }).waitFor();
		}
		await this.close(name);
	}

	/**
	 * Adds a row to a filter, and types into its list as a person does: three actions.
	 * @param row the field in the row
	 * @returns the entries that were found, once they are there
	 */
	async find(name: string, row: string, typed: string): Promise<Locator> {
		const rows = this.form.getByTestId(`fixed-collection-${name}`);
		await rows.getByRole('button', { name: /^Add / }).last().click();
		return await this.type(rows.getByTestId(`resource-locator-${row}`).last(), typed);
	}

	/** Adds a row to a filter, finds an entry, and chooses it by its name. */
	async search(name: string, row: string, typed: string, choice: string): Promise<void> {
		await this.take(await this.find(name, row, typed), choice);
	}

	/** Finds an entry in the list of a field for one, and chooses it by its name. */
	async searchOne(name: string, typed: string, choice: string): Promise<void> {
		const field = this.form.getByTestId(`resource-locator-${name}`);
		await this.take(await this.type(field, typed), choice);
	}

	/** Opens the list of a resource locator, and types into it. */
	private async type(locator: Locator, typed: string): Promise<Locator> {
		await locator.getByTestId('rlc-input').click();
		// The list is drawn beside the form, not in it.
		const search = this.page.getByTestId('rlc-search').filter({ visible: true });
		await search
			.locator('input')
			.or(search.and(this.page.locator('input')))
			.fill(typed);
		return this.page.getByTestId('rlc-item').filter({ visible: true });
	}

	private async take(entries: Locator, choice: string): Promise<void> {
		const found = entries.filter({ hasText: choice });
		await found.click();
		await found.waitFor({ state: 'hidden' });
	}

	/** Removes a chosen option. */
	async unchoose(name: string, choice: string): Promise<void> {
		const tag = this.field(name).locator('.el-tag').filter({ hasText: choice });
		await tag.locator('.el-tag__close').click();
		await tag.waitFor({ state: 'detached' });
	}

	/** The options of a list, once it has this many: it follows other fields with a delay. */
	async offered(name: string, count: number): Promise<string[]> {
		for (let tries = 0; ; tries++) {
			const entries = await this.open(name);
			const texts = (await entries.allInnerTexts()).map((text) => text.trim());
			await this.close(name);
			if (texts.length === count || tries === 20) return texts;
			await this.page.waitForTimeout(500);
		}
	}

	/** Picks a moment in the calendar. */
	async pick(name: string, { day, time }: Moment): Promise<void> {
		// The form redraws the calendar after a change, and may lose what is typed meanwhile.
		await this.repeatUntilShown(name, new RegExp(`^${day} `), async () => {
			await this.pickDay(name, day);
		});
		await this.repeatUntilShown(name, new RegExp(`^${day} ${time}$`), async () => {
			await this.pickTime(name, time);
		});
	}

	/** Repeats a change of a field until the field shows it. */
	private async repeatUntilShown(
		name: string,
		wanted: RegExp,
		change: () => Promise<void>,
	): Promise<void> {
		for (let tries = 0; tries < 10; tries++) {
			await change();
			if (wanted.test(await this.shown(name))) return;
		}
		throw new Error(`${name} shows ${await this.shown(name)}, not ${wanted}`);
	}

	private async pickDay(name: string, day: string): Promise<void> {
		const calendar = await this.openCalendar(name);
		const date = calendar.getByPlaceholder('Select date');
		await date.fill(day);
		await date.press('Enter');
		const dayOfMonth = new RegExp(`^\\s*${Number(day.slice(-2))}\\s*$`);
		await calendar.locator('td.available').filter({ hasText: dayOfMonth }).click();
		await calendar.locator('td.current').filter({ hasText: dayOfMonth }).waitFor();
		await this.confirm(calendar);
	}

	private async pickTime(name: string, time: string): Promise<void> {
		const calendar = await this.openCalendar(name);
		const clock = calendar.getByPlaceholder('Select time');
		await clock.fill(time);
		await clock.press('Enter');
		await this.confirm(calendar);
	}

	private async confirm(calendar: Locator): Promise<void> {
		await calendar.locator('.el-picker-panel__footer').getByText('OK', { exact: true }).click();
		await calendar.waitFor({ state: 'hidden' });
	}

	/** A click while the form redraws itself may close the calendar, or not open it. */
	private async openCalendar(name: string): Promise<Locator> {
		const calendar = this.page.locator('.el-picker-panel.el-date-picker:visible');
		for (let tries = 0; tries < 5; tries++) {
			await this.field(name).locator('input').click();
			const isOpen = await calendar.waitFor({ timeout: 3_000 }).then(
				() => true,
				() => false,
			);
			if (isOpen) return calendar;
		}
		throw new Error(`The calendar of ${name} does not open`);
	}

	/** Turns on a switch. */
	async turnOn(name: string): Promise<void> {
		await this.field(name).locator('.el-switch').click();
		await this.field(name).getByRole('switch', { checked: true }).waitFor({ state: 'attached' });
	}

	/** The hint under a field. */
	async hint(name: string): Promise<string> {
		const field = this.page.getByTestId(`parameter-input-${name}`);
		const item = this.form.getByTestId('parameter-item').filter({ has: field }).last();
		return await item.innerText();
	}
}
