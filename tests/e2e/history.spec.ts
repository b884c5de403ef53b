import { expect, expectAccessible, hydrating, test } from './support/test.ts';

test('a map is kept under a name, compared with what it became, and goes back on every open board', async ({
	owner,
	api
}) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Shop of old', template: 'retail' });
	await owner.goto(`/journeys/${id}`);
	await owner.getByRole('button', { name: 'More', exact: true }).click();
	await owner.getByRole('menuitem', { name: 'History…' }).click();
	await expect(owner.getByText('No versions yet')).toBeVisible();
	await hydrating(owner);
	await owner.getByRole('textbox', { name: 'Name for the map as it is now' }).fill('Before the workshop');
	await owner.keyboard.press('Enter');
	await expect(owner.getByText('The version was kept.')).toBeVisible();

	const board = await owner.context().newPage();
	await board.goto(`/journeys/${id}`);
	await api.patch(`/journeys/${id}`, { title: 'Shop of tomorrow' });
	await expect(board.getByText('Shop of tomorrow')).toBeVisible();

	await owner.getByRole('link', { name: /Before the workshop/ }).click();
	await expect(owner.getByRole('status')).toHaveText('1 difference');
	await expect(owner.locator('[data-aside=changed]')).toContainText('Shop of old');
	await expectAccessible(owner, 'history');
	await owner.getByRole('button', { name: 'Go back to this version' }).click();
	await owner.getByRole('dialog').getByRole('button', { name: 'Go back to this version' }).click();
	await expect(owner.getByText('The map is again what it was.')).toBeVisible();
	await expect(board.getByText('Shop of old')).toBeVisible();
	await expect(owner.getByRole('status')).toHaveText('Nothing differs.');

	// Whichever of two was chosen: what differs is told as what happened from the older to the newer.
	await owner.getByRole('link', { name: /Before going back/ }).click();
	await expect(owner.getByRole('heading', { name: /Before going back/ })).toBeVisible();
	await owner.getByLabel('Compared with').selectOption({ index: 1 });
	await expect(owner).toHaveURL(/with=/);
	await expect(owner.locator('[data-aside=changed]')).toHaveText(
		/Before the workshop\s*Shop of old[\s\S]*Before going back\s*Shop of tomorrow/
	);

	await owner.getByRole('link', { name: /Before the workshop/ }).click();
	await owner.getByRole('button', { name: 'Remove version' }).click();
	await owner.getByRole('dialog').getByRole('button', { name: 'Remove version' }).click();
	await expect(owner.getByText('The version was removed.')).toBeVisible();
	await expect(owner.getByRole('link', { name: /Before the workshop/ })).toHaveCount(0);
});
