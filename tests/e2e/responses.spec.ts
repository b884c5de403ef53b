import { readFile } from 'node:fs/promises';
import { expect, expectAccessible, test, type Api } from './support/test.ts';
import type { Map } from './support/board.ts';

const WORDS = ['排了十几分钟，只开一个台。', 'The staff found my size in a minute.', '', '自助机扫不出优惠券。', ''];

/** A code with so many answers, of which the first is the oldest. */
async function answered(api: Api, title: string, many: number) {
	const { id: journeyId } = await api.post<{ id: string }>('/journeys', { title, template: 'retail' });
	const { touchpoints } = await api.get<Map>(`/journeys/${journeyId}`);
	const touchpointId = touchpoints[0]!.id;
	const { collector } = await api.post<{ collector: { code: string } }>(`/touchpoints/${touchpointId}/ask`, {
		journeyId,
		kind: 'nps'
	});
	const responses = Array.from({ length: many }, (_, at) => ({
		collectorCode: collector.code,
		language: at % 5 === 1 ? 'en' : 'zh-CN',
		submittedAt: new Date(Date.UTC(2024, 4, 1, 8) + at * 3_600_000).toISOString(),
		answers: { nps: (at * 7) % 11, ...(WORDS[at % 5] && { comment: WORDS[at % 5] }) },
		...(at % 6 === 0 && { customer: { externalId: `SP-${1000 + (at % 4)}`, name: '陈静' } })
	}));
	await api.post('/responses/batch', { responses });
	return { touchpointId, code: collector.code };
}

test('answers are chosen, read by keyboard, tagged, left out and put right', async ({ owner, api }) => {
	const { touchpointId, code } = await answered(api, `Answers read ${Date.now()}`, 240);
	await owner.goto(`/responses?touchpointId=${touchpointId}`);
	const grid = owner.getByRole('grid', { name: 'Answers, newest first' });
	await expect(grid).toHaveAttribute('aria-rowcount', '241');
	await expect(owner.getByText('240 answers')).toBeVisible();
	await expectAccessible(owner, 'responses');

	await test.step('far down, only what is seen is drawn', async () => {
		await grid.focus();
		await owner.keyboard.press('End');
		await expect(grid.getByRole('row', { name: /May 1/ }).last()).toHaveAttribute('aria-rowindex', '241');
		expect(await grid.getByRole('row').count()).toBeLessThan(80);
		await owner.keyboard.press('Home');
	});

	await test.step('j and k read on', async () => {
		await owner.keyboard.press('j');
		await owner.keyboard.press('Enter');
		const reading = owner.getByRole('article', { name: 'Answer' });
		await expect(reading.getByText('How long each question took is not recorded.')).toBeVisible();
		const first = new URL(owner.url()).searchParams.get('open');
		await owner.keyboard.press('j');
		await expect(owner).not.toHaveURL(new RegExp(`open=${first}`));
		await owner.keyboard.press('k');
		await expect(owner).toHaveURL(new RegExp(`open=${first}`));
		await expectAccessible(owner, 'an answer');
	});

	const reading = owner.getByRole('article', { name: 'Answer' });
	await test.step('a tag, a decision and a correction', async () => {
		await reading.getByLabel('Add a tag').fill('queue');
		await owner.keyboard.press('Enter');
		await expect(reading.getByRole('button', { name: 'Remove tag queue' })).toBeVisible();
		await reading.getByRole('button', { name: 'Leave out' }).click();
		await expect(reading.getByText('left out by hand')).toBeVisible();
		await expect(reading.getByRole('region', { name: 'What the marked answers do' })).toContainText(
			'without 1 suspect'
		);
		await expect(reading.getByRole('listitem').filter({ hasText: 'left it out' })).toBeVisible();
		await reading.getByRole('button', { name: 'Count it' }).click();
		await reading.getByRole('button', { name: 'Correct' }).click();
		const dialog = owner.getByRole('dialog', { name: 'Correct an answer' });
		await dialog.getByLabel(/recommend/).fill('42');
		await dialog.getByLabel('Why').fill('misheard at the till');
		await dialog.getByRole('button', { name: 'Save correction' }).click();
		await expect(dialog.getByRole('alert').first()).toBeVisible();
		await dialog.getByLabel(/recommend/).fill('1');
		await dialog.getByRole('button', { name: 'Save correction' }).click();
		await expect(dialog).toBeHidden();
		await expect(reading.getByText('misheard at the till')).toBeVisible();
		await reading.getByRole('button', { name: 'Take back' }).click();
		await expect(reading.getByText(/took a correction back/)).toBeVisible();
	});

	await test.step('new answers are announced, and nothing jumps', async () => {
		await api.post('/responses', { collectorCode: code, answers: { nps: 10 } });
		await expect(owner.getByRole('button', { name: /1 new answer/ })).toBeVisible({ timeout: 20_000 });
		await expect(grid).toHaveAttribute('aria-rowcount', '241');
		await owner.getByRole('button', { name: /1 new answer/ }).click();
		await expect(grid).toHaveAttribute('aria-rowcount', '242');
	});
});

test('a view is kept for everybody, and what it chooses is taken along', async ({ owner, api }) => {
	const { touchpointId } = await answered(api, `Answers kept ${Date.now()}`, 30);
	await owner.goto(`/responses?touchpointId=${touchpointId}`);
	await owner.getByRole('button', { name: 'Filters', exact: true }).click();
	const panel = owner.getByRole('dialog', { name: 'Filters' });
	await panel.getByLabel('Lowest score').fill('7');
	await panel.getByLabel('Highest score').fill('6');
	await panel.getByRole('button', { name: 'Apply' }).click();
	await expect(panel.getByRole('alert')).toHaveText('The lowest score is above the highest one.');
	await panel.getByLabel('Lowest score').fill('0');
	await panel.getByRole('button', { name: 'Apply' }).click();
	await expect(owner).toHaveURL(/score=0-6/);
	await owner.keyboard.press('Escape');
	const name = `Detractors ${Date.now()}`;
	await owner.getByRole('button', { name: 'Save view' }).click();
	await owner.getByRole('dialog').getByLabel('Name').fill(name);
	await owner.keyboard.press('Enter');
	await owner.goto('/responses');
	await owner.getByRole('link', { name }).click();
	await expect(owner).toHaveURL(/score=0-6/);

	await owner.getByRole('button', { name: 'Export' }).click();
	const waiting = owner.waitForEvent('download');
	await owner.getByRole('menuitem', { name: 'CSV' }).click();
	const csv = await readFile(await (await waiting).path(), 'utf8');
	const scores = (
		await api.get<{ items: { answers: { nps: number } }[] }>(`/responses?touchpointId=${touchpointId}&score=0-6`)
	).items;
	expect(csv.trim().split('\r\n')).toHaveLength(scores.length + 1);
});

test('what is deleted can be taken back for a while', async ({ owner, api }) => {
	const { touchpointId } = await answered(api, `Answers deleted ${Date.now()}`, 3);
	await owner.goto(`/responses?touchpointId=${touchpointId}`);
	const count = async () =>
		(await api.get<{ items: unknown[] }>(`/responses?touchpointId=${touchpointId}`)).items.length;
	const grid = owner.getByRole('grid', { name: 'Answers, newest first' });
	await grid.focus();
	await owner.keyboard.press('Delete');
	await expect(grid.getByText('about to be deleted')).toBeVisible();
	await owner.getByRole('button', { name: 'Undo' }).click();
	await expect(grid.getByText('about to be deleted')).toBeHidden();
	expect(await count()).toBe(3);
	await grid.focus();
	await owner.keyboard.press('Delete');
	// Whoever leaves the page has meant it.
	await owner.goto('/');
	await expect.poll(count).toBe(2);
});

test('on a phone the list gives way to the answer', async ({ owner, api }) => {
	const { touchpointId } = await answered(api, `Answers by phone ${Date.now()}`, 30);
	await owner.setViewportSize({ width: 390, height: 780 });
	await owner.goto(`/responses?touchpointId=${touchpointId}`);
	const grid = owner.getByRole('grid', { name: 'Answers, newest first' });
	await grid.getByRole('row').nth(2).click();
	const reading = owner.getByRole('article', { name: 'Answer' });
	await expect(reading).toBeVisible();
	await expect(grid).toBeHidden();
	await expectAccessible(owner, 'an answer on a phone');
	expect(await owner.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
	await reading.getByRole('button', { name: 'Back to the list' }).click();
	await expect(grid).toBeVisible();
});
