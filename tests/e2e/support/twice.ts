import { expect, type Locator, type Page } from '@playwright/test';

/** The second half comes when the first has done its work: as quick as a server, and as slow as a hand. */
export async function doubleClick(page: Page, button: Locator, done: () => Promise<unknown>): Promise<void> {
	await button.scrollIntoViewIfNeeded();
	const box = (await button.boundingBox())!;
	await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
	await page.mouse.down({ clickCount: 1 });
	await page.mouse.up({ clickCount: 1 });
	await done();
	await page.mouse.down({ clickCount: 2 });
	await page.mouse.up({ clickCount: 2 });
}

export async function doubleEnter(page: Page, button: Locator, done: () => Promise<unknown>): Promise<void> {
	await button.focus();
	await page.keyboard.press('Enter');
	await done();
	// What was pressed kept the keyboard's place while it worked.
	await expect(button).toBeFocused();
	await page.keyboard.press('Enter');
}
