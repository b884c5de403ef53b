import { readFileSync } from 'node:fs';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { apply } from '../../src/document/kinds/journey/apply.ts';
import { surveyDraftKind } from '../../src/document/kinds/survey-draft/index.ts';
import { closeCodes } from '../../src/document/core/close-codes.ts';
import { createTouchpoint, put } from '../../src/domain/journey/index.ts';
import { uuidv7 } from '../../src/domain/shared/ids.ts';
import { flatQuestion } from '../../src/domain/survey/draft/index.ts';
import { defaultContent } from '../../src/domain/survey/index.ts';
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

test('edits that could not be put into a survey are shown in its editor, to those who may edit', async ({
	owner,
	api,
	baseURL
}) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Poisoned survey', template: 'retail' });
	const first = (await api.get<Map>(`/journeys/${id}`)).touchpoints[0]!;
	const { survey } = await api.post<{ survey: { id: string; title: string } }>(`/touchpoints/${first.id}/ask`, {
		journeyId: id,
		kind: 'nps'
	});
	const page = owner;
	await page.setViewportSize({ width: 1440, height: 900 });
	const board = await new Board(page).open(id);
	await board.touchpoint(first.id).click();
	await page.getByRole('tab', { name: 'Survey' }).click();
	const edit = page.getByRole('button', { name: 'Edit texts' });
	await edit.click();
	const editor = page.locator('[data-draft]');
	await expect(editor.locator('[data-saved=saved]')).toBeVisible();

	const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
	const doc = new Y.Doc();
	const question = { ...defaultContent('nps').questions[1]!, id: 'extra', text: { en: 'Anything else?' } };
	surveyDraftKind.apply(doc, [{ op: 'put', record: flatQuestion(question, 'a5') }], 'wayfelt:api');
	const [chain, deletion] = tooDeepToDelete(4_000_002, { root: 'questions' });
	await setAside(`${baseURL}/collab/survey-draft/${survey.id}`, cookie, [
		chain,
		withDeletionOf(Y.encodeStateAsUpdate(doc), deletion)
	]);
	const ended = editor.getByRole('alert').filter({ hasText: 'This survey was replaced' });
	await expect(editor.locator('[data-saved]')).toHaveAttribute('title', /This survey was replaced/);
	await ended.getByRole('button', { name: 'Reload' }).click();
	await board.saved();
	await board.touchpoint(first.id).click();
	await page.getByRole('tab', { name: 'Survey' }).click();
	await edit.click();
	const region = 'Edits that could not be put into the survey';
	const notice = page.getByRole('region', { name: region });
	await expect(notice).toContainText('1 edit could not be put into the survey');
	await expectAccessible(page, 'the editor of a survey with edits that were taken out');
	await notice.getByRole('button', { name: 'Look at them' }).click();
	const dialog = page.getByRole('dialog', { name: region });
	await expect(dialog.locator('[data-aside=added]')).toContainText('Anything else?');
	await expect(dialog.locator('[data-aside=added]')).toContainText('Not in the survey');
	const arriving = page.waitForEvent('download');
	await dialog.getByRole('link', { name: 'Download raw data' }).click();
	expect((await arriving).suggestedFilename()).toMatch(/^wayfelt-set-aside-\d+-\d+\.bin$/);
	await dialog.getByRole('button', { name: 'Discard' }).click();
	await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click();
	await expect(notice).toHaveCount(0);
	await expect(editor).toBeFocused();
	expect(await api.get(`/surveys/${survey.id}/set-aside`)).toEqual({ items: [], next: null, edits: 0 });
});
