import { Board, type Map } from './support/board.ts';
import { expect, test } from './support/test.ts';

/** The board on paper: what stands on it, and that it fits the paper chosen. */
test('the whole map is printed, on any paper, in light, without the bars', async ({ owner, api }) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'On paper', template: 'retail' });
	const map = await api.get<Map>(`/journeys/${id}`);
	await owner.setViewportSize({ width: 1440, height: 1600 });
	await owner.emulateMedia({ colorScheme: 'dark' });
	await new Board(owner).open(id);
	// The mark of a quote stands beside its text, not on its first letter.
	await expect(owner.locator('.canvas .quote.card').first()).toHaveCSS('padding-left', '22px');
	await owner.setViewportSize({ width: 700, height: 500 });
	await owner.getByRole('button', { name: 'More', exact: true }).click();
	await expect(owner.getByRole('menuitem', { name: 'Print or save as PDF' })).toBeVisible();
	await owner.keyboard.press('Escape');

	await owner.emulateMedia({ colorScheme: 'dark', media: 'print' });
	const sheet = owner.locator('[data-print-sheet]');
	await expect(sheet).toContainText('On paper');
	await expect(sheet).toContainText('Last 30 days');
	await expect(sheet).toContainText('A colour is given only when');
	const shown = sheet.locator('table:visible');
	for (const { id, title } of [...map.touchpoints, ...map.cards]) {
		const card = shown.locator(`[data-print-item="${id}"]`);
		await expect(card).toHaveCount(1);
		await expect(card).toContainText(title);
	}
	// A path is told with its end, and with the scene where that is another one.
	await expect(
		shown
			.locator('[data-print-item]')
			.filter({ hasText: /→ .+ \(.+\)/ })
			.first()
	).toBeVisible();
	await expect(owner.locator('.canvas')).toBeHidden();
	await expect(owner.getByRole('button', { name: 'Undo', exact: true })).toBeHidden();
	expect(await sheet.evaluate((element) => getComputedStyle(element).getPropertyValue('--paper'))).toBe('#faf8f4');
	// Colours are drawings: a printer that leaves out backgrounds has them all the same.
	expect(await shown.locator('svg[data-print-heat] rect').count()).toBeGreaterThanOrEqual(map.touchpoints.length);

	await owner.emulateMedia({ media: null });
	const pages = async (format: string, landscape: boolean) =>
		(await owner.pdf({ format, landscape })).toString('latin1').match(/\/Type\s*\/Page\b/g)!.length;
	// Larger paper, fewer pages; the five scenes of this map are side by side on an A3.
	expect(await pages('A3', true)).toBe(1);
	expect(await pages('A4', false)).toBeGreaterThan(1);
	await expect(owner.locator('[data-print-sheet]')).toHaveCount(0);
	await expect(owner.locator('.canvas')).toBeVisible();
});
