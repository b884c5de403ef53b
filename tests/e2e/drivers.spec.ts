import { expect, expectAccessible, test, type Api } from './support/test.ts';
import type { Map } from './support/board.ts';

const DAYS = 'from=2018-03-01&to=2018-03-31';

/** Customers who recommend as they liked the first touchpoint; few of them were asked at the third. */
async function answered(api: Api, title: string) {
	const { id } = await api.post<{ id: string }>('/journeys', { title, template: 'retail' });
	const { touchpoints } = await api.get<Map>(`/journeys/${id}`);
	const ask = async (at: number, kind: string) => {
		const given = { journeyId: id, kind };
		const asked = await api.post<{ collector: { code: string } }>(`/touchpoints/${touchpoints[at]!.id}/ask`, given);
		return asked.collector.code;
	};
	const [first, second, third, outcome] = [
		await ask(0, 'csat'),
		await ask(1, 'csat'),
		await ask(2, 'csat'),
		await ask(3, 'nps')
	];
	const answer = (collectorCode: string, who: number, day: string, answers: object) => ({
		collectorCode,
		submittedAt: `2018-03-${day}T10:00:00Z`,
		answers,
		customer: { externalId: `${title}-${who}` }
	});
	const responses = Array.from({ length: 120 }, (_, who) => [
		answer(first, who, '05', { csat: 1 + (who % 4) }),
		answer(second, who, '06', { csat: 3 + (Math.floor(who / 4) % 3) }),
		...(who < 37 ? [answer(third, who, '07', { csat: 1 + (who % 5) })] : []),
		answer(outcome, who, '10', { nps: 2 * (1 + (who % 4)) + (who % 3) })
	]).flat();
	await api.post('/responses/batch', { responses });
	return { id, titles: touchpoints.slice(0, 4).map((one) => one.title) };
}

test('what goes with the outcome is named, with what it stands on and what is missing', async ({ owner, api }) => {
	const title = `Drivers ${Date.now()}`;
	const { id, titles } = await answered(api, title);
	await owner.goto(`/journeys/${id}`);
	await owner.getByRole('button', { name: /^(More|更多)/ }).click();
	await owner.getByRole('menuitem', { name: 'Drivers' }).click();
	await expect(owner).toHaveURL(new RegExp(`/journeys/${id}/drivers$`));
	await expect(owner.getByText('No outcome yet')).toBeVisible();

	await owner.goto(`/journeys/${id}/drivers?${DAYS}`);
	await expect(owner.getByRole('heading', { level: 1 })).toHaveText(
		`Fix first: ${titles[0]!}. It goes with NPS more than most, and is rated worse`
	);
	await expect(owner.getByText('What goes together need not be cause and effect')).toBeVisible();
	const table = owner.getByRole('table', { name: 'Touchpoints by importance' });
	await expect(table.getByRole('row').nth(1)).toContainText('Fix first');
	await expect(table.getByRole('row', { name: new RegExp(titles[2]!) })).toContainText(
		'Not enough: 37 pairs, 13 more needed'
	);
	const chart = owner.getByRole('figure', { name: /What goes with NPS/ });
	await expect(chart.getByRole('listitem').first()).toHaveText(
		new RegExp(`^${titles[0]!}: importance \\d+% \\(.+\\), rating \\d+ of 100 \\(.+\\), pairs: 120\\. Fix first$`)
	);
	await expect(chart.locator('svg').getByText('Fix first')).toBeAttached();
	await expectAccessible(owner, 'drivers');

	// By itself, and of another outcome: both stand in the address.
	await owner.getByRole('combobox', { name: 'Importance' }).selectOption('own');
	await expect(owner).toHaveURL(/by=own/);
	await expect(chart.getByRole('listitem').first()).toContainText(/importance 0\.\d\d/);
	await owner
		.getByRole('combobox', { name: 'Outcome' })
		.selectOption({ label: `Outcome: CSAT at “${titles[0]!}” · n 120` });
	const other = owner.getByText(new RegExp(`^Outcome: CSAT at “${titles[0]!}”.*known customers 120`));
	await expect(other).toBeVisible();
	await owner.reload();
	await expect(other).toBeVisible();

	// As figures.
	await owner.goto(`/journeys/${id}/drivers?${DAYS}`);
	await chart.getByRole('button', { name: /^Chart/ }).click();
	await owner.getByRole('menuitem', { name: /table/i }).click();
	await expect(chart.getByRole('row').filter({ hasText: titles[0]! })).toContainText('Fix first');
});

test('drivers of what is not there are none', async ({ owner }) => {
	const answer = await owner.goto('/journeys/01a223bc-5d6d-7e04-acda-f4872b9d5fc5/drivers');
	expect(answer!.status()).toBe(404);
});
