import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { encode } from '../support/encode.ts';
import { workbook } from '../support/workbook.ts';
import { colleague } from './support/colleague.ts';
import { expect, expectAccessible, test } from './support/test.ts';

const sample = (name: string): Buffer => readFileSync(`tests/fixtures/survey-exports/${name}`);
const upload = (page: Page, name: string, buffer: Buffer): Promise<void> =>
	page.locator('input[type=file]').setInputFiles({ name, mimeType: '', buffer });

async function journeyOf(api: { post<T>(path: string, data: unknown): Promise<T>; get<T>(path: string): Promise<T> }) {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Brought along', template: 'retail' });
	const { touchpoints } = await api.get<{ touchpoints: { id: string }[] }>(`/journeys/${id}`);
	return { id, touchpoint: touchpoints[0]!.id };
}

/** By what they offer, in whatever language. */
async function place(page: Page, { id, touchpoint }: { id: string; touchpoint: string }): Promise<void> {
	await page.locator('select', { has: page.locator(`option[value="${id}"]`) }).selectOption(id);
	const one = page.getByRole('radio', { name: /One for all rows|所有行同一个/ });
	if ((await one.count()) > 0 && !(await one.isChecked())) await one.check({ force: true });
	await page.locator('select', { has: page.locator(`option[value="${touchpoint}"]`) }).selectOption(touchpoint);
}

/** Pictures for whoever looks, where they ask for them. */
async function picture(page: Page, name: string): Promise<void> {
	const folder = process.env.WAYFELT_SHOTS;
	if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

test('an export of Qualtrics in UTF-16: recognised, imported with its partial answer, and its survey made', async ({
	owner,
	api
}) => {
	const to = await journeyOf(api);
	await owner.goto('/import');
	// Broken off behind the score.
	const text = sample('qualtrics.csv').toString('utf8').replace('8.200,27.500,,,', '8.200,27.500,Passive,7,');
	await upload(owner, 'stay.csv', Buffer.from(encode(text, 'UTF-16LE')));
	await expect(
		owner.getByRole('heading', { name: 'This is an export of Qualtrics: 3 header rows, UTF-16LE' })
	).toBeVisible();
	await expect(owner.getByText('8 complete')).toBeVisible();
	await expect(owner.getByText('1 partial')).toBeVisible();
	await expect(owner.getByText('1 left out')).toBeVisible();
	await expect(owner.getByText('Whether an empty answer was seen and skipped, or never shown.')).toBeVisible();
	await owner.getByText('What each of the 27 columns is').click();
	await expect(owner.getByRole('row', { name: 'EndDate Time of the answer' })).toBeVisible();
	await place(owner, to);
	await expect(owner.getByText('9 answers ready')).toBeVisible();
	await picture(owner, 'qualtrics-en-light-1440');
	await expectAccessible(owner, 'a recognised file');
	const whole = (await owner.getByRole('button', { name: /^Import \d+ answers$/ }).textContent())!.trim();
	await owner.getByLabel('Bring partial answers too').uncheck();
	await expect(owner.getByRole('button', { name: /^Import \d+ answers$/ })).not.toHaveText(whole);
	await owner.getByLabel('Bring partial answers too').check();

	await owner.getByText('The survey behind it').click();
	await expect(owner.getByLabel('Bring all answers, into this survey')).toBeChecked();
	await owner.getByLabel('Bring all answers, into this survey').uncheck();
	await owner.getByRole('button', { name: 'Make the survey from it' }).click();
	const link = owner.getByRole('link', { name: 'Open the survey' });
	await expect(link).toBeVisible();
	const survey = await api.get<{ draft: { questions: { kind: string; text: { en: string } }[] } }>(
		`/surveys/${(await link.getAttribute('href'))!.split('/').at(-2)}`
	);
	expect(survey.draft.questions.map(({ kind, text }) => [kind, text.en])).toEqual([
		['nps', 'Would you tell a friend to stay here?'],
		['comment', 'What should we do better?']
	]);

	await owner.getByLabel('Bring all answers, into this survey').check();
	await owner.getByRole('button', { name: whole }).click();
	await expect(owner.getByRole('heading', { name: 'Import finished' })).toBeVisible();
	await expect(owner.getByText('9 answers are new')).toBeVisible();
	const { items } = await api.get<{ items: { partial: boolean; surveyId: string }[] }>(`/responses?journeyId=${to.id}`);
	const { title } = await api.get<{ title: string }>(`/surveys/${items[0]!.surveyId}`);
	expect(title).toBe('stay');
	expect(`Import ${items.length} answers`).toBe(whole);
	expect(items.filter(({ partial }) => partial)).toHaveLength(1);
});

test('a file that is none of them is not guessed at, and one may say that it is something else', async ({
	owner,
	api
}) => {
	await journeyOf(api);
	await owner.goto('/import');
	await upload(owner, 'orders.csv', sample('none-orders.csv'));
	await expect(owner.getByRole('heading', { name: 'I do not know this shape' })).toBeVisible();
	await owner.getByRole('button', { name: 'Choose another file' }).click();
	await upload(owner, 'forms.csv', sample('google-forms.csv'));
	await owner.getByRole('button', { name: 'It is something else' }).click();
	await expect(owner.getByRole('heading', { name: 'I do not know this shape' })).toBeVisible();
});

test('a workbook of 问卷星 on a Chinese phone, in the dark', async ({ api, browser, baseURL }) => {
	const to = await journeyOf(api);
	const { page } = await colleague(browser, api, baseURL!, { name: '周敏', role: 'editor', locale: 'zh-CN' });
	await page.emulateMedia({ colorScheme: 'dark' });
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto('/import');
	await picture(page, 'start-zh-dark-390');
	const rows = sample('wjx.csv').toString('utf8').replace('\ufeff', '').replace('房间有点\n吵', '房间有点吵');
	const cells = rows
		.trim()
		.split(/\r?\n/)
		.map((line) => line.replaceAll('"', '').split(','));
	await upload(page, '问卷.xlsx', Buffer.from(workbook(cells)));
	await expect(page.getByRole('heading', { name: '这是问卷星的导出文件：1 行表头，Excel 工作簿' })).toBeVisible();
	await page.getByText('对应的问卷').click();
	await place(page, to);
	await expect(page.getByText('9 份可导入')).toBeVisible();
	await picture(page, 'wjx-zh-dark-390');
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
	await expectAccessible(page, 'a recognised workbook on a phone');
});

test('a survey of SurveyJS becomes a survey, with what was left out', async ({ owner }) => {
	await owner.goto('/import');
	const file = {
		title: 'After the stay',
		elements: [
			{ type: 'rating', name: 'r', title: 'How likely are you to recommend us?', rateMin: 0, rateMax: 10 },
			{ type: 'comment', name: 'why', title: 'What is the main reason?', visibleIf: '{r} < 9' },
			{ type: 'checkbox', name: 'used', title: 'What did you use?', choices: ['Pool', 'Gym'] }
		]
	};
	await upload(owner, 'stay.json', Buffer.from(JSON.stringify(file)));
	await expect(owner.getByRole('heading', { name: 'This is a survey of SurveyJS' })).toBeVisible();
	await expect(owner.getByText('This kind of question does not exist here.')).toBeVisible();
	await expect(owner.getByText('When it is shown, required or skipped is not taken along.')).toBeVisible();
	await picture(owner, 'surveyjs-en-light-1440');
	await expectAccessible(owner, 'a survey from a file');
	await owner.getByLabel('Title').fill('');
	await owner.getByRole('button', { name: 'Make the survey from it' }).click();
	await expect(owner.getByText('Give the survey a title.')).toBeVisible();
	await owner.getByLabel('Title').fill('Stays');
	await owner.getByRole('button', { name: 'Make the survey from it' }).click();
	await owner.getByRole('link', { name: 'Open the survey' }).click();
	await expect(owner).toHaveURL(/\/surveys\//);
	await expect(owner.getByText('How likely are you to recommend us?').first()).toBeVisible();

	await owner.goto('/import');
	await upload(owner, 'other.json', Buffer.from('{"a":1}'));
	await expect(owner.getByText('I do not know this shape: it is no survey of SurveyJS or Qualtrics.')).toBeVisible();
});
