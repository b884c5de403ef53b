import { Board } from './support/board.ts';
import { answerAt } from './support/respondent.ts';
import { expect, test } from './support/test.ts';

test('what is typed in a dialog stays, whatever comes in meanwhile', async ({ owner, api, baseURL }) => {
	await owner.setViewportSize({ width: 1440, height: 900 });
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Typed meanwhile' });
	const { scenes } = await api.get<{ scenes: { id: string }[] }>(`/journeys/${id}`);
	const touchpoint = await api.post<{ id: string }>(`/journeys/${id}/touchpoints`, {
		sceneId: scenes[0]!.id,
		title: 'Checkout'
	});
	const { collector, survey } = await api.post<{ collector: { code: string }; survey: { id: string } }>(
		`/touchpoints/${touchpoint.id}/ask`,
		{ journeyId: id, kind: 'nps' }
	);
	const answer = (score: number) => answerAt(baseURL!, collector.code, { nps: String(score) });
	await answer(9);
	const board = await new Board(owner).open(id);
	const counts = (n: number) => expect(board.touchpoint(touchpoint.id)).toContainText(`n = ${n}`);
	await counts(1);

	// A target: the score it is of comes anew with every answer, and is another one once a colleague publishes new words.
	await board.touchpoint(touchpoint.id).click();
	await owner.getByRole('tab', { name: 'Results' }).click();
	await owner
		.getByRole('button', { name: /^target/ })
		.first()
		.click();
	const target = owner.getByRole('dialog', { name: 'Target' });
	await target.getByRole('spinbutton', { name: 'Target' }).fill('45');
	await answer(8);
	await counts(2);
	await expect(target.getByRole('spinbutton', { name: 'Target' })).toHaveValue('45');
	interface Survey {
		readonly draft: { readonly questions: readonly { readonly id: string; readonly text: object }[] };
	}
	const { draft } = await api.get<Survey>(`/surveys/${survey.id}`);
	const questions = draft.questions.map((question) =>
		question.id === 'nps'
			? { ...question, text: { ...question.text, en: 'Would you recommend our checkout?' } }
			: question
	);
	await api.patch(`/surveys/${survey.id}`, { content: { ...draft, questions } });
	const { newSeries } = await api.post<{ newSeries: readonly string[] }>(`/surveys/${survey.id}/publish`, {});
	expect(newSeries).toHaveLength(1);
	await expect(board.touchpoint(touchpoint.id)).toContainText(/new wording since .+, n 0/);
	await expect(target.getByRole('spinbutton', { name: 'Target' })).toHaveValue('45');
	await target.getByRole('button', { name: 'Save' }).click();
	await expect(target).toBeHidden();
	// What is wanted at a touchpoint is wanted in other words as well: the scale is the same.
	const targets = async () => {
		const { touchpoints } = await api.get<{ touchpoints: Record<string, { n: number; target: number }[]> }>(
			`/journeys/${id}/results`
		);
		return touchpoints[touchpoint.id]!.map(({ n, target: wanted }) => [n, wanted]);
	};
	const [current, old] = await targets();
	expect(current![0]).toBe(0);
	expect(current![1]).toBe(45);
	expect(old).toEqual([2, 45]);

	// Days of one's own: with "all time" the first of them moves with every answer.
	await owner.getByRole('button', { name: /^Period/ }).click();
	await owner.getByRole('menuitemradio', { name: 'All time' }).click();
	await owner.getByRole('button', { name: /^Period/ }).click();
	await owner.getByRole('menuitemradio', { name: /Other days/ }).click();
	const from = owner.getByRole('dialog', { name: /Other days/ }).getByLabel('From');
	await from.fill('2020-02-02');
	await answer(10);
	await expect(board.touchpoint(touchpoint.id)).toContainText('n 1');
	await expect(from).toHaveValue('2020-02-02');
});
