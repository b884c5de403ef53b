import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BrowserContext, Page } from '@playwright/test';
import { OWNER, startBuiltApp, type BuiltApp } from '../support/built-app.ts';
import { Board, type Map } from './support/board.ts';
import { cut } from './support/parts.ts';
import { Api, expect, expectAccessible, hydrating, signedIn, test } from './support/test.ts';

// A program of its own: it is stopped, and its database is restored, while a person edits offline.
let app: BuiltApp;
let backup: string;
let context: BrowserContext;
let api: Api;

test.beforeAll(async ({ browser }) => {
	app = await startBuiltApp();
	backup = join(app.dataDir, 'backup');
	context = await signedIn(browser, OWNER, app.url, { viewport: { width: 1440, height: 900 } }, { fresh: true });
	api = new Api(context.request, app.url);
});
test.afterAll(async () => {
	await context.close();
	await app.stop();
	app.cleanup();
});

const admin = (...args: string[]) =>
	promisify(execFile)(process.execPath, ['server/cli.ts', ...args], {
		env: { ...process.env, NODE_ENV: 'production', DATA_DIR: app.dataDir }
	});

const databases = (page: Page) =>
	page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name).sort());

test('edits made offline before a restore are shown, copied, downloaded and discarded', async () => {
	test.setTimeout(180_000);
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Set aside', template: 'retail' });
	const map = await api.get<Map>(`/journeys/${id}`);
	const [renamed, deleted, confirmed] = map.touchpoints as [
		Map['touchpoints'][number],
		Map['touchpoints'][number],
		Map['touchpoints'][number]
	];
	await admin('backup', backup);

	const board = await new Board(hydrating(await context.newPage())).open(id);
	await board.saved();
	await board.rename(board.touchpoint(confirmed.id), 'Stored after the backup');
	await board.saved();
	await context.setOffline(true);
	await expect(board.state('offline')).toBeVisible();
	await board.rename(board.touchpoint(renamed.id), 'Thought of on the train');
	await board.touchpoint(deleted.id).click();
	await board.page.keyboard.press('Delete');
	await expect(board.touchpoint(deleted.id)).toHaveCount(0);
	const { sceneId } = renamed;
	const lane = map.lanes.find(({ kind }) => kind === 'touchpoints')!.id;
	await board.cell(sceneId, lane).dblclick();
	await board.page.keyboard.type('A new idea');
	await board.page.keyboard.press('Enter');
	await expect(board.card('A new idea')).toBeVisible();
	await board.kept();
	await board.page.close({ runBeforeUnload: false });

	await app.stop();
	await admin('restore', backup, '--replace');
	await app.restart();
	await context.setOffline(false);

	const again = await new Board(hydrating(await context.newPage())).open(id);
	const { page } = again;
	const ended = page.getByRole('alert').filter({ hasText: 'This journey was replaced' });
	await expect(ended).toContainText('They are kept on this device: reload to look at them.');
	const mend = await cut(page, 'features/journey-board/aside/index.ts');
	await ended.getByRole('button', { name: 'Reload' }).click();
	await again.saved();
	await expect(again.touchpoint(renamed.id)).toContainText(renamed.title);
	await expect(again.touchpoint(confirmed.id)).toContainText(confirmed.title);

	// What shows them may not arrive: they are not passed over in silence. And the map stays where it is.
	const failed = page.getByRole('alert').filter({ hasText: 'could not be merged' });
	await expect(failed).toContainText('They could not be shown');
	const place = () => again.touchpoint(confirmed.id).boundingBox();
	const before = await place();
	await mend();
	await failed.getByRole('button', { name: 'Try again' }).click();
	const notice = page.getByRole('region', { name: 'Edits that could not be merged' });
	await expect(notice).toContainText('touch 3 places');
	await expect(failed).toHaveCount(0);
	expect(await place()).toEqual(before);
	await expectAccessible(page, 'a board with edits that were set aside');
	await notice.getByRole('button', { name: 'Look at them' }).click();
	const dialog = page.getByRole('dialog', { name: 'Edits that could not be merged' });
	await expect(dialog.locator('[data-aside=changed]')).toContainText(renamed.title);
	await expect(dialog.locator('[data-aside=changed]')).toContainText('Thought of on the train');
	await expect(dialog.locator('[data-aside=added]')).toContainText('A new idea');
	await expect(dialog.locator('[data-aside=deleted]')).toContainText(deleted.title);
	// What the server had confirmed before the restore undid it is not this person's loss to look through.
	await expect(dialog).not.toContainText('Stored after the backup');
	await expectAccessible(page, 'edits that were set aside');
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await dialog.locator('[data-aside=changed]').getByRole('button', { name: 'Copy: Title' }).click();
	await expect(dialog.locator('[data-aside=changed]').getByRole('button', { name: 'Copied' })).toBeVisible();
	expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Thought of on the train');

	const arriving = page.waitForEvent('download');
	await dialog.getByRole('button', { name: 'Download' }).click();
	const file = await arriving;
	expect(file.suggestedFilename()).toBe('Set aside – edits not merged.txt');
	const text = readFileSync(await file.path(), 'utf8');
	for (const part of ['Thought of on the train', renamed.title, 'A new idea', deleted.title])
		expect(text).toContain(part);

	// Put off, it is back with the next visit; it stays until it is discarded, and what is written into the map again is no longer missing.
	await page.keyboard.press('Escape');
	await notice.getByRole('button', { name: 'Not now' }).click();
	await expect(notice).toHaveCount(0);
	await page.reload();
	await again.saved();
	await expect(notice).toContainText('touch 3 places');
	await again.rename(again.touchpoint(renamed.id), 'Thought of on the train');
	await expect(notice).toContainText('touch 2 places');

	await notice.getByRole('button', { name: 'Look at them' }).click();
	await dialog.getByRole('button', { name: 'Discard' }).click();
	const asking = page.getByRole('alertdialog', { name: 'Discard these edits?' });
	await expect(asking).toContainText('cannot be undone');
	await expectAccessible(page, 'discarding edits that were set aside');
	await asking.getByRole('button', { name: 'Cancel' }).click();
	await expect(dialog).toBeVisible();
	await dialog.getByRole('button', { name: 'Discard' }).click();
	await asking.getByRole('button', { name: 'Discard' }).click();
	await expect(notice).toHaveCount(0);
	// The board is there for the hand again, and nothing is left behind.
	await again.rename(again.touchpoint(confirmed.id), 'And on we go');
	await again.saved();
	expect((await databases(page)).filter((name) => name?.includes(id))).toHaveLength(1);
	expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('/unsent/')))).toEqual([]);
	await page.reload();
	await again.saved();
	await expect(notice).toHaveCount(0);
	await page.close();
});

test('a copy without unsent edits is dropped at a restore, in every tab', async () => {
	test.setTimeout(180_000);
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Nothing to keep', template: 'retail' });
	const [first, second] = [
		await new Board(hydrating(await context.newPage())).open(id),
		await new Board(hydrating(await context.newPage())).open(id)
	];
	const touchpoint = (await api.get<Map>(`/journeys/${id}`)).touchpoints[0]!.id;
	await first.saved();
	await second.saved();
	await first.rename(first.touchpoint(touchpoint), 'Stored');
	await first.saved();
	await expect(second.touchpoint(touchpoint)).toContainText('Stored');
	const before = (await databases(first.page)).filter((name) => name?.includes(id));
	expect(before).toHaveLength(1);
	await app.stop();
	const later = join(app.dataDir, 'later');
	await admin('backup', later);
	await admin('restore', later, '--replace');
	await app.restart();
	for (const board of [first, second]) {
		const ended = board.page.getByRole('alert').filter({ hasText: 'This journey was replaced' });
		await expect(ended).toBeVisible({ timeout: 30_000 });
		await expect(ended).not.toContainText('change');
		await ended.getByRole('button', { name: 'Reload' }).click();
		await board.saved();
	}
	await expect
		.poll(async () => (await databases(first.page)).filter((name) => name?.includes(id)))
		.toEqual([before[0]!.replace(/1$/, '2')]);
	await expect(first.page.getByRole('region', { name: 'Edits that could not be merged' })).toHaveCount(0);
	await first.page.close();
	await second.page.close();
});
