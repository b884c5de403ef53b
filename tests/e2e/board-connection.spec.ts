import type { Page, WebSocketRoute } from '@playwright/test';
import { closeCodes } from '../../src/document/core/close-codes.ts';
import { OWNER } from '../support/built-app.ts';
import { Board, type Map } from './support/board.ts';
import { colleague } from './support/colleague.ts';
import { cut } from './support/parts.ts';
import { expect, expectAccessible, hydrating, signedIn, test } from './support/test.ts';

test('edits made offline survive a closed tab, are merged, and reach a colleague', async ({
	api,
	browser,
	baseURL
}) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'On a train', template: 'retail' });
	const map = await api.get<Map>(`/journeys/${id}`);
	const [mine, theirs] = map.touchpoints as [Map['touchpoints'][number], Map['touchpoints'][number]];
	const context = await signedIn(browser, OWNER, baseURL!, { viewport: { width: 1440, height: 900 } });
	const page = hydrating(await context.newPage());
	const sockets: string[] = [];
	page.on('websocket', (socket) => sockets.push(socket.url()));
	const board = await new Board(page).open(id);
	await board.saved();
	// The page itself opened it, and the board took it over.
	expect(sockets).toHaveLength(1);
	const other = await new Board(
		(await colleague(browser, api, baseURL!, { name: 'Oda Other', role: 'editor' })).page
	).open(id);

	await context.setOffline(true);
	await expect(board.state('offline')).toBeVisible();
	await board.rename(board.touchpoint(mine.id), 'Written on the train');
	await expect(board.state('offline')).toContainText('1 change kept on this device');
	await other.rename(other.touchpoint(theirs.id), 'Written at the desk');
	await other.saved();
	await board.kept();
	await board.page.close();

	await context.setOffline(false);
	const again = await new Board(hydrating(await context.newPage())).open(id);
	await expect(again.touchpoint(mine.id)).toContainText('Written on the train');
	await expect(again.touchpoint(theirs.id)).toContainText('Written at the desk');
	await again.saved();
	await expect(other.touchpoint(mine.id)).toContainText('Written on the train');
	await context.close();
});

test('offline and back without closing the tab', async ({ api, browser, baseURL }) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'A tunnel', template: 'retail' });
	const touchpoint = (await api.get<Map>(`/journeys/${id}`)).touchpoints[0]!.id;
	const context = await signedIn(browser, OWNER, baseURL!, { viewport: { width: 1440, height: 900 } });
	const board = await new Board(hydrating(await context.newPage())).open(id);
	await board.saved();
	await context.setOffline(true);
	await expect(board.state('offline')).toBeVisible();
	await board.rename(board.touchpoint(touchpoint), 'In the tunnel');
	await context.setOffline(false);
	await board.saved();
	expect((await api.get<Map>(`/journeys/${id}`)).touchpoints[0]!.title).toBe('In the tunnel');
	await context.close();
});

test('a browser whose storage is full opens the board, without a copy of its own', async ({ owner, api }) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'No room', template: 'retail' });
	const touchpoint = (await api.get<Map>(`/journeys/${id}`)).touchpoints[0]!.id;
	await owner.addInitScript(() => {
		Storage.prototype.setItem = () => {
			throw new DOMException('full', 'QuotaExceededError');
		};
	});
	const board = await new Board(owner).open(id);
	await board.rename(board.touchpoint(touchpoint), 'Stored at the server');
	await board.saved();
	expect((await api.get<Map>(`/journeys/${id}`)).touchpoints[0]!.title).toBe('Stored at the server');
});

test('a lost socket with a network is "reconnecting", with the edits that wait', async ({ owner, api }) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Gone server', template: 'retail' });
	const touchpoint = (await api.get<Map>(`/journeys/${id}`)).touchpoints[0]!.id;
	const line = await cuttable(owner);
	const board = await new Board(owner).open(id);
	await board.saved();
	await line.cut();
	await expect(board.state('reconnecting')).toBeVisible();
	await board.rename(board.touchpoint(touchpoint), 'Meanwhile');
	await expect(board.state('reconnecting')).toContainText('1 change kept on this device');
	line.mend();
	await board.saved();
	expect((await api.get<Map>(`/journeys/${id}`)).touchpoints[0]!.title).toBe('Meanwhile');
});

const endings = [
	{ code: closeCodes.replaced, text: 'This journey was replaced', way: 'Reload' },
	{ code: closeCodes.editorTooOld, text: 'This page is older than the journey', way: 'Reload' },
	{ code: closeCodes.forged, text: 'This tab can no longer send changes', way: 'Reload' },
	{ code: closeCodes.unauthenticated, text: 'You are signed out', way: 'Reload' },
	{ code: closeCodes.forbidden, text: 'You no longer have access', way: 'Journeys' },
	{ code: closeCodes.notFound, text: 'This journey was deleted', way: 'Journeys' },
	{ code: closeCodes.documentFull, text: 'This journey cannot grow any further', way: 'Journeys' }
] as const;

test('the server’s last words on a board that is open, and what to do then', async ({ owner, api }) => {
	test.setTimeout(120_000);
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Last words', template: 'retail' });
	const touchpoint = (await api.get<Map>(`/journeys/${id}`)).touchpoints[0]!.id;
	await owner.setViewportSize({ width: 1440, height: 900 });
	const line = await cuttable(owner);
	for (const { code, text, way } of endings) {
		line.mend();
		const board = await new Board(owner).open(id);
		await board.saved();
		await line.cut(code);
		const notice = owner.getByRole('alert').filter({ hasText: text });
		await expect(notice).toBeVisible();
		await expect(notice.getByRole(way === 'Reload' ? 'button' : 'link', { name: way })).toBeVisible();
		// Nothing can be edited any more, and the map can still be read.
		await board.touchpoint(touchpoint).locator('.title').dblclick();
		await expect(owner.locator('.canvas').getByRole('textbox')).toHaveCount(0);
	}
	await expectAccessible(owner, 'a board that has stopped');
	line.mend();
});

test('a reload after "replaced" starts from the server’s copy, not from the old one', async ({ owner, api }) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Replaced', template: 'retail' });
	const touchpoint = (await api.get<Map>(`/journeys/${id}`)).touchpoints[0]!;
	const line = await cuttable(owner);
	const board = await new Board(owner).open(id);
	await board.saved();
	await line.cut();
	await board.rename(board.touchpoint(touchpoint.id), 'On the old copy');
	line.refuse(closeCodes.replaced);
	const notice = owner.getByRole('alert').filter({ hasText: 'This journey was replaced' });
	await expect(notice).toContainText('Your last change could not be merged. It is kept on this device');
	line.mend();
	await notice.getByRole('button', { name: 'Reload' }).click();
	await board.saved();
	await expect(board.touchpoint(touchpoint.id)).toContainText(touchpoint.title);
	// What becomes of it: aside.spec.ts.
	await expect(owner.getByRole('region', { name: 'Edits that could not be merged' })).toContainText('touch 1 place.');
});

test('a full journey offers to drop what cannot be stored', async ({ owner, api }) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Full', template: 'retail' });
	const touchpoint = (await api.get<Map>(`/journeys/${id}`)).touchpoints[0]!;
	const line = await cuttable(owner);
	const board = await new Board(owner).open(id);
	await board.saved();
	await line.cut();
	await board.rename(board.touchpoint(touchpoint.id), 'Too much');
	line.refuse(closeCodes.documentFull);
	const notice = owner.getByRole('alert').filter({ hasText: 'cannot grow any further' });
	await expect(notice).toContainText('1 change is kept on this device.');
	line.mend();
	await notice.getByRole('button', { name: 'Drop these changes and reload' }).click();
	await board.saved();
	await expect(board.touchpoint(touchpoint.id)).toContainText(touchpoint.title);
	expect(await owner.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('/unsent/')))).toEqual([]);
});

test('a journey that is not there, or is refused before anything of it arrived', async ({ owner, api }) => {
	await owner.goto('/journeys/01a2077a-0000-7000-8000-000000000000');
	await expect(owner.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(owner.getByRole('main').getByRole('link').first()).toBeVisible();
	await expectAccessible(owner, 'a journey that is not there');

	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Never seen', template: 'retail' });
	const line = await cuttable(owner);
	line.refuse(closeCodes.forbidden);
	await owner.goto(`/journeys/${id}`);
	await expect(owner.getByRole('main')).toContainText('You no longer have access to this journey.');
	await expectAccessible(owner, 'a board that is refused');
	await owner.getByRole('main').getByRole('link', { name: 'Journeys' }).click();
	await expect(owner).toHaveURL(/\/$/);
});

test('signing out on the page of an invitation leaves no copy of a board behind', async ({ api, browser, baseURL }) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Left behind', template: 'retail' });
	const { token } = await api.post<{ token: string }>('/invitations', { role: 'viewer' });
	const { page } = await colleague(browser, api, baseURL!, { name: 'Una Shared', role: 'editor' });
	const board = await new Board(page).open(id);
	await board.saved();
	await page.goto(`/invite/${token}`);
	const kept = () => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
	expect(await kept()).not.toEqual([]);
	await page.locator('form[action$="/sign-out"]:visible button').click();
	await expect(page.locator('input[name=email]')).toBeVisible();
	expect(await kept()).toEqual([]);
});

test('a copy that was set aside and whose content the browser has removed is not told of', async ({ owner, api }) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Evicted', template: 'retail' });
	const touchpoint = (await api.get<Map>(`/journeys/${id}`)).touchpoints[0]!;
	const line = await cuttable(owner);
	const board = await new Board(owner).open(id);
	await board.saved();
	await line.cut();
	await board.rename(board.touchpoint(touchpoint.id), 'Removed to make room');
	line.refuse(closeCodes.replaced);
	await expect(owner.getByRole('alert').filter({ hasText: 'This journey was replaced' })).toBeVisible();
	line.mend();
	await owner.goto('/settings/personal');
	await owner.evaluate(async (journey) => {
		for (const { name } of await indexedDB.databases()) {
			if (!name!.includes(journey)) continue;
			await new Promise((resolve) => (indexedDB.deleteDatabase(name!).onsuccess = resolve));
		}
	}, id);
	await board.open(id);
	await board.saved();
	const notes = () => owner.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('/unsent/')));
	await expect.poll(notes).toEqual([]);
	await expect(owner.getByRole('region', { name: 'Edits that could not be merged' })).toHaveCount(0);
});

test('signing out asks before it removes edits that are nowhere else', async ({ api, browser, baseURL }) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Before you go', template: 'retail' });
	const touchpoint = (await api.get<Map>(`/journeys/${id}`)).touchpoints[0]!;
	const { page } = await colleague(browser, api, baseURL!, { name: 'Lea Leaving', role: 'editor' });
	const line = await cuttable(page);
	const mend = await cut(page, 'ui/ConfirmDialog.svelte');
	const board = await new Board(page).open(id);
	await board.saved();
	await line.cut();
	await board.rename(board.touchpoint(touchpoint.id), 'Only here');
	line.refuse(closeCodes.replaced);
	const ended = page.getByRole('alert').filter({ hasText: 'This journey was replaced' });
	await expect(ended).toBeVisible();
	const signOut = async () => {
		await page.getByRole('button', { name: /^Account and appearance/ }).click();
		await page.getByRole('menuitem', { name: 'Sign out' }).click();
	};
	// Our dialog may not arrive: the browser's own asks the same, and no is no.
	const plain = new Promise<string>((asked) =>
		page.once('dialog', (dialog) => void dialog.dismiss().then(() => asked(dialog.message())))
	);
	await signOut();
	expect(await plain).toContain('cannot be undone');
	await mend();
	line.mend();
	await ended.getByRole('button', { name: 'Reload' }).click();
	await board.saved();
	const notice = page.getByRole('region', { name: 'Edits that could not be merged' });
	await expect(notice).toBeVisible();

	await signOut();
	const asking = page.getByRole('alertdialog', { name: 'Some edits are only on this device' });
	await expect(asking).toContainText('cannot be undone');
	await expectAccessible(page, 'signing out with edits that are only here');
	await asking.getByRole('button', { name: 'Cancel' }).click();
	await expect(asking).toHaveCount(0);
	await page.reload();
	await expect(notice).toBeVisible();
	await board.saved();
	await signOut();
	await asking.getByRole('button', { name: 'Sign out' }).click();
	await expect(page.locator('input[name=email]')).toBeVisible();
	expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual([]);
	expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('wayfelt/')))).toEqual([]);
});

/** The line to the server: cut, refused with a code, mended. */
async function cuttable(page: Page) {
	let refusal: number | null = null;
	const open: WebSocketRoute[] = [];
	await page.routeWebSocket(/\/collab\//, (socket) => {
		if (refusal !== null) return void socket.close({ code: refusal });
		open.push(socket);
		socket.connectToServer();
	});
	return {
		async cut(code = 1012) {
			refusal = code;
			for (const socket of open.splice(0)) await socket.close({ code });
		},
		refuse: (code: number) => void (refusal = code),
		mend: () => void (refusal = null)
	};
}
