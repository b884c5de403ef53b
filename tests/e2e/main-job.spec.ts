import { readFile } from 'node:fs/promises';
import { Board } from './support/board.ts';
import { colleague } from './support/colleague.ts';
import { cut } from './support/parts.ts';
import { expect, test } from './support/test.ts';

/** The product's job: draw, ask at the touchpoint, answer on a phone, see it on the map within a second. */
test('ask here, answer on a phone, see it on every open board', async ({ owner, api, browser, baseURL }) => {
	test.setTimeout(120_000);
	await owner.setViewportSize({ width: 1440, height: 900 });

	// Draw: a journey from a template, by the interface. (With no journey at all the gallery stands on the page itself.)
	await api.post('/journeys', { title: 'Another one' });
	await owner.goto('/');
	await owner.getByRole('link', { name: 'New journey' }).click();
	const dialog = owner.getByRole('dialog');
	await dialog.getByText('Airline trip').click();
	await dialog.getByLabel('Name').fill('Flying with us');
	await dialog.getByRole('button', { name: 'Create the journey' }).click();
	await owner.waitForURL(/\/journeys\/[0-9a-f-]{36}$/);
	const journey = owner.url().split('/').pop()!;
	const board = new Board(owner);
	const { touchpoints } = await api.get<{ touchpoints: { id: string }[] }>(`/journeys/${journey}`);
	const touchpoint = touchpoints[0]!.id;
	const watcher = await new Board(
		(await colleague(browser, api, baseURL!, { name: '林晓', role: 'viewer', locale: 'zh-CN' })).page
	).open(journey);

	// Ask here.
	await board.touchpoint(touchpoint).click();
	await owner.getByRole('tab', { name: /Survey/ }).click();
	await owner.getByRole('button', { name: /^Ask NPS/ }).click();
	const link = await owner.getByLabel('Link of the survey').inputValue();
	expect(link).toMatch(/\/s\/\w{12}$/);
	const qr = await owner.request.get((await owner.locator('img[alt*="QR code"]').getAttribute('src'))!);
	expect(await qr.text()).toContain('<svg');
	const [download] = await Promise.all([
		owner.waitForEvent('download'),
		owner.getByRole('link', { name: 'PNG' }).click()
	]);
	expect(download.suggestedFilename()).toMatch(/\.png$/);

	// Five phones answer; the last one is timed from its thank-you to both boards.
	const path = new URL(link).pathname;
	const waits: number[] = [];
	for (const [at, score] of [9, 10, 2, 9, 10].entries()) {
		const phone = await browser.newContext({
			baseURL: baseURL!,
			locale: 'zh-CN',
			viewport: { width: 390, height: 760 },
			javaScriptEnabled: false
		});
		const page = await phone.newPage();
		await page.goto(path);
		await page.locator(`label:has(input[name=nps][value="${score}"])`).click();
		await page.locator('textarea[name=comment]').fill(`评论 ${at}`);
		await page.getByRole('button', { name: '提交' }).click();
		await expect(page.getByText('谢谢').first()).toBeVisible();
		const thanked = performance.now();
		const shown = at < 4 ? new RegExp(`n = ${at + 1}`) : /\+60/;
		await Promise.all(
			[board, watcher].map((one) => expect(one.touchpoint(touchpoint)).toContainText(shown, { timeout: 5000 }))
		);
		waits.push(performance.now() - thanked);
		await phone.close();
	}
	console.warn(`answer to map, ms: ${waits.map(Math.round).join(', ')}`);

	// The numbers behind it; the chart's code comes only now, or is asked for again.
	const mend = await cut(owner, 'charts/echarts.ts');
	await owner.getByRole('tab', { name: 'Results' }).click();
	await expect(owner.getByText('评论 4')).toBeVisible();
	const lost = owner.getByRole('alert').filter({ hasText: 'The chart could not be loaded.' });
	await expect(lost.first()).toBeVisible();
	await mend();
	await lost.first().getByRole('button', { name: 'Try again' }).click();
	await expect(owner.locator('figure .plot svg').first()).toBeVisible();
	// An emptied target is none: it must not be kept as 0, by which everything would be far above it.
	await owner
		.getByRole('button', { name: /target/ })
		.first()
		.click();
	const settings = owner.getByRole('dialog', { name: 'Target and owner' });
	const wanted = settings.getByLabel('Target', { exact: true });
	// At a place it is taken from the one around it; everywhere there is none to take it from.
	await settings.getByRole('radio', { name: 'Everywhere' }).check();
	await expect(wanted).not.toHaveValue('');
	await wanted.fill('');
	await settings.getByRole('button', { name: 'Save' }).click();
	await expect(wanted).toBeFocused();
	await expect(wanted).toHaveAttribute('aria-invalid', 'true');
	await owner.keyboard.press('Escape');

	// New wording is a new version; the old answers stay with the old series.
	await owner.getByRole('tab', { name: /Survey/ }).click();
	await owner.getByRole('button', { name: 'Edit texts' }).click();
	await owner.getByLabel(/Title \(customers/).fill('Lounge survey');
	await owner.getByLabel('English').first().fill('Would you recommend our lounge?');
	await owner.getByRole('button', { name: 'Publish' }).click();
	await expect(owner.getByText(/Version 2/).first()).toBeVisible();
	// From that moment on every open board shows the new series, and the old one by itself.
	await Promise.all(
		[board, watcher].map((one) =>
			expect(one.touchpoint(touchpoint)).toContainText(/new wording since .+, n 0|起新措辞，n 0/)
		)
	);
	await owner.getByRole('tab', { name: 'Results' }).click();
	const before = owner.getByRole('radio', { name: /NPS, .+ to .+/ });
	await before.check();
	await expect(owner.getByText('评论 4')).toBeVisible();
	await owner.getByRole('radio', { name: /NPS, since/ }).check();
	await expect(owner.getByText('评论 4')).toBeHidden();
	await owner.getByRole('tab', { name: /Survey/ }).click();

	// On paper too.
	await owner.emulateMedia({ media: 'print' });
	await expect(owner.locator('[data-print-sheet]')).toContainText(/new wording since .+, n 0/);
	await owner.emulateMedia({ media: null });
	// The count beside the code follows the answers, and home says that the wording is a new one.
	await expect(owner.locator('[data-collector-id]')).toContainText('Answers: 5');
	await watcher.page.goto('/');
	await expect(watcher.page.getByRole('article', { name: 'Flying with us' })).toContainText(/起新措辞：.+（n 0）/);

	// Closing.
	await owner.locator('[data-collector-id]').getByRole('button', { name: /Close/ }).click();
	await owner.getByRole('alertdialog').getByRole('button', { name: 'Close' }).click();
	await expect(owner.getByText('closed', { exact: true })).toBeVisible();
	const closed = await owner.request.get(path);
	expect(closed.status()).toBe(410);
});

test('a file of answers is imported, row by row accounted for, and safe to repeat', async ({ owner, api }) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Imported', template: 'airline' });
	await owner.goto('/import');
	const rows = [
		'time,reason,sentiment,text',
		'2026-11-20 10:00,Late Flight,negative,three hours',
		'2026-11-21 11:00,Lost Luggage,positive,back in a day',
		'the day after,Late Flight,negative,???'
	];
	const file = { name: 'answers.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) };
	await owner.locator('input[type=file]').setInputFiles(file);
	await owner.getByLabel('Journey', { exact: true }).selectOption(id);
	await expect(owner.getByText('Late Flight').first()).toBeVisible();
	await expect(owner.getByText('2 answers ready')).toBeVisible();
	await expect(owner.getByText('1 row with an error')).toBeVisible();
	const [errors] = await Promise.all([
		owner.waitForEvent('download'),
		owner.getByRole('button', { name: 'Download the rows with errors' }).click()
	]);
	const text = await readFile(await errors.path(), 'utf8');
	expect(text).toContain('the day after');
	expect(text).not.toContain('three hours');

	await owner.getByRole('button', { name: 'Import 2 answers' }).click();
	await expect(owner.getByText('2 answers are new')).toBeVisible();
	await owner.getByRole('button', { name: 'Import another file' }).click();
	await owner.locator('input[type=file]').setInputFiles(file);
	await expect(owner.getByText('2 answers are there already and are not counted again')).toBeVisible();
	await expect(owner.getByRole('button', { name: 'Nothing new to import' })).toBeDisabled();
});
