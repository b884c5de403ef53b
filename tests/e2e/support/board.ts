import { expect, type Locator, type Page } from '@playwright/test';

/** The board as its tests speak of it. */
export class Board {
	readonly page: Page;
	constructor(page: Page) {
		this.page = page;
	}

	async open(journey: string): Promise<this> {
		await this.page.goto(`/journeys/${journey}`);
		await expect(this.page.locator('[data-item-id]').first()).toBeVisible();
		return this;
	}

	touchpoint(id: string): Locator {
		return this.page.locator(`.svelte-flow [data-touchpoint-id="${id}"]`);
	}

	card(title: string): Locator {
		return this.page.locator('.svelte-flow [data-item-id]').filter({ hasText: title });
	}

	cell(scene: string, lane: string): Locator {
		return this.page.locator(`[data-cell="${scene}:${lane}"]`);
	}

	state(state: string): Locator {
		return this.page.locator(`[role=status][data-saved="${state}"]`);
	}

	/** Durable: the server has it on disk. */
	async saved(): Promise<void> {
		await expect(this.state('saved')).toBeVisible();
	}

	async rename(card: Locator, title: string): Promise<void> {
		await card.locator('.title').dblclick();
		const field = card.getByRole('textbox');
		await field.fill(title);
		await field.press('Enter');
		await expect(card).toContainText(title);
	}

	/** Drags with the mouse in steps, as a hand does. */
	async drag(card: Locator, to: Locator): Promise<void> {
		const from = (await card.boundingBox())!;
		const target = (await to.boundingBox())!;
		const { mouse } = this.page;
		await mouse.move(from.x + from.width / 2, from.y + 14);
		await mouse.down();
		await mouse.move(from.x + from.width / 2 + 12, from.y + 24, { steps: 4 });
		await mouse.move(target.x + target.width / 2, target.y + target.height - 12, { steps: 12 });
		await mouse.up();
	}
}
