import { close, invited, openBoard, signIn } from '../process/support/visitors.ts';
import { Board } from './support/board.ts';
import { expect, expectAccessible, test } from './support/test.ts';

const NAMES = ['Bea Stone', 'Olga Wu', 'Søren Møller', '王明', 'Walter Mann', 'Mia Wong', '李娜'];

for (const [screen, width] of [
	['desktop', 1440],
	['phone', 390]
] as const)
	test(`who is on the board is told by name, however many they are: ${screen}`, async ({ owner, api, baseURL }) => {
		test.setTimeout(90_000);
		const { id } = await api.post<{ id: string }>('/journeys', { title: 'Crowd', template: 'retail' });
		await owner.setViewportSize({ width, height: 850 });
		const board = await new Board(owner).open(id);
		const headers = await signIn(baseURL!);
		const others = [];
		try {
			for (const name of NAMES) {
				const one = openBoard(baseURL!, await invited(baseURL!, headers, 'editor', name), id, name);
				one.provider.awareness.setLocalState({ selection: [] });
				others.push(one);
			}
			const stack = board.page.getByRole('list', { name: '8 people' });
			await expect(stack.getByRole('listitem')).toHaveCount(4);

			// No circle lies on the letters of the one before.
			const covered = await stack.getByRole('img').evaluateAll((avatars) =>
				avatars.map((avatar) => {
					const range = document.createRange();
					range.selectNodeContents(avatar);
					const next = avatar.closest('li')!.nextElementSibling!.firstElementChild!;
					return range.getBoundingClientRect().right > next.getBoundingClientRect().left;
				})
			);
			expect(covered).toEqual([false, false, false]);

			const more = stack.getByRole('button', { name: '+4' });
			await more.focus();
			await owner.keyboard.press('Enter');
			const list = owner.getByRole('dialog', { name: '8 people' });
			await expect(list.getByRole('listitem')).toHaveCount(7);
			for (const name of NAMES) await expect(list).toContainText(name);
			await expectAccessible(owner, 'the names of all who are here');
			close(others.pop()!);
			await expect(owner.getByRole('dialog', { name: '7 people' }).getByRole('listitem')).toHaveCount(6);
			await owner.keyboard.press('Escape');
			await expect(list).toHaveCount(0);
			await expect(stack.or(owner.getByRole('list', { name: '7 people' })).getByRole('button')).toBeFocused();
		} finally {
			others.forEach(close);
		}
	});
