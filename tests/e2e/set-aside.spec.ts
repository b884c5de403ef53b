import { readFileSync } from 'node:fs';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { apply } from '../../src/document/kinds/journey/apply.ts';
import { closeCodes } from '../../src/document/core/close-codes.ts';
import { createTouchpoint, put } from '../../src/domain/journey/index.ts';
import { uuidv7 } from '../../src/domain/shared/ids.ts';
import { OWNER } from '../support/built-app.ts';
import { tooDeepToDelete, withDeletionOf } from '../support/poison.ts';
import { Board, type Map } from './support/board.ts';
import { colleague } from './support/colleague.ts';
import { expect, expectAccessible, signedIn, test, hydrating } from './support/test.ts';

const REGION = 'Edits that could not be put into the map';

/** An update as y-websocket sends it. */
function message(update: Uint8Array): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, 0);
	encoding.writeVarUint(encoder, 2);
	encoding.writeVarUint8Array(encoder, update);
	return encoding.toUint8Array(encoder);
}

/** A new touchpoint, as an update that hangs on nothing. */
function newTouchpoint(title: string, { sceneId, laneId }: { sceneId: string; laneId: string }): Uint8Array {
	const doc = new Y.Doc();
	const id = uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
	const record = createTouchpoint({ id, title, sceneId, laneId, order: 'a0' });
	apply(doc, [put(record)], 'wayfelt:api');
	return Y.encodeStateAsUpdate(doc);
}

/** Sends edits past the editor, until the server sends everybody away because it set some of them aside. */
async function setAside(url: string, cookie: string, updates: readonly Uint8Array[]): Promise<void> {
	const socket = new WebSocket(url.replace(/^http/, 'ws'), { headers: { cookie, origin: new URL(url).origin } });
	const ended = new Promise<number>((done) => socket.once('close', done));
	await new Promise((open, failed) => socket.once('open', open).once('error', failed));
	for (const update of updates) socket.send(message(update));
	expect(await ended).toBe(closeCodes.replaced);
}

test('edits that could not be put into the map are shown to those who may edit, downloaded and discarded', async ({
	api,
	browser,
	baseURL
}) => {
	test.setTimeout(120_000);
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Poisoned', template: 'retail' });
	const map = await api.get<Map>(`/journeys/${id}`);
	const place = { sceneId: map.scenes[1]!.id, laneId: map.lanes.find(({ kind }) => kind === 'touchpoints')!.id };
	const context = await signedIn(browser, OWNER, baseURL!, { viewport: { width: 1440, height: 900 } });
	const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
	const page = hydrating(await context.newPage());
	const board = await new Board(page).open(id);
	await board.saved();
	const [chain, deletion] = tooDeepToDelete(4_000_001, { root: 'markers' });
	await setAside(`${baseURL}/collab/journey/${id}`, cookie, [
		chain,
		withDeletionOf(newTouchpoint('Curbside pickup', place), deletion)
	]);
	await page
		.getByRole('alert')
		.filter({ hasText: 'This journey was replaced' })
		.getByRole('button', { name: 'Reload' })
		.click();
	await board.saved();
	await expect(board.card('Curbside pickup')).toHaveCount(0);

	const notice = page.getByRole('region', { name: REGION });
	await expect(notice).toContainText('1 edit could not be put into the map');
	await expectAccessible(page, 'a board with edits that were taken out');
	await notice.getByRole('button', { name: 'Look at them' }).click();
	const dialog = page.getByRole('dialog', { name: REGION });
	await expect(dialog).toContainText('1 edit by');
	await expect(dialog).toContainText('call stack');
	await expect(dialog.locator('[data-aside=added]')).toContainText('Curbside pickup');
	await expect(dialog).toContainText('A part of them cannot be read.');
	await expectAccessible(page, 'edits that were taken out');
	const arriving = page.waitForEvent('download');
	await dialog.getByRole('link', { name: 'Download raw data' }).click();
	const file = await arriving;
	expect(file.suggestedFilename()).toMatch(/^wayfelt-set-aside-\d+-\d+\.bin$/);
	expect(readFileSync(await file.path()).includes('Curbside pickup')).toBe(true);

	// Nobody who may only look is told.
	const viewer = await colleague(browser, api, baseURL!, { name: 'Vera Viewer', role: 'viewer' });
	const seen = await new Board(viewer.page).open(id);
	await expect(seen.state('read-only')).toBeVisible();
	await expect(viewer.page.getByRole('region', { name: REGION })).toHaveCount(0);
	await viewer.context.close();

	await dialog.getByRole('button', { name: 'Discard' }).click();
	const asking = page.getByRole('alertdialog', { name: 'Discard these edits?' });
	await expect(asking).toContainText('removed for everybody');
	await asking.getByRole('button', { name: 'Cancel' }).click();
	await dialog.getByRole('button', { name: 'Discard' }).click();
	await asking.getByRole('button', { name: 'Discard' }).click();
	await expect(dialog).toHaveCount(0);
	await expect(notice).toHaveCount(0);
	// The board is there for the hand again.
	await board.rename(board.touchpoint(map.touchpoints[0]!.id), 'And on we go');
	await board.saved();
	await page.reload();
	await board.saved();
	await expect(notice).toHaveCount(0);
	await context.close();
});
