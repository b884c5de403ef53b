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
	// A page that stands fetches it once by itself; from then on only when asked.
	const early = owner.waitForEvent('requestfailed', (request) => request.url().endsWith('.js'));
	const board = await new Board(owner).open(id);
	await early;
	await board.touchpoint(touchpoints[0]!.id).click();
	const inspector = owner.getByRole('complementary');
	await expect(inspector.getByRole('alert')).toContainText('This part could not be loaded.');
	await expectAccessible(owner, 'a part that did not come');
	const first = (await inspector.getByRole('alert').elementHandle())!;
	await inspector.getByRole('button', { name: 'Try again' }).click();
	// It is gone while it tries; what says so afterwards is another one.
	await expect.poll(() => first.evaluate((alert) => alert.isConnected)).toBe(false);
	await expect(inspector.getByRole('alert')).toBeVisible();
	await mend();
	await inspector.getByRole('button', { name: 'Try again' }).click();
	await expect(inspector.getByLabel('Title')).toHaveValue(touchpoints[0]!.title);
	await expect(inspector.locator('.inspector')).toHaveCSS('padding-top', '16px');
});

test('what a press opens says when it could not be fetched, and opens when asked again', async ({ owner, api }) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'In parts', template: 'retail' });
	const mend = [
		// Code without its looks has not come either.
		await cut(owner, 'ui/MenuPanel.svelte', 'styles'),
		await cut(owner, 'ui/PopoverPanel.svelte'),
		await cut(owner, 'features/journey-board/Help.svelte'),
		await cut(owner, 'features/journey-board/topbar/CustomDays.svelte')
	];
	await new Board(owner).open(id);
	const said = owner.getByRole('region', { name: 'Notifications' });
	const again = said.getByRole('button', { name: 'Try again' });
	const presses = [
		['Account', 'menu'],
		['Keyboard shortcuts', 'dialog'],
		['What the colours mean', 'dialog']
	] as const;
	for (const [index, [name, opens]] of presses.entries()) {
		const button = owner.getByRole('button', { name: new RegExp(`^${name}`) });
		await button.click();
		await expect(said).toContainText('This part could not be loaded.');
		await expect(owner.getByRole(opens)).toHaveCount(0);
		if (index === 0) await expectAccessible(owner, 'a menu that did not come');
		await mend[[0, 2, 1][index]!]!();
		await again.click();
		await expect(owner.getByRole(opens)).toBeVisible();
		await expect(owner.getByRole(opens)).toHaveCSS('border-top-style', 'solid');
		await expect(again).toHaveCount(0);
		await owner.keyboard.press('Escape');
		await expect(owner.getByRole(opens)).toHaveCount(0);
	}
	// Out of a menu, by keys: the first item has the focus, and the button has it back when the menu closes.
	const period = owner.getByRole('button', { name: /^Period/ });
	await period.focus();
	await owner.keyboard.press('Enter');
	await expect(owner.getByRole('menuitemradio').first()).toBeFocused();
	await owner.keyboard.press('Escape');
	await expect(period).toBeFocused();
	await period.press('ArrowDown');
	await owner.getByRole('menuitemradio', { name: /Other days/ }).press('Enter');
	await expect(said).toContainText('This part could not be loaded.');
	await mend[3]!();
	await again.click();
	await expect(owner.getByRole('dialog', { name: /Other days/ })).toBeVisible();
});
