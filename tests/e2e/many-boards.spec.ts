import { Board } from './support/board.ts';
import { colleague } from './support/colleague.ts';
import { answerAt } from './support/respondent.ts';
import { expect, hydrating, signedIn, test } from './support/test.ts';
import { OWNER } from '../support/built-app.ts';

const BOARDS = 12;

test('twelve boards in one browser open, all follow an answer, and none does after signing out', async ({
	api,
	browser,
	baseURL
}) => {
	test.setTimeout(180_000);
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Followed from everywhere' });
	const { scenes } = await api.get<{ scenes: { id: string }[] }>(`/journeys/${id}`);
	const touchpoint = await api.post<{ id: string }>(`/journeys/${id}/touchpoints`, {
		sceneId: scenes[0]!.id,
		title: 'Checkout'
	});
	const { collector } = await api.post<{ collector: { code: string } }>(`/touchpoints/${touchpoint.id}/ask`, {
		journeyId: id,
		kind: 'nps'
	});
	const answer = (score: number) => answerAt(baseURL!, collector.code, { nps: String(score) });

	// A session of its own: it is signed out below.
	const context = await signedIn(browser, OWNER, baseURL!, {}, { fresh: true });
	const boards: Board[] = [];
	for (let n = 0; n < BOARDS; n++) boards.push(await new Board(hydrating(await context.newPage())).open(id));
	// Plain http/1.1: a browser has six connections to this address, and every page still comes.
	const home = hydrating(await context.newPage());
	await home.goto('/');
	await expect(home.getByText('Followed from everywhere')).toBeVisible();

	await answer(9);
	for (const board of boards) await expect(board.touchpoint(touchpoint.id)).toContainText('n = 1');

	// Whoever sits down next sees their own numbers, and the pages left open show no new ones.
	const left = await context.request.post('/sign-out', { headers: { origin: baseURL! }, form: { next: '/sign-in' } });
	expect(left.url()).toContain('/sign-in');
	for (const board of boards) await expect(board.page.locator('[data-saved="stopped"]')).toBeVisible();
	const next = await new Board(
		(await colleague(browser, api, baseURL!, { name: 'Next Nina', role: 'viewer' })).page
	).open(id);
	await answer(10);
	await expect(next.touchpoint(touchpoint.id)).toContainText('n = 2');
	for (const board of boards) await expect(board.touchpoint(touchpoint.id)).toContainText('n = 1');
	await context.close();
});
