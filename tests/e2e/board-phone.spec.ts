import type { Locator } from '@playwright/test';
import { colleague } from './support/colleague.ts';
import { expect, expectAccessible, hydrating, signedIn, test } from './support/test.ts';
import { OWNER } from '../support/built-app.ts';

for (const width of [390, 320])
	test(`the bar of a board takes two rows at ${width} px, and everything of it can be reached`, async ({
		api,
		browser,
		baseURL
	}) => {
		const { id } = await api.post<{ id: string }>('/journeys', {
			title: 'From the first look to the second order, in the shops and at home',
			template: 'retail'
		});
		const other = await colleague(browser, api, baseURL!, { name: 'Wen Other', role: 'viewer' });
		await other.page.goto(`/journeys/${id}`);
		const context = await signedIn(browser, OWNER, baseURL!, {
			viewport: { width, height: 700 },
			hasTouch: true,
			isMobile: true
		});
		const page = hydrating(await context.newPage());
		await page.goto(`/journeys/${id}`);
		const bar = page.getByRole('banner');
		await expect(bar.getByRole('list')).toContainText('WO');

		const [back, title, undo, map, overlay] = [
			bar.getByRole('link', { name: 'Journeys' }),
			bar.getByRole('heading'),
			bar.getByRole('button', { name: 'Undo' }),
			bar.getByRole('radio', { name: 'Map' }),
			bar.getByRole('button', { name: /^Metric on the map/ })
		];
		const parts = [back, title, undo, map, overlay, bar.getByRole('button', { name: /^Account/ })];
		for (const part of parts) expect(await sticksOut(part, width)).toBe(0);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
		const rows = new Set(await Promise.all([undo, map, overlay].map(async (part) => Math.round(await middle(part)))));
		expect(rows.size).toBe(1);
		expect(await middle(back)).toBeLessThan((await undo.boundingBox())!.y);
		expect((await bar.boundingBox())!.height).toBeLessThan(130);

		await overlay.tap();
		const sheet = page.getByRole('dialog', { name: 'Metric on the map' });
		await expect(sheet).toContainText('What the colours mean');
		await expectAccessible(page, `the sheet of the overlay at ${width}`);
		const asked = page.waitForRequest((request) => request.url().includes('/results?'));
		await sheet.getByLabel('Period').selectOption('Last 7 days');
		await asked;
		await sheet.getByLabel('Period').selectOption('Other days …');
		const days = page.getByRole('dialog', { name: /Other days/ });
		await days.getByLabel('From').fill('2026-01-01');
		await days.getByLabel('To').fill('2026-01-31');
		await days.getByRole('button', { name: 'Show' }).tap();
		await expect(days).toHaveCount(0);
		if (width > 359) await expect(overlay).toContainText('1/1 – 1/31');
		await overlay.tap();
		await sheet.getByLabel('Metric', { exact: true }).selectOption('None');
		await expect(sheet.getByLabel('Period')).toHaveCount(0);
		await sheet.getByRole('button', { name: 'Done' }).tap();
		await expect(overlay).toContainText('None');
		await expect(overlay).toBeFocused();

		// What is said without a connection is long, and must be readable to the end.
		await context.setOffline(true);
		const state = bar.getByRole('status');
		await expect(state).toHaveText('Offline');
		expect(await sticksOut(state, width)).toBe(0);
		await context.close();
		await other.context.close();
	});

const middle = async (part: Locator) => {
	const box = (await part.boundingBox())!;
	return box.y + box.height / 2;
};

/** Pixels of it that lie beside the screen, or that it hides of its own content. */
async function sticksOut(part: Locator, width: number): Promise<number> {
	const box = (await part.boundingBox())!;
	const hidden = await part.evaluate((element) => element.scrollWidth - element.clientWidth);
	return Math.max(0, -box.x, box.x + box.width - width, hidden);
}
