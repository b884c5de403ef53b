import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { expect, expectAccessible, test, type Api } from './support/test.ts';
import type { Map } from './support/board.ts';

/** Days that no other spec has answers in. */
const DAYS = 'from=2019-03-01&to=2019-03-31';

/** So many good and bad answers at each place. */
async function answered(
	api: Api,
	title: string,
	places: Readonly<Record<string, readonly [good: number, bad: number]>>
) {
	const { id: journeyId } = await api.post<{ id: string }>('/journeys', { title, template: 'retail' });
	const { touchpoints } = await api.get<Map>(`/journeys/${journeyId}`);
	const touchpointId = touchpoints[0]!.id;
	const { survey } = await api.post<{ survey: { id: string } }>(`/touchpoints/${touchpointId}/ask`, {
		journeyId,
		kind: 'csat'
	});
	for (const [name, [good, bad]] of Object.entries(places)) {
		const given = { surveyId: survey.id, touchpointId, channel: 'qr', name };
		const { code } = await api.post<{ code: string }>('/collectors', given);
		const scores = [...Array<number>(good).fill(5), ...Array<number>(bad).fill(1)];
		await api.post('/responses/batch', {
			responses: scores.map((csat, at) => ({
				collectorCode: code,
				language: 'en',
				submittedAt: `2019-03-${String(4 + 7 * (at % 4)).padStart(2, '0')}T10:00:00Z`,
				answers: { csat }
			}))
		});
	}
	return { journeyId, touchpointId };
}

async function taken(page: Page, chart: Locator, what: RegExp) {
	await chart.getByRole('button', { name: /^(Chart|图表)/ }).click();
	const waiting = page.waitForEvent('download');
	await page.getByRole('menuitem', { name: what }).click();
	const file = await waiting;
	return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

test('places are ranked by what their answers can tell, and every chart can be read, kept and taken away', async ({
	owner,
	api
}) => {
	await answered(api, `Shops ${Date.now()}`, {
		'Wide Street': [150, 50],
		'=Long Lane': [80, 120],
		'Mill Road': [30, 30],
		'Tiny Corner': [9, 1],
		'Four Only': [2, 2],
		'Three Only': [3, 0]
	});
	await owner.goto(`/places?${DAYS}`);
	await expect(owner.getByRole('heading', { level: 1 })).toHaveText(/^Wide Street is first: CSAT 7\d%$/);
	await expect(owner.getByText('Why not simply sort by the score?').locator('..')).toContainText(
		'Tiny Corner would be first with 90%, from only n = 10.'
	);
	const league = owner.getByRole('table', { name: 'League table' });
	await expect(league.getByRole('row')).toHaveCount(4);
	await expect(league.getByRole('row').nth(1)).toContainText(/^1\s*1 only\s*Wide Street/);
	await expect(league.getByRole('row', { name: /Mill Road/ })).toContainText('60');
	const unranked = owner.getByRole('region', { name: 'Not ranked' });
	await expect(unranked.getByRole('listitem').filter({ hasText: 'Tiny Corner' })).toContainText(/n 10\s*90%/);
	await expect(unranked.getByRole('listitem').filter({ hasText: 'Four Only' })).toContainText('too few to show');

	// What those see who cannot see it.
	const funnel = owner.getByRole('figure', { name: 'Is it more than luck?' });
	await expect(funnel.getByRole('listitem').filter({ hasText: 'Wide Street' })).toHaveText(
		/^Wide Street: 75%, n 200; limits \d+% … \d+% \(\d+% … \d+%\)$/
	);
	await expect(owner.getByText('Above the outer limits: Wide Street.')).toBeVisible();
	const trends = owner.getByRole('figure', { name: 'How each place went' });
	await expect(trends.getByRole('listitem').filter({ hasText: 'Wide Street' })).toContainText(
		/Mar 4, 2019: \d+% \(n 50\)/
	);
	await expect(funnel.locator('svg text').filter({ hasText: 'Wide Street' })).toHaveCount(1);
	await expectAccessible(owner, 'places');

	await test.step('who answers for a place', async () => {
		const row = league.getByRole('row', { name: /Wide Street/ });
		await row.getByRole('button', { name: 'Set the owner of Wide Street' }).click();
		const field = owner.getByRole('dialog', { name: 'Wide Street' }).getByLabel('Owner’s e-mail');
		await field.fill('nobody');
		await owner.keyboard.press('Enter');
		await expect(owner.getByRole('dialog').getByRole('alert')).toBeVisible();
		await expect(field).toHaveValue('nobody');
		await field.fill('li@example.com');
		await owner.keyboard.press('Enter');
		await expect(row).toContainText('li@example.com');
		await expect(owner.getByRole('dialog')).toHaveCount(0);
	});

	await test.step('figures as a file that no spreadsheet runs', async () => {
		const { name, bytes } = await taken(owner, funnel, /CSV/);
		expect(name).toMatch(/^Is it more than luck - CSAT · 2019-03-01 – 2019-03-31.*\.csv$/);
		const [head, ...rows] = parse(bytes, { bom: true }) as string[][];
		expect(head!.slice(0, 3)).toEqual(['Place', 'n', 'Raw']);
		expect(rows.find(([place]) => place === 'Wide Street')!.slice(1, 3)).toEqual(['200', '75']);
		expect(rows.map(([place]) => place)).toContain("'=Long Lane");
		expect(rows.map(([place]) => place)).not.toContain('Four Only');
	});

	await test.step('pictures that say what they are', async () => {
		const svg = await taken(owner, funnel, /SVG/);
		expect(svg.name).toMatch(/^Is it more than luck - CSAT .*\.svg$/);
		const text = svg.bytes.toString();
		expect(text).toContain('<text x="20"');
		expect(text).toMatch(/>Is it more than luck\?<\/text>/);
		expect(text).toMatch(/>[^<]*Wide Street[^<]*<\/text>/);
		expect(text).toContain('2019-03-01 – 2019-03-31');
		const broken = await owner.evaluate(
			(svg) => new DOMParser().parseFromString(svg, 'image/svg+xml').querySelector('parsererror')?.textContent,
			text
		);
		expect(broken).toBeUndefined();
		const [, width, height] = /^<svg [^>]*width="(\d+)" height="(\d+)"/.exec(text)!;
		const png = await taken(owner, funnel, /PNG/);
		expect(png.name).toMatch(/\.png$/);
		expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
		expect([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)]).toEqual([2 * Number(width), 2 * Number(height)]);
	});

	await test.step('the same as a table, by keys', async () => {
		await funnel.getByRole('button', { name: /^Chart/ }).focus();
		await owner.keyboard.press('Enter');
		await expect(owner.getByRole('menuitem', { name: 'Show as a table' })).toBeFocused();
		await owner.keyboard.press('Enter');
		await expect(funnel.getByRole('row', { name: /Wide Street 200 75%/ })).toBeVisible();
		await expectAccessible(owner, 'a chart as a table');
	});

	await owner.getByLabel('Language').selectOption('zh-CN');
	await expect(owner).toHaveURL(/language=zh-CN/);
	await expect(owner.getByRole('status')).toContainText('No answers at places here');
	await owner.getByRole('link', { name: 'Clear filters' }).click();
	await expect(league.getByRole('row')).toHaveCount(4);
	// Days without answers: no field is empty, and the page says what keeps it so.
	await owner.goto('/places?from=2019-05-01&to=2019-05-02');
	await expect(owner.getByRole('combobox', { name: 'Metric' }).locator('option:checked')).toHaveText(
		'Metric with most answers'
	);
	await expect(owner.getByRole('status')).toContainText('None has an answer from May 1, 2019 to May 2, 2019.');
	await owner.getByRole('combobox', { name: 'Metric' }).selectOption('csat');
	await expect(owner.getByRole('status')).toContainText('None has a fitting answer by CSAT.');
	await owner.goto('/places?from=2019-05-02&to=2019-05-01');
	await expect(owner.getByRole('alert')).toContainText('These days cannot be shown');
});

test('the charts of a touchpoint are taken away with what they are of', async ({ owner, api }) => {
	const { journeyId, touchpointId } = await answered(api, `Charts ${Date.now()}`, { 'Charts Square': [40, 10] });
	await owner.goto(`/journeys/${journeyId}?${DAYS}&touchpoint=${touchpointId}`);
	const distribution = owner.getByRole('figure', { name: 'Distribution' });
	const bars = await taken(owner, distribution, /CSV/);
	expect(bars.name).toMatch(/^Distribution - .* · CSAT · 2019-03-01 – 2019-03-31/);
	expect((parse(bars.bytes, { bom: true }) as string[][]).slice(1)).toEqual([
		['1', '10', '20'],
		['2', '0', '0'],
		['3', '0', '0'],
		['4', '0', '0'],
		['5', '40', '80']
	]);
	const svg = (await taken(owner, distribution, /SVG/)).bytes.toString();
	expect(svg).toMatch(/>40<\/text>/);
	const trend = owner.getByRole('figure', { name: 'Day by day' });
	const days = parse((await taken(owner, trend, /CSV/)).bytes, { bom: true }) as string[][];
	expect(days).toHaveLength(32);
	expect(days[4]![0]).toBe('2019-03-04');
	expect((await taken(owner, trend, /PNG/)).bytes.subarray(1, 4).toString()).toBe('PNG');
});
