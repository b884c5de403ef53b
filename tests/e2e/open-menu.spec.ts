import { OWNER } from '../support/built-app.ts';
import { Board } from './support/board.ts';
import { expect, signedIn, test } from './support/test.ts';

test('a menu that is open stays on the screen while a colleague pushes its button down', async ({
	owner,
	api,
	browser,
	baseURL
}) => {
	test.setTimeout(90_000);
	const journey = await api.post<{ id: string }>('/journeys', { title: 'Menus', template: 'retail' });
	const { touchpoints } = await api.get<{ touchpoints: { id: string }[] }>(`/journeys/${journey.id}`);
	await api.post(`/touchpoints/${touchpoints[0]!.id}/ask`, { journeyId: journey.id, kind: 'csat' });
	const other = await (await signedIn(browser, OWNER, baseURL!)).newPage();
	for (const page of [owner, other]) {
		const board = await new Board(page).open(journey.id);
		await board.touchpoint(touchpoints[0]!.id).click();
		await page.getByRole('tab', { name: /Survey/ }).click();
		await page.getByRole('button', { name: 'Edit texts' }).click();
	}
	const items = owner.getByRole('menuitem');
	await owner.getByRole('button', { name: 'Add a question' }).click();
	await expect(items.first()).toBeInViewport();
	for (let added = 3; added < 9; added++) {
		await other.getByRole('button', { name: 'Add a question' }).click();
		await other.getByRole('menuitem', { name: 'Number' }).click();
		await expect(owner.locator('[data-question] legend', { hasText: `Question ${added}` })).toBeAttached();
	}
	await expect(items.first()).toBeInViewport();
	// A long one scrolls beside its button.
	await items.last().scrollIntoViewIfNeeded();
	await expect(items.last()).toBeInViewport();
	// It is still the menu of before: what is chosen comes last.
	await items.filter({ hasText: 'Number' }).click();
	await expect(other.locator('[data-question] legend', { hasText: 'Question 9' })).toBeAttached();
});
