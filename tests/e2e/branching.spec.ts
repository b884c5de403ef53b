import type { Page } from '@playwright/test';
import { defaultContent, questionKinds, type Question, type SurveyContent } from '../../src/domain/survey/index.ts';
import { OWNER } from '../support/built-app.ts';
import { Board } from './support/board.ts';
import { expect, expectAccessible, hydrating, signedIn, test, type Api } from './support/test.ts';

/* A survey in which one answer decides about the next: without script page by page, with it at once; and how it is made. */

const words = { en: 'Something else', 'zh-CN': '其他' };
const choice: Question = {
	...questionKinds['single-choice'].defaults(),
	required: true,
	text: { en: 'What was it about?', 'zh-CN': '关于哪方面？' },
	options: [
		{ id: 'delivery', text: { en: 'Delivery', 'zh-CN': '配送' } },
		{ id: 'staff', text: { en: 'Staff', 'zh-CN': '店员' } },
		{ id: 'else', text: words, other: true }
	]
};
const nps: Question = {
	...questionKinds.nps.defaults(),
	logic: { ways: [{ id: '1', when: { answer: 'nps', op: 'at-least', value: 9 }, to: { end: 'a' } }] }
};
const content: SurveyContent = {
	...defaultContent('nps'),
	questions: [
		choice,
		{
			...questionKinds.comment.defaults(),
			id: 'why',
			text: { en: 'What about “{answer.choice|it}”?', 'zh-CN': '“{answer.choice|这方面}”怎么样？' },
			logic: { show: { answer: 'choice', op: 'one-of', value: ['delivery', 'else'] } }
		},
		nps,
		{
			...questionKinds.comment.defaults(),
			id: 'better',
			text: { en: 'What could be better?', 'zh-CN': '哪里可以更好？' }
		}
	],
	ends: [{ id: 'a', text: { en: 'Tell your friends!', 'zh-CN': '告诉您的朋友吧！' } }]
};

interface Placed {
	readonly id: string;
	readonly code: string;
}

async function place(api: Api, title: string): Promise<Placed> {
	const journey = await api.post<{ id: string }>('/journeys', { title, template: 'retail' });
	const map = await api.get<{ touchpoints: { id: string }[] }>(`/journeys/${journey.id}`);
	const survey = await api.post<{ id: string }>('/surveys', { title, kind: 'custom', definition: content });
	await api.post(`/surveys/${survey.id}/publish`, {});
	const wanted = { surveyId: survey.id, touchpointId: map.touchpoints[0]!.id, channel: 'link' };
	return await api.post<Placed>('/collectors', wanted);
}

const answersTo = async (api: Api, { id }: Placed) =>
	(await api.get<{ items: { answers: object; aside?: object }[] }>(`/responses?collectorId=${id}`)).items.map(
		({ answers, aside }) => ({ answers, ...(aside && Object.keys(aside).length > 0 && { aside }) })
	);

const look = process.env.BRANCHING_SHOTS;
const shoot = async (page: Page, name: string): Promise<void> => {
	if (look) await page.screenshot({ path: `${look}/${name}.png`, fullPage: true });
};

for (const locale of ['en', 'zh-CN'] as const) {
	const zh = locale === 'zh-CN';
	const phone = { locale, viewport: { width: 390, height: 844 } } as const;
	const sends = /^(Send|提交)/;

	test(`branches are asked page by page without script: ${locale}`, async ({ browser, api, baseURL }) => {
		const placed = await place(api, `Branches without script ${locale}`);
		const context = await browser.newContext({ baseURL: baseURL!, javaScriptEnabled: false, ...phone });
		const page = await context.newPage();
		await page.goto(`/s/${placed.code}`);
		const goOn = page.locator('button:not(.back)');
		await expect(page.locator('[name=nps]')).toHaveCount(0);
		await shoot(page, `plain-1-${locale}`);
		await page.locator('[name=choice][value=else]').check();
		await page.locator('[name="choice.other"]').fill('parking 停车');
		await goOn.click();
		await expect(page.locator('h1')).toContainText(zh ? '“parking 停车”怎么样？' : 'What about “parking 停车”?');
		await shoot(page, `plain-2-${locale}`);
		await page.locator('[name=why]').fill('Full');
		// Back: what was chosen is there, and what was written on the page after it as well.
		await page.locator('.back').click();
		await expect(page.locator('[name=choice][value=else]')).toBeChecked();
		await expect(page.locator('[name="choice.other"]')).toHaveValue('parking 停车');
		await page.locator('[name=choice][value=staff]').check();
		await goOn.click();
		// What is asked of parking alone is not asked any more.
		await expect(page.locator('[name=nps]')).toHaveCount(11);
		await expect(page.locator('textarea[name=why]')).toHaveCount(0);
		await page.locator('[name=nps][value="9"]').check();
		await goOn.click();
		await page.waitForURL(/thanks/);
		await expect(page.getByText(content.ends![0]!.text[locale]!)).toBeVisible();
		await shoot(page, `plain-end-${locale}`);
		const [{ answers, aside } = { answers: {} }] = await answersTo(api, placed);
		expect(answers).toEqual({ choice: { option: 'staff' }, nps: 9 });
		expect(aside).toEqual({ why: 'Full' });
		await context.close();
	});

	test(`branches are there at once with script: ${locale}`, async ({ browser, api, baseURL }) => {
		const placed = await place(api, `Branches with script ${locale}`);
		const context = await browser.newContext({ baseURL: baseURL!, ...phone });
		const page = await context.newPage();
		await page.goto(`/s/${placed.code}`);
		const [why, better] = [page.locator('[data-ask=why]'), page.locator('[data-ask=better]')];
		await expect(page.locator('[data-ask=nps]')).toBeVisible();
		await expect(why).toBeHidden();
		await page.locator('[name=choice][value=delivery]').check();
		await expect(why).toBeVisible();
		await expect(why.getByRole('textbox', { name: zh ? '“配送”怎么样？' : 'What about “Delivery”?' })).toBeVisible();
		await why.getByRole('textbox').fill('Late');
		await page.locator('[name=nps][value="3"]').check();
		await expect(better).toBeVisible();
		await shoot(page, `script-${locale}`);
		await expectAccessible(page, 'the branches');
		await better.getByRole('textbox').fill('Everything');
		await page.locator('[name=choice][value=staff]').check();
		await expect(why).toBeHidden();
		await page.locator('[name=nps][value="10"]').check();
		await expect(better).toBeHidden();
		await page.getByRole('button', { name: sends }).click();
		await expect(page.getByText(content.ends![0]!.text[locale]!)).toBeVisible();
		expect(await answersTo(api, placed)).toEqual([
			{ answers: { choice: { option: 'staff' }, nps: 10 }, aside: { why: 'Late', better: 'Everything' } }
		]);
		await context.close();
	});
}

test('what must be answered is asked for where it is asked, and nowhere else', async ({ browser, api, baseURL }) => {
	const placed = await place(api, 'Branches that lack an answer');
	const context = await browser.newContext({ baseURL: baseURL!, locale: 'en', viewport: { width: 390, height: 844 } });
	const page = await context.newPage();
	await page.goto(`/s/${placed.code}`);
	await page.locator('[name=nps][value="9"]').check();
	await page.getByRole('button', { name: /^Send/ }).click();
	await expect(page.locator('#q-choice-problem')).toBeVisible();
	await page.locator('[name=choice][value=else]').check();
	// The server knows that words are missing: the page comes back whole, and goes on working.
	await page.getByRole('button', { name: /^Send/ }).click();
	await expect(page.locator('#q-choice-problem')).toBeVisible();
	await expect(page.locator('[name=nps][value="9"]')).toBeChecked();
	await page.locator('[name="choice.other"]').fill('Parking');
	await expect(page.getByRole('textbox', { name: 'What about “Parking”?' })).toBeVisible();
	await page.getByRole('button', { name: /^Send/ }).click();
	await expect(page.getByText('Tell your friends!')).toBeVisible();
	expect(await answersTo(api, placed)).toEqual([{ answers: { choice: { option: 'else', other: 'Parking' }, nps: 9 } }]);
	await context.close();
});

test('a rule is made in the editor by keys, seen by somebody else, and obeyed', async ({
	owner,
	api,
	browser,
	baseURL
}) => {
	const journey = await api.post<{ id: string }>('/journeys', { title: 'Rules together', template: 'retail' });
	const map = await api.get<{ touchpoints: { id: string }[] }>(`/journeys/${journey.id}`);
	const touchpoint = map.touchpoints[0]!.id;
	const survey = await api.post<{ id: string }>('/surveys', { title: 'Rules', kind: 'custom', definition: content });
	await api.post(`/surveys/${survey.id}/publish`, {});
	const wanted = { surveyId: survey.id, touchpointId: touchpoint, channel: 'link' };
	await api.post('/collectors', wanted);
	const context = await signedIn(browser, OWNER, baseURL!);
	const colleague = hydrating(await context.newPage());
	for (const page of [owner, colleague]) {
		const board = await new Board(page).open(journey.id);
		await board.touchpoint(touchpoint).click();
		await page.getByRole('tab', { name: /Survey/ }).click();
		await page.getByRole('button', { name: 'Edit texts' }).click();
	}
	const [mine, theirs] = [owner, colleague].map((page) => page.locator('[data-logic=better]'));
	await mine!.locator('summary').focus();
	await owner.keyboard.press('Enter');
	await mine!.getByRole('button', { name: 'Ask only if …' }).press('Enter');
	await mine!.getByLabel('What is compared').selectOption({ label: '1 · What was it about?' });
	await mine!.getByLabel('How it is compared').selectOption('one-of');
	await mine!.getByRole('checkbox', { name: 'Staff' }).press('Space');
	await shoot(owner, 'builder-light');
	await expect(theirs!.getByLabel('How it is compared')).toHaveValue('one-of');
	await expect(theirs!.getByRole('checkbox', { name: 'Staff' })).toBeChecked();
	await expectAccessible(owner, 'rules in the editor');
	await owner.emulateMedia({ colorScheme: 'dark' });
	await expectAccessible(owner, 'rules in the editor, dark');
	await shoot(owner, 'builder-dark');
	await owner.emulateMedia({ colorScheme: 'light' });
	await owner.getByRole('tabpanel').locator('form').getByRole('button', { name: 'Publish' }).click();
	await expect(owner.getByText(/Version 2/).first()).toBeVisible();
	const { published } = await api.get<{ published: { content: SurveyContent } }>(`/surveys/${survey.id}`);
	expect(published.content.questions.at(-1)!.logic).toEqual({
		show: { all: [{ answer: 'choice', op: 'one-of', value: ['delivery', 'staff'] }] }
	});
	await context.close();
});
