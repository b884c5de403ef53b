import { Board, type Map } from './support/board.ts';
import { expect, expectAccessible, test } from './support/test.ts';

test('the heatmap names the worst scene, and leads to its touchpoints, its words and its place on the map', async ({
	owner,
	api
}) => {
	const title = `Worst of all ${Date.now()}`;
	const { id } = await api.post<{ id: string }>('/journeys', { title, template: 'retail' });
	const { scenes, touchpoints } = await api.get<Map>(`/journeys/${id}`);
	const poor = touchpoints.find(({ sceneId }) => sceneId === scenes[1]!.id)!;
	const { collector } = await api.post<{ collector: { code: string } }>(`/touchpoints/${poor.id}/ask`, {
		journeyId: id,
		kind: 'csat'
	});
	await api.post('/responses/batch', {
		responses: Array.from({ length: 32 }, (_, n) => ({
			collectorCode: collector.code,
			language: 'en',
			answers: { csat: 1, ...(n === 0 && { comment: 'Nobody came to help' }) }
		}))
	});

	await owner.goto('/heatmap');
	const heading = owner.getByRole('heading', { level: 1 });
	await expect(heading).toContainText(`${scenes[1]!.title} is the worst scene: CSAT 0%`);
	await expectAccessible(owner, 'the heatmap');

	// By keys from cell to cell, in the row of this journey.
	const cell = (at: number) => owner.locator(`[data-cell="${scenes[at]!.id}"]`);
	await expect(cell(1)).toHaveAccessibleName(new RegExp(`^${scenes[1]!.title}, ${title}: CSAT 0%, .*far below target`));
	await cell(1).focus();
	await owner.keyboard.press('ArrowLeft');
	await expect(cell(0)).toBeFocused();
	await owner.keyboard.press('End');
	await expect(cell(scenes.length - 1)).toBeFocused();
	await owner.keyboard.press('Home');
	await owner.keyboard.press('ArrowRight');
	await owner.keyboard.press('Enter');
	const panel = owner.getByRole('complementary', { name: scenes[1]!.title });
	await expect(panel).toContainText('Clearly below the target of 80%');
	await expect(panel).toContainText('Nobody came to help');
	await expect(panel.getByRole('listitem', { name: '1: 32 of 32, 100%' })).toBeVisible();
	await expectAccessible(owner, 'a scene of the heatmap');

	// The address is the picture: back goes back, and Escape closes.
	await owner.goBack();
	await expect(panel).toHaveCount(0);
	await owner.goForward();
	await expect(panel).toBeVisible();
	await owner.keyboard.press('Escape');
	await expect(panel).toHaveCount(0);
	await expect(cell(1)).toBeFocused();

	await owner.keyboard.press('t');
	await expect(owner.getByRole('row', { name: new RegExp(`${title} ${scenes[1]!.title} CSAT 0%`) })).toBeVisible();
	await expectAccessible(owner, 'the heatmap as a table');
	await owner.keyboard.press('t');
	await expect(cell(1)).toBeVisible();

	await owner.getByLabel('Language').selectOption('zh-CN');
	await expect(owner).toHaveURL(/language=zh-CN/);
	await expect(cell(1)).toContainText('No answers');
	await owner.getByRole('link', { name: 'Clear filters' }).click();
	await expect(cell(1)).toContainText('0%');

	await cell(1).click();
	await panel.getByRole('link', { name: 'Open on the map' }).click();
	await expect(owner.getByRole('complementary', { name: 'Details of the selection' })).toContainText('0%');
	await expect(new Board(owner).touchpoint(poor.id)).toBeFocused();
	expect(new URL(owner.url()).search).toBe('');
});

test('what an address asks for and cannot have is said, and the rest of the heatmap stands', async ({ owner }) => {
	await owner.goto('/heatmap?from=2026-05-02&to=2026-05-01');
	await expect(owner.getByRole('alert')).toContainText('These days cannot be shown');
	await owner.goto('/heatmap?language=en&channel=qr');
	await expect(owner.getByRole('alert')).toContainText('cannot be combined');
	await owner.goto('/heatmap?scene=01a223bc-5d6d-7e04-acda-f4872b9d5fc5');
	await expect(owner.getByRole('alert')).toContainText('not on the heatmap any more');
	await expect(owner.getByLabel('Metric')).toBeVisible();
});
