import { readFile } from 'node:fs/promises';
import { readPdf } from '../../server/sheets/pdf-text.fixture.ts';
import type { Map } from './support/board.ts';
import { expect, expectAccessible, test, type Api } from './support/test.ts';

/** Codes on paper: a list of places becomes codes, and codes become a file. */

async function touchpoint(api: Api) {
	const { id: journeyId } = await api.post<{ id: string }>('/journeys', {
		title: 'Codes on paper',
		template: 'retail'
	});
	const { touchpoints } = await api.get<Map>(`/journeys/${journeyId}`);
	const { id } = touchpoints[0]!;
	await api.post(`/touchpoints/${id}/ask`, { journeyId, kind: 'csat' });
	return id;
}

test('a list with a wrong line: the others get codes, the line is put right, and all are printed', async ({
	owner: page,
	api
}) => {
	const id = await touchpoint(api);
	await page.goto(`/collectors/print?touchpoint=${id}`);
	const preview = page.getByRole('img', { name: /^First page: A4 poster/ });
	await expect(preview).toBeVisible();

	const list = page.getByLabel('List of places');
	await list.fill('shop,owner\nNanjing Road,li@example.com\nSuzhou Street,li at example\nWuxi Gate,');
	await expect(page.getByText('2 places · 1 with an owner · 1 line is wrong')).toBeVisible();
	await expect(page.getByText('“li at example” is no e-mail address.')).toBeVisible();
	await expectAccessible(page, 'a list with a wrong line');
	await page.getByRole('button', { name: 'Go on with the 2 that are right' }).click();
	await expect(page.getByText('New: 2. Changed: 0. There already: 0.')).toBeVisible();
	await expect(list).toHaveValue('shop,owner\nSuzhou Street,li at example');

	const line = page.getByLabel('Line 2', { exact: true });
	await line.fill('Suzhou Street,li@example.com');
	await line.press('Tab');
	await page.getByRole('button', { name: 'Make 1 code' }).click();
	await expect(page.getByText('New: 1. Changed: 0. There already: 0.')).toBeVisible();
	await expect(list).toHaveValue('');

	await page.getByRole('radio', { name: 'All open codes (4)' }).check();
	await page.getByLabel('Format').selectOption('labels-24');
	await page.getByLabel('Call').fill('您满意吗？');
	await expect(page.getByText('1 page', { exact: true })).toBeVisible();
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Download PDF' }).click();
	const file = await download;
	expect(file.suggestedFilename()).toMatch(/^QR codes .*\.pdf$/);
	const read = await readPdf(await readFile(await file.path()));
	expect(read.pages).toBe(1);
	for (const text of ['您满意吗？', 'Nanjing Road', 'Suzhou Street', 'Wuxi Gate']) expect(read.text).toContain(text);
});

test('a colour that is too pale is not printed, and a logo that is none says so', async ({ owner: page, api }) => {
	await page.goto(`/collectors/print?touchpoint=${await touchpoint(api)}`);
	await page.getByLabel('Colour', { exact: true }).fill('#f0e060');
	await expect(page.getByText(/^Too pale: contrast \d+ %, grade D/)).toBeVisible();
	await expect(page.getByRole('button', { name: 'Download PDF' })).toBeDisabled();
	await page.getByLabel('Colour', { exact: true }).fill('#14504a');
	await expect(page.getByRole('button', { name: 'Download PDF' })).toBeEnabled();
	const logo = (text: string) => ({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(text) });
	await page
		.getByLabel('Choose a logo')
		.setInputFiles(logo('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>A</text></svg>'));
	await expect(page.getByText('This SVG holds text. Convert its letters to outlines first.')).toBeVisible();
	await page.getByRole('button', { name: 'Without a logo' }).click();
	await expect(page.getByText('This SVG holds text.')).toBeHidden();
});

test('without a touchpoint one is chosen', async ({ owner: page, api }) => {
	await touchpoint(api);
	await page.goto('/collectors/print');
	await page.getByLabel('Touchpoint').selectOption({ index: 1 });
	await expect(page.getByRole('heading', { name: 'Preview' })).toBeVisible();
	await expect(page).toHaveURL(/touchpoint=/);
});
