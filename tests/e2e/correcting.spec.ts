import { Board, type Map } from './support/board.ts';
import { expect, test } from './support/test.ts';

test('an answer that is deleted leaves an open board at once, its comment too', async ({ owner, api }) => {
	const { id: journey } = await api.post<{ id: string }>('/journeys', { title: 'Corrected', template: 'airline' });
	const touchpoint = (await api.get<Map>(`/journeys/${journey}`)).touchpoints[0]!.id;
	const { collector } = await api.post<{ collector: { code: string } }>(`/touchpoints/${touchpoint}/ask`, {
		journeyId: journey,
		kind: 'nps'
	});
	const answer = (comment: string) =>
		api.post<{ id: string }>('/responses', { collectorCode: collector.code, answers: { nps: 9, comment } });
	const wrong = await answer('My name is Li Lei');
	for (let at = 0; at < 6; at++) await answer(`Fine ${at}`);

	const board = await new Board(owner).open(journey);
	await board.touchpoint(touchpoint).click();
	await owner.getByRole('tab', { name: 'Results' }).click();
	await expect(owner.getByText('My name is Li Lei')).toBeVisible();
	await expect(board.touchpoint(touchpoint)).toContainText('n 7');
	await api.delete(`/responses/${wrong.id}`);
	await expect(board.touchpoint(touchpoint)).toContainText('n 6');
	await expect(owner.getByText('My name is Li Lei')).toBeHidden();
	await expect(owner.getByText('Fine 5')).toBeVisible();
});
