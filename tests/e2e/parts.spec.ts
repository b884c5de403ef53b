import { Board, type Map } from './support/board.ts';
import { cut } from './support/parts.ts';
import { expect, expectAccessible, test } from './support/test.ts';

/** Code that comes when it is first needed: when it does not come, the board says so and asks again when told to. */

test('an inspector that could not be fetched says so, and comes with its looks when asked again', async ({
	owner,
	api
}) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'In parts', template: 'retail' });
	const { touchpoints } = await api.get<Map>(`/journeys/${id}`);
	const mend = await cut(owner, 'features/journey-board/inspector/Inspector.svelte');
	const board = await new Board(owner).open(id);
	await board.touchpoint(touchpoints[0]!.id).click();
	const inspector = owner.getByRole('complementary');
	await expect(inspector.getByRole('alert')).toContainText('This part could not be loaded.');
	await expectAccessible(owner, 'a part that did not come');
	await inspector.getByRole('button', { name: 'Try again' }).click();
	await expect(inspector.getByRole('alert')).toBeVisible();
	await mend();
	await inspector.getByRole('button', { name: 'Try again' }).click();
	await expect(inspector.getByLabel('Title')).toHaveValue(touchpoints[0]!.title);
	await expect(inspector.locator('.inspector')).toHaveCSS('padding-top', '16px');
});
