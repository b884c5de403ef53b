import { Board, type Map } from './support/board.ts';
import { expect, test } from './support/test.ts';

const DAY = 24 * 60 * 60 * 1000;

test('the Results tab draws the days and asks for nothing that is refused, whatever days are chosen', async ({
	owner,
	api
}) => {
	const { id: journey } = await api.post<{ id: string }>('/journeys', { title: 'Day by day', template: 'retail' });
	const touchpoint = (await api.get<Map>(`/journeys/${journey}`)).touchpoints[0]!.id;
	const run = await api.post<{ id: string }>('/imports', {
		fileName: 'days.csv',
		kind: 'csat',
		total: 60,
		touchpointIds: [touchpoint],
		language: 'en'
	});
	// A dozen answers on each of five days.
	await api.post(`/imports/${run.id}/rows`, {
		rows: Array.from({ length: 60 }, (_, at) => ({
			row: at + 1,
			key: `row ${at}`,
			touchpointId: touchpoint,
			score: (at % 5) + 1,
			submittedAt: new Date(Date.now() - (1 + (at % 5)) * DAY).toISOString()
		}))
	});
	await api.post(`/imports/${run.id}/finish`, {});

	const failed: string[] = [];
	const asked: string[] = [];
	owner.on('response', (response) => {
		const url = new URL(response.url());
		if (!url.pathname.startsWith('/api/')) return;
		asked.push(`${url.pathname.split('/').at(-1)}${url.search}`);
		if (response.status() >= 400) failed.push(`${response.status()} ${url.pathname}${url.search}`);
	});
	const board = await new Board(owner).open(journey);
	await board.touchpoint(touchpoint).click();
	await owner.getByRole('tab', { name: 'Results' }).click();
	const chart = owner.getByRole('complementary').locator('figure .plot svg');
	const drawn = async () => {
		await expect(
			owner
				.getByRole('complementary')
				.getByText(/^(Day by day|Week by week|Month by month)$/)
				.first()
		).toBeVisible();
		await expect(chart.first()).toBeVisible();
		await expect(owner.getByRole('complementary').getByRole('alert')).toHaveCount(0);
	};
	await drawn();
	const period = owner.getByRole('button', { name: /^Period/ });
	await period.click();
	await owner.getByRole('menuitemradio', { name: 'All' }).click();
	await expect.poll(() => asked.filter((one) => one.startsWith('trend')).length).toBeGreaterThan(1);
	await drawn();
	await period.click();
	await owner.getByRole('menuitemradio', { name: 'Other days …' }).click();
	await owner.getByRole('dialog').getByRole('button', { name: 'Show' }).click();
	await expect.poll(() => asked.filter((one) => one.startsWith('trend')).length).toBeGreaterThan(2);
	await drawn();
	expect(asked.some((one) => one.startsWith('marked'))).toBe(true);
	expect(failed).toEqual([]);
});
