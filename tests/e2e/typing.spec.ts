import { Board, type Map } from './support/board.ts';
import { colleague } from './support/colleague.ts';
import { expect, test } from './support/test.ts';

type Touchpoint = Map['touchpoints'][number];

/** What is typed on the board, fast, with an input method, too long, or as the tab closes, is in the map. */
test('titles typed one after the other are cards, and nothing typed is lost', async ({ owner, api }) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Typing', template: 'retail' });
	const map = () => api.get<Map>(`/journeys/${id}`);
	await owner.setViewportSize({ width: 1440, height: 900 });
	const board = await new Board(owner).open(id);
	await board.saved();
	const before = await map();
	const [first] = before.touchpoints as [Map['touchpoints'][number]];
	const added = async () =>
		(await map()).touchpoints
			.filter((one) => !before.touchpoints.some((old) => old.id === one.id))
			.map((one) => one.title);
	const zoom = () =>
		owner.locator('.canvas .viewport').evaluate((element) => new DOMMatrix(getComputedStyle(element).transform).a);
	const size = await zoom();

	await board.touchpoint(first.id).focus();
	await owner.keyboard.press('n');
	const titles = ['Lounge entrance', 'Reminder e-mail', 'in - out', 'nine 0 nine', 'Till'];
	for (const title of titles) {
		await owner.keyboard.type(title);
		await owner.keyboard.press('Enter');
	}
	await owner.keyboard.press('Escape');
	await expect.poll(added).toEqual(titles);
	// One title is one step.
	await owner.keyboard.press('Control+z');
	await expect.poll(added).toEqual(titles.slice(0, -1));

	// After a title that was there, letters wait.
	await board.touchpoint(first.id).focus();
	await owner.keyboard.press('Enter');
	await owner.keyboard.type('Renamed');
	await owner.keyboard.press('Enter');
	await owner.keyboard.type('nine i - lives');
	await owner.keyboard.press('Backspace');
	await expect.poll(async () => (await map()).touchpoints.map((one) => one.title)).toContain('Renamed');
	expect(await added()).toHaveLength(4);
	expect(await zoom()).toBe(size);

	// The Enter that chooses a word of an input method, as Safari sends it, ends nothing.
	await board.touchpoint(first.id).locator('.title').dblclick();
	const field = owner.locator('.canvas').getByRole('textbox');
	await field.evaluate((element) =>
		element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true }))
	);
	await expect(field).toBeFocused();

	// A paste that is too long says so, and how much fits.
	await field.fill('');
	await owner.keyboard.insertText('长'.repeat(250));
	await expect(owner.getByRole('region', { name: 'Notifications' })).toContainText('200 characters');
	expect(await field.inputValue()).toHaveLength(200);

	// Of a paragraph nothing goes by one key.
	await field.press('Escape');
	const description = owner.getByRole('complementary').getByLabel('Description');
	await description.fill('A whole paragraph');
	await description.press('Escape');
	await expect(description).toHaveValue('A whole paragraph');

	// Closing the tab in the middle of a word.
	await board.touchpoint(first.id).locator('.title').dblclick();
	await field.fill('Typed and closed');
	await owner.close();
	await expect
		.poll(async () => (await map()).touchpoints.find((one) => one.id === first.id)!.title)
		.toBe('Typed and closed');
});

test('letters typed the moment a field opens stay, though the map moves beneath it', async ({ owner, api }) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Typing at once', template: 'retail' });
	const { touchpoints } = await api.get<Map>(`/journeys/${id}`);
	await owner.setViewportSize({ width: 900, height: 600 });
	const board = await new Board(owner).open(id);
	await board.saved();
	await owner.locator('.canvas').evaluate((canvas) => {
		const opened = ({ target }: FocusEvent) => {
			if (!(target instanceof HTMLTextAreaElement)) return;
			canvas.removeEventListener('focusin', opened as EventListener);
			queueMicrotask(() => document.execCommand('insertText', false, 'Remin'));
		};
		canvas.addEventListener('focusin', opened as EventListener);
	});
	const card = board.touchpoint(touchpoints[0]!.id);
	await card.locator('.title').dblclick();
	const field = owner.locator('.canvas').getByRole('textbox');
	await expect(field).toHaveValue('Remin');
	const before = await card.boundingBox();
	await owner.mouse.move(420, 420);
	await owner.mouse.wheel(120, 120);
	await expect.poll(async () => (await card.boundingBox())!.x).not.toBe(before!.x);
	await owner.keyboard.type('der');
	await expect(field).toHaveValue('Reminder');
});

test('what a colleague deletes under the hands of somebody gives the text back, and the next keys delete nothing', async ({
	owner,
	api,
	browser,
	baseURL
}) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Under the hands', template: 'retail' });
	const map = () => api.get<Map>(`/journeys/${id}`);
	const [asked, second, third] = (await map()).touchpoints as [Touchpoint, Touchpoint, Touchpoint];
	const { survey } = await api.post<{ survey: { id: string } }>(`/touchpoints/${asked.id}/ask`, {
		journeyId: id,
		kind: 'nps'
	});
	await owner.setViewportSize({ width: 1440, height: 900 });
	const board = await new Board(owner).open(id);
	const other = await colleague(browser, api, baseURL!, { name: 'Zoe', role: 'editor' });
	const zoe = await new Board(other.page).open(id);
	const notes = owner.getByRole('region', { name: 'Notifications' });
	/** As somebody corrects a word, who has not looked up yet. */
	const correct = async () => {
		for (const key of ['Backspace', 'Backspace', 'n', 'Enter', 'Delete']) await owner.keyboard.press(key);
	};
	const remove = async (one: Touchpoint) => {
		await zoe.touchpoint(one.id).focus();
		await zoe.page.keyboard.press('Delete');
		await expect(board.touchpoint(one.id)).toHaveCount(0);
	};

	await board.touchpoint(second.id).locator('.title').dblclick();
	await owner.keyboard.type('Half a ti');
	await remove(second);
	await correct();
	await expect(notes).toContainText('Half a ti');

	await board.touchpoint(third.id).click();
	await owner.getByRole('complementary').getByLabel('Description').fill('Half a sentence');
	await remove(third);
	await correct();
	await expect(notes).toContainText('Half a sentence');

	await board.touchpoint(asked.id).click();
	await owner.getByRole('tab', { name: 'Survey' }).click();
	await owner.getByRole('button', { name: 'Edit texts' }).click();
	const text = owner.locator('[data-text="draft-comment-text.en"] textarea');
	await text.press('Control+End');
	await owner.keyboard.type(' half a question');
	const { draft } = await api.get<{ draft: { questions: { id: string }[] } }>(`/surveys/${survey.id}`);
	const questions = draft.questions.filter((question) => question.id !== 'comment');
	await api.patch(`/surveys/${survey.id}`, { content: { ...draft, questions } });
	await expect(text).toHaveCount(0);
	await expect(owner.locator('[data-question=nps]')).toBeFocused();
	await correct();
	await expect(notes).toContainText('half a question');

	// What is chosen on purpose can be deleted: nothing went but what the colleague took, and this.
	await board.touchpoint(asked.id).focus();
	await owner.keyboard.press('ArrowRight');
	await owner.keyboard.press('ArrowLeft');
	await owner.keyboard.press('Delete');
	await expect(board.touchpoint(asked.id)).toHaveCount(0);
	await board.saved();
	const left = (await map()).touchpoints.map((one) => one.id);
	expect(left).toHaveLength(14 - 3);
	await other.context.close();
});

test('heads stay over their columns, whatever gets the focus or is asked into view', async ({ owner, api }) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Heads', template: 'airline' });
	await owner.setViewportSize({ width: 1000, height: 600 });
	const board = await new Board(owner).open(id);
	await board.saved();
	const off = () =>
		owner.evaluate(() => {
			const left = (element: Element) => element.getBoundingClientRect().left;
			const top = (element: Element) => element.getBoundingClientRect().top;
			const cells = [...document.querySelectorAll<HTMLElement>('[data-cell]')];
			const apart = (head: HTMLElement, at: 0 | 1, edge: (element: Element) => number) => {
				const own = cells.find(
					(cell) => cell.dataset.cell!.split(':')[at] === (head.dataset.sceneId ?? head.dataset.laneId)
				);
				return own ? Math.abs(edge(own) - edge(head)) : 0;
			};
			return Math.max(
				...[...document.querySelectorAll<HTMLElement>('[data-scene-id]')].map((head) => apart(head, 0, left)),
				...[...document.querySelectorAll<HTMLElement>('[data-lane-id]')].map((head) => apart(head, 1, top))
			);
		});
	for (const name of ['Add scene', 'Add lane']) {
		const add = owner.locator('.canvas').getByRole('button', { name, exact: true });
		await add.focus();
		// Brought into view, by moving the map.
		await expect(add).toBeInViewport({ ratio: 1 });
		expect(await off()).toBeLessThan(1.5);
	}
	await owner.evaluate(() => {
		document.querySelector('[data-scene-id]')!.scrollIntoView();
		[...document.querySelectorAll('[data-cell]')].at(-1)!.scrollIntoView({ block: 'start', inline: 'start' });
		for (const box of document.querySelectorAll('.canvas, .canvas *')) box.scrollBy(40, 40);
	});
	await expect.poll(off).toBeLessThan(1.5);
	await owner.keyboard.press('0');
	await expect.poll(off).toBeLessThan(1.5);
});
