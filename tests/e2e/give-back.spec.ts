import { close, isSynced, openBoard, signIn } from '../process/support/visitors.ts';
import { Board, type Map } from './support/board.ts';
import { expect, expectAccessible, test } from './support/test.ts';

/** A title that was typed and has no place any more: it is in the notice and nowhere else. */
test('what was typed can be copied by hand where the browser does not allow copying', async ({
	owner,
	api,
	baseURL
}) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Given back', template: 'retail' });
	const { touchpoints } = await api.get<Map>(`/journeys/${id}`);
	const { id: gone } = touchpoints[0]!;
	const typed = `Typed in vain ${'word '.repeat(30)}`.trim();
	const board = await new Board(owner).open(id);
	await board.touchpoint(gone).locator('.title').dblclick();
	await owner.locator('.canvas').getByRole('textbox').fill(typed);
	const colleague = openBoard(baseURL!, await signIn(baseURL!), id, 'colleague');
	await expect.poll(() => isSynced(colleague)).toBe(true);
	colleague.doc.getMap('touchpoints').delete(gone);
	const note = owner
		.getByRole('region', { name: 'Notifications' })
		.locator('.toast')
		.filter({ has: owner.getByRole('button', { name: 'Copy' }) });
	await expect(note).toContainText('gone from the map. Your text: “Typed in vain');
	close(colleague);

	await owner.evaluate(() => {
		navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
		document.execCommand = () => false;
	});
	await note.getByRole('button', { name: 'Copy' }).click();
	const byHand = note.getByLabel('Your browser does not allow copying');
	await expect(byHand).toBeFocused();
	await expect(byHand).toHaveValue(typed);
	expect(await owner.evaluate(() => getSelection()!.toString())).toBe(typed);
	await expectAccessible(owner, 'a text to copy by hand');

	// Only the clipboard refuses: the old way does it.
	await owner.evaluate(() => {
		Reflect.deleteProperty(document, 'execCommand');
		document.addEventListener('copy', () => (document.title = getSelection()!.toString()), { once: true });
	});
	await note.getByRole('button', { name: 'Copy' }).click();
	await expect(note).toHaveCount(0);
	expect(await owner.title()).toBe(typed);
});
