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

	// Whoever chooses in an older part of the list stays there, whatever it is compared with.
	const { next } = await api.get<{ next: string }>(`/journeys/${id}/versions?limit=1`);
	await owner.goto(`/journeys/${id}/history?cursor=${next}`);
	const list = owner.getByRole('navigation', { name: 'Versions', exact: true });
	await list.getByRole('link', { name: /Before the workshop/ }).click();
	await expect(owner.getByRole('heading', { name: /Before the workshop/ })).toBeVisible();
	await expect(list.getByRole('listitem')).toHaveCount(1);

	// On a phone it takes the place of the list, and is read from its top.
	await owner.setViewportSize({ width: 390, height: 640 });
	await expect(list).toBeHidden();
	await owner.getByRole('link', { name: 'All versions' }).click();
	await expect(owner.getByRole('link', { name: /Before going back/ })).toBeHidden();
	await list.getByRole('link', { name: 'Newest versions' }).click();
	await list.getByRole('link', { name: /Before the workshop/ }).click();
	await expect(owner.getByRole('heading', { name: /Before the workshop/ })).toBeInViewport();

	await owner.getByRole('button', { name: 'Remove version' }).click();
	await owner.getByRole('dialog').getByRole('button', { name: 'Remove version' }).click();
	await expect(owner.getByText('The version was removed.')).toBeVisible();
	await expect(owner.getByRole('link', { name: /Before the workshop/ })).toHaveCount(0);
});
