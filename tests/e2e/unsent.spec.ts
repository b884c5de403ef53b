import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import { OWNER } from '../support/built-app.ts';
import { Board, type Map } from './support/board.ts';
import { colleague } from './support/colleague.ts';
import { type Api, expect, expectAccessible, hydrating, signedIn, test } from './support/test.ts';

const REGION = 'Edits that were not sent';

/** Opens a new journey, and renames one touchpoint and adds another without a network. */
async function editedOffline(api: Api, context: BrowserContext, title: string, { survey = false } = {}) {
	const { id } = await api.post<{ id: string }>('/journeys', { title, template: 'retail' });
	const map = await api.get<Map>(`/journeys/${id}`);
	const [renamed, deleted] = map.touchpoints as [Map['touchpoints'][number], Map['touchpoints'][number]];
	if (survey) await api.post(`/touchpoints/${renamed.id}/ask`, { journeyId: id, kind: 'nps' });
	const board = await new Board(hydrating(await context.newPage())).open(id);
	await board.saved();
	const inSurvey = (page: Page) => page.locator('[data-text="draft--thanks.en"] textarea');
	if (survey) {
		await board.touchpoint(renamed.id).click();
		await board.page.getByRole('tab', { name: 'Survey' }).click();
		await board.page.getByRole('button', { name: 'Edit texts' }).click();
		await expect(board.page.locator('[data-draft] [data-saved=saved]')).toBeVisible();
	}
	await context.setOffline(true);
	await expect(board.state('offline')).toBeVisible();
	if (survey) await inSurvey(board.page).fill('Typed on the train');
	await board.rename(board.touchpoint(renamed.id), 'Thought of on the train');
	await board.touchpoint(deleted.id).click();
	await board.page.keyboard.press('Delete');
	const said = board.page.getByRole('region', { name: 'Notifications' });
	await expect(said.getByRole('button', { name: 'Undo' })).toBeVisible();
	await expect(board.state('offline')).toContainText('2 changes kept on this device');
	await board.kept();
	return { id, board, renamed, deleted, inSurvey };
}

const notesLeft = (page: Page): Promise<string[]> =>
	page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('/unsent/')));

test('edits of a journey that was deleted meanwhile are shown where it was, and on the home page', async ({
	api,
	browser,
	baseURL
}) => {
	test.setTimeout(120_000);
	const context = await signedIn(browser, OWNER, baseURL!, { viewport: { width: 1440, height: 900 } });
	const { id, board, renamed, deleted } = await editedOffline(api, context, 'Deleted meanwhile');
	await api.delete(`/journeys/${id}`);
	await context.setOffline(false);
	const ended = board.page.getByRole('alert').filter({ hasText: 'This journey was deleted' });
	await expect(ended).toContainText('Your last 2 changes were not sent. They are kept on this device');
	// A board that has stopped takes nothing back.
	const said = board.page.getByRole('region', { name: 'Notifications' });
	await expect(said.getByRole('button', { name: 'Undo' })).toHaveCount(0);
	await ended.getByRole('button', { name: 'Reload' }).click();

	const { page } = board;
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	const notice = page.getByRole('region', { name: REGION });
	await expect(notice).toContainText('“Deleted meanwhile”');
	await expectAccessible(page, 'a journey that is gone, with edits on this device');
	await notice.getByRole('button', { name: 'Look at them' }).click();
	const dialog = page.getByRole('dialog', { name: REGION });
	await expect(dialog.locator('[data-aside=changed]')).toContainText('Thought of on the train');
	await expect(dialog.locator('[data-aside=deleted]')).toContainText(deleted.title);
	await expect(dialog).not.toContainText(renamed.title);
	await expectAccessible(page, 'edits that were not sent');
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await dialog.getByRole('button', { name: 'Copy: Title' }).click();
	await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
	expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Thought of on the train');
	const arriving = page.waitForEvent('download');
	await dialog.getByRole('button', { name: 'Download' }).click();
	const file = await arriving;
	expect(file.suggestedFilename()).toBe('Deleted meanwhile – edits not sent.txt');
	expect(readFileSync(await file.path(), 'utf8')).toContain('Thought of on the train');
	await page.keyboard.press('Escape');

	await page.goto('/');
	const line = page.getByRole('region', { name: REGION });
	await expect(line).toContainText('“Deleted meanwhile”');
	await expectAccessible(page, 'the home page with edits on this device');
	await line.getByRole('button', { name: 'Discard' }).click();
	const asking = page.getByRole('alertdialog', { name: 'Discard these edits?' });
	await asking.getByRole('button', { name: 'Cancel' }).click();
	await expect(line).toBeVisible();
	await line.getByRole('button', { name: 'Discard' }).click();
	await asking.getByRole('button', { name: 'Discard' }).click();
	await expect(line).toHaveCount(0);
	expect(await notesLeft(page)).toEqual([]);
	await page.goto(`/journeys/${id}`);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(notice).toHaveCount(0);
	await context.close();
});

test('the home page leads to a journey whose edits were not sent, and opening it sends them', async ({
	api,
	browser,
	baseURL
}) => {
	const context = await signedIn(browser, OWNER, baseURL!, { viewport: { width: 1440, height: 900 } });
	const { id, board, renamed } = await editedOffline(api, context, 'Waiting to be sent');
	await board.page.close({ runBeforeUnload: false });
	await context.setOffline(false);
	const page = hydrating(await context.newPage());
	await page.goto('/');
	const line = page.getByRole('paragraph').filter({ hasText: '“Waiting to be sent”' });
	await expect(line).toContainText('edits on this device were not sent');
	await expectAccessible(page, 'the home page with edits that can be sent');
	await line.getByRole('link', { name: 'Open the journey to send them' }).click();
	const again = new Board(page);
	await again.saved();
	await expect(again.touchpoint(renamed.id)).toContainText('Thought of on the train');
	expect((await api.get<Map>(`/journeys/${id}`)).touchpoints[0]!.title).toBe('Thought of on the train');
	await page.goto('/');
	await expect(page.getByRole('article', { name: 'Waiting to be sent' })).toBeVisible();
	await expect(line).toHaveCount(0);
	await context.close();
});

test('another person at the same browser sees none of it', async ({ api, browser, baseURL }) => {
	const context = await signedIn(browser, OWNER, baseURL!, { viewport: { width: 1440, height: 900 } });
	const { id, board } = await editedOffline(api, context, 'Not yours');
	await api.delete(`/journeys/${id}`);
	await board.page.close({ runBeforeUnload: false });
	await context.setOffline(false);
	const other = await colleague(browser, api, baseURL!, { name: 'Noor Next', role: 'editor' });
	const { cookies } = await other.context.storageState();
	// The session ran out, and somebody else signs in: nobody signed out, so the copies stay.
	await context.clearCookies();
	await context.addCookies(cookies);
	const page = hydrating(await context.newPage());
	await page.goto('/');
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	expect(await notesLeft(page)).toHaveLength(1);
	await expect(page.getByRole('region', { name: REGION })).toHaveCount(0);
	await expect(page.getByText('Not yours')).toHaveCount(0);
	await page.goto(`/journeys/${id}`);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(page.getByRole('region', { name: REGION })).toHaveCount(0);
	await other.context.close();
	await context.close();
});

test('whoever may only look by now sees the map as it is, and their own edits beside it', async ({
	api,
	browser,
	baseURL
}) => {
	test.setTimeout(120_000);
	const { page, context } = await colleague(browser, api, baseURL!, { name: 'Wim Was', role: 'editor' });
	const { id, board, renamed, inSurvey } = await editedOffline(api, context, 'Taken down', { survey: true });
	const { items } = await api.get<{ items: readonly { userId: string; name: string }[] }>('/members');
	await api.patch(`/members/${items.find(({ name }) => name === 'Wim Was')!.userId}`, { role: 'viewer' });
	await context.setOffline(false);
	const ended = board.page.getByRole('alert').filter({ hasText: 'Your role may look at this journey' });
	await expect(ended).toContainText('Your last 2 changes were not sent. They are kept on this device');
	await ended.getByRole('button', { name: 'Reload' }).click();
	const again = new Board(board.page);
	await expect(again.state('read-only')).toBeVisible();
	await expect(again.touchpoint(renamed.id)).toContainText(renamed.title);
	const notice = board.page.getByRole('region', { name: REGION }).filter({ hasText: 'this journey' });
	await expect(notice).toContainText('your role may only look at this journey now');
	await notice.getByRole('button', { name: 'Look at them' }).click();
	const dialog = board.page.getByRole('dialog', { name: REGION });
	await expect(dialog.locator('[data-aside=changed]')).toContainText('Thought of on the train');
	await expect(dialog.locator('[data-aside=changed]')).toContainText(renamed.title);
	await expectAccessible(board.page, 'edits that may not be sent any more');
	await board.page.keyboard.press('Escape');

	// A survey that was written at the same time is told of where its texts are.
	await again.touchpoint(renamed.id).click();
	await board.page.getByRole('tab', { name: 'Survey' }).click();
	const card = board.page.getByRole('tabpanel').getByRole('article');
	await expect(card).toContainText('This device has edits of this survey that the server does not have.');
	await card.getByRole('button', { name: 'Show texts' }).click();
	await expect(card).not.toContainText('that the server does not have');
	await expect(inSurvey(board.page)).not.toHaveValue('Typed on the train');
	const beside = card.getByRole('region', { name: REGION });
	await expect(beside).toContainText('your role may only look at this survey now');
	await beside.getByRole('button', { name: 'Look at them' }).click();
	await expect(dialog.locator('[data-aside=changed]')).toContainText('Typed on the train');
	await expect(dialog.locator('[data-aside=changed]')).toContainText('In the survey now');
	await expectAccessible(board.page, 'edits of a survey that may not be sent any more');
	await board.page.close();

	// They are sent when the role comes back.
	await api.patch(`/members/${items.find(({ name }) => name === 'Wim Was')!.userId}`, { role: 'editor' });
	await page.goto(`/journeys/${id}`);
	await new Board(page).saved();
	await expect(new Board(page).touchpoint(renamed.id)).toContainText('Thought of on the train');
	await new Board(page).touchpoint(renamed.id).click();
	await page.getByRole('tab', { name: 'Survey' }).click();
	await page.getByRole('button', { name: 'Edit texts' }).click();
	await expect(inSurvey(page)).toHaveValue('Typed on the train');
	await expect(page.getByRole('region', { name: REGION })).toHaveCount(0);
	await context.close();
});

test('who was removed from their only workspace finds their edits at the door', async ({ api, browser, baseURL }) => {
	const { context } = await colleague(browser, api, baseURL!, { name: 'Lea Leaver', role: 'editor' });
	const { board } = await editedOffline(api, context, 'Left behind');
	const { items } = await api.get<{ items: readonly { userId: string; name: string; email: string }[] }>('/members');
	const leaver = items.find(({ name }) => name === 'Lea Leaver')!;
	await api.delete(`/members/${leaver.userId}`);
	await board.page.close({ runBeforeUnload: false });
	await context.setOffline(false);
	// The removal ended the session; the account is still there.
	const page = hydrating(await context.newPage());
	await page.goto('/sign-in');
	await page.locator('input[name=email]').fill(leaver.email);
	await page.locator('input[name=password]').fill('a passphrase for colleagues');
	await page.locator('form:has(input[name=password]) button[type=submit]').click();
	await page.waitForURL('**/no-workspace');
	const notice = page.getByRole('region', { name: REGION });
	await expect(notice).toContainText('“Left behind”');
	await notice.getByRole('button', { name: 'Look at them' }).click();
	await expect(page.getByRole('dialog', { name: REGION })).toContainText('Thought of on the train');
	await expectAccessible(page, 'edits of somebody without a workspace');
	await page.keyboard.press('Escape');
	await notice.getByRole('button', { name: 'Discard' }).click();
	await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click();
	await expect(notice).toHaveCount(0);
	expect(await notesLeft(page)).toEqual([]);
	await context.close();
});
