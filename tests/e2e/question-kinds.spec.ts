import type { Page } from '@playwright/test';
import {
	defaultContent,
	questionKindNames,
	questionKinds,
	type Question,
	type SurveyContent
} from '../../src/domain/survey/index.ts';
import { OWNER } from '../support/built-app.ts';
import { Board } from './support/board.ts';
import { expect, expectAccessible, hydrating, signedIn, test, type Api } from './support/test.ts';

/* A survey with a question of every kind: answered without script and with it, in both languages, on a phone. */

const { defaults: choices } = questionKinds['multiple-choice'];
const { defaults: choice } = questionKinds['single-choice'];
const other = { id: 'else', text: { en: 'Something else', 'zh-CN': '其他' }, other: true };
const none = { id: 'none', text: { en: 'None of these', 'zh-CN': '以上都没有' }, exclusive: true };

const special: Partial<Record<string, Question>> = {
	'single-choice': { ...choice(), options: [...choice().options, other], random: true },
	'multiple-choice': { ...choices(), options: [...choices().options, none], most: 2 },
	csat: { ...questionKinds.csat.defaults(), look: 'faces' },
	'short-text': { ...questionKinds['short-text'].defaults(), format: 'email' },
	date: { ...questionKinds.date.defaults(), asks: 'datetime' }
};

const content: SurveyContent = {
	...defaultContent('nps'),
	// Both questions of effort and of ease go by one id in surveys of their own.
	questions: questionKindNames.map((name): Question => {
		const question = special[name] ?? questionKinds[name].defaults();
		return name.startsWith('ces') ? { ...question, id: name } : question;
	})
};

interface Placed {
	readonly id: string;
	readonly code: string;
	readonly surveyId: string;
}

async function place(api: Api, title: string): Promise<Placed> {
	const journey = await api.post<{ id: string }>('/journeys', { title, template: 'retail' });
	const map = await api.get<{ touchpoints: { id: string }[] }>(`/journeys/${journey.id}`);
	const survey = await api.post<{ id: string }>('/surveys', { title, kind: 'custom', definition: content });
	await api.post(`/surveys/${survey.id}/publish`, {});
	const wanted = { surveyId: survey.id, touchpointId: map.touchpoints[0]!.id, channel: 'link' };
	const collector = await api.post<{ id: string; code: string }>('/collectors', wanted);
	return { ...collector, surveyId: survey.id };
}

const answersOf = async (api: Api, { id }: Placed): Promise<Record<string, unknown>[]> =>
	(await api.get<{ items: { answers: Record<string, unknown> }[] }>(`/responses?collectorId=${id}`)).items.map(
		({ answers }) => answers
	);

/** Everything that both pages have in common. */
async function fillPlain(page: Page): Promise<void> {
	await page.locator('[name=nps][value="9"]').check();
	await page.locator('[name=csat][value="4"]').check();
	await page.locator('[name=ces-ease7][value="5"]').check();
	await page.locator('[name=ces-effort5][value="5"]').check();
	await page.locator('[name=rating][value="4"]').check();
	await page.locator('[name=choice][value=else]').check();
	await page.locator('[name="choice.other"]').fill('the lift 电梯');
	await page.locator('[name=choices][value=option-1]').check();
	await page.locator('[name=choices][value=option-3]').check();
	await page.locator('[name="matrix.row-1"][value=column-3]').check();
	await page.locator('[name="matrix.row-2"][value=column-1]').check();
	await page.locator('[name=comment]').fill('All fine');
	await page.locator('[name=text]').fill('ann@example.com');
	await page.locator('[name=number]').fill('12');
	await page.locator('[name=date]').fill('2026-07-17');
	await page.locator('[name="date.time"]').fill('09:30');
	await page.locator('[name="contact.phone"]').fill('139 1234 5678');
	await page.locator('[name="contact.phone_ok"]').check();
	await page.locator('[name=consent]').check();
}

const expected = {
	nps: 9,
	csat: 4,
	'ces-ease7': 5,
	'ces-effort5': 5,
	rating: 4,
	choice: { option: 'else', other: 'the lift 电梯' },
	choices: { options: ['option-1', 'option-3'] },
	matrix: { 'row-1': 'column-3', 'row-2': 'column-1' },
	ranking: ['item-2', 'item-1', 'item-3'],
	slider: 6,
	comment: 'All fine',
	text: 'ann@example.com',
	number: 12,
	date: '2026-07-17T09:30',
	contact: { phone: '139 1234 5678', consent: ['phone'] },
	consent: true,
	hidden: 'A-17'
};

const look = process.env.QUESTION_SHOTS;
const shoot = async (page: Page, name: string): Promise<void> => {
	if (look) await page.screenshot({ path: `${look}/${name}.png`, fullPage: true });
};

for (const locale of ['en', 'zh-CN'] as const) {
	test(`every kind is answered without script: ${locale}`, async ({ browser, api, baseURL }) => {
		const placed = await place(api, `Kinds without script ${locale}`);
		const context = await browser.newContext({
			baseURL: baseURL!,
			locale,
			javaScriptEnabled: false,
			viewport: { width: 390, height: 844 }
		});
		const page = await context.newPage();
		await page.goto(`/s/${placed.code}?order=A-17`);
		await shoot(page, `plain-${locale}`);
		await fillPlain(page);
		// What is half done comes back with the reason, and with everything that was filled in.
		await page.locator('[name="ranking.item-2"]').selectOption('1');
		await page.locator('[name="contact.phone_ok"]').uncheck();
		await page.locator('[name=slider]').fill('6');
		await page.locator('form').evaluate((form: HTMLFormElement) => form.submit());
		await expect(page.locator('#q-ranking-problem')).toBeVisible();
		await expect(page.locator('#q-contact-problem')).toBeVisible();
		await shoot(page, `problems-${locale}`);
		await expect(page.locator('[name="choice.other"]')).toHaveValue('the lift 电梯');
		await expect(page.locator('[name="matrix.row-1"][value=column-3]')).toBeChecked();
		await expect(page.locator('[name="ranking.item-2"]')).toHaveValue('1');
		await page.locator('[name="ranking.item-1"]').selectOption('2');
		await page.locator('[name="ranking.item-3"]').selectOption('3');
		await page.locator('[name="contact.phone_ok"]').check();
		await page.getByRole('button', { name: /^(Send|提交)/ }).click();
		await page.waitForURL(/thanks/);
		expect(await answersOf(api, placed)).toEqual([expected]);
		await context.close();
	});

	test(`every kind is answered with script, and by keyboard: ${locale}`, async ({ browser, api, baseURL }) => {
		const placed = await place(api, `Kinds with script ${locale}`);
		const context = await browser.newContext({ baseURL: baseURL!, locale, viewport: { width: 390, height: 844 } });
		const page = await context.newPage();
		await page.goto(`/s/${placed.code}?order=A-17`);
		const slider = page.getByRole('slider');
		await expect(slider).toBeVisible();
		await expect(page.locator('[data-rank].moves')).toBeVisible();
		await expectAccessible(page, 'a question of every kind');
		await fillPlain(page);
		// More than may be chosen cannot be ticked; what stands alone takes the ticks of the others.
		await expect(page.locator('[name=choices][value=option-2]')).toBeDisabled();
		await page.locator('[name=choices][value=none]').check();
		await expect(page.locator('[name=choices][value=option-1]')).not.toBeChecked();
		await page.locator('[name=choices][value=option-1]').check();
		await expect(page.locator('[name=choices][value=none]')).not.toBeChecked();
		await page.locator('[name=choices][value=option-3]').check();
		await slider.focus();
		await expect(slider).toHaveAttribute('aria-valuetext', /Not answered|还没有/);
		await page.keyboard.press('ArrowLeft');
		await page.keyboard.press('ArrowLeft');
		await expect(page.locator('[name=slider]')).toHaveValue('6');
		const rows = page.locator('[data-rank] li');
		const up = rows
			.filter({ has: page.locator('[name="ranking.item-2"]') })
			.getByRole('button')
			.first();
		await up.focus();
		await page.keyboard.press('Enter');
		await expect(up).toBeFocused();
		await expect(rows.first().locator('select')).toHaveAttribute('name', 'ranking.item-2');
		await shoot(page, `script-${locale}`);
		// A reload brings back what was filled in.
		await page.reload();
		await expect(page.locator('[data-rank].ranked li').first().locator('select')).toHaveAttribute(
			'name',
			'ranking.item-2'
		);
		await expect(page.locator('[name="choice.other"]')).toHaveValue('the lift 电梯');
		await page.getByRole('button', { name: /^(Send|提交)/ }).click();
		await expect(page.locator('[data-thanks]')).toBeVisible();
		expect(await answersOf(api, placed)).toEqual([expected]);
		await context.close();
	});
}

test('every kind in the dark, narrow, with large text: nothing is cut, nothing moves sideways', async ({
	browser,
	api,
	baseURL
}) => {
	const placed = await place(api, 'Kinds in the dark');
	const context = await browser.newContext({
		baseURL: baseURL!,
		locale: 'zh-CN',
		colorScheme: 'dark',
		viewport: { width: 390, height: 844 }
	});
	const page = await context.newPage();
	await page.goto(`/s/${placed.code}`);
	await expect(page.getByRole('slider')).toBeVisible();
	await fillPlain(page);
	await expectAccessible(page, 'a question of every kind');
	await shoot(page, 'dark');
	await page.setViewportSize({ width: 320, height: 700 });
	await page.evaluate(() => (document.documentElement.style.fontSize = '160%'));
	await shoot(page, 'narrow-large');
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
	await context.close();
});

test('a slider and a ranking that nobody touched are no answers, with script', async ({ browser, api, baseURL }) => {
	const placed = await place(api, 'Kinds untouched');
	const context = await browser.newContext({ baseURL: baseURL!, locale: 'en-US' });
	const page = await context.newPage();
	await page.goto(`/s/${placed.code}`);
	await expect(page.getByRole('slider')).toBeVisible();
	for (const [name, value] of [
		['nps', '10'],
		['csat', '5'],
		['ces-ease7', '5'],
		['ces-effort5', '5']
	] as const)
		await page.locator(`[name="${name}"][value="${value}"]`).check();
	await page.locator('[name=consent]').check();
	await page.getByRole('button', { name: 'Send' }).click();
	await expect(page.locator('[data-thanks]')).toBeVisible();
	expect(await answersOf(api, placed)).toEqual([{ nps: 10, csat: 5, 'ces-ease7': 5, 'ces-effort5': 5, consent: true }]);
	await context.close();
});

test('a choice is made in the editor by keys, by two people at once, and asked', async ({
	owner,
	api,
	browser,
	baseURL
}) => {
	const journey = await api.post<{ id: string }>('/journeys', { title: 'Options together', template: 'retail' });
	const map = await api.get<{ touchpoints: { id: string }[] }>(`/journeys/${journey.id}`);
	const touchpoint = map.touchpoints[0]!.id;
	const { survey, collector } = await api.post<{ survey: { id: string }; collector: { code: string } }>(
		`/touchpoints/${touchpoint}/ask`,
		{ journeyId: journey.id, kind: 'csat' }
	);
	const context = await signedIn(browser, OWNER, baseURL!);
	const colleague = hydrating(await context.newPage());
	for (const page of [owner, colleague]) {
		const board = await new Board(page).open(journey.id);
		await board.touchpoint(touchpoint).click();
		await page.getByRole('tab', { name: /Survey/ }).click();
		await page.getByRole('button', { name: 'Edit texts' }).click();
	}
	await owner.getByRole('button', { name: 'Add a question' }).click();
	await owner.getByRole('menuitem', { name: 'Several choices' }).click();
	const [mine, theirs] = [owner, colleague].map((page) => page.locator('[data-question=choices]'));
	await expect(theirs!.locator('[data-item]')).toHaveCount(3);
	await shoot(owner, 'builder');

	// Each writes another language of one option: both stand.
	const option = (question: typeof mine, id: string) => question!.locator(`[data-item=${id}]`);
	await option(mine, 'option-1').getByLabel('English').fill('By bus');
	await option(theirs, 'option-1').getByLabel('Chinese').fill('坐公交');
	await owner.keyboard.press('Tab');
	await colleague.keyboard.press('Tab');
	for (const question of [mine, theirs]) {
		await expect(option(question, 'option-1').getByLabel('English')).toHaveValue('By bus');
		await expect(option(question, 'option-1').getByLabel('Chinese')).toHaveValue('坐公交');
	}
	// Each adds one: two are added.
	await mine!.getByRole('button', { name: 'Add “None of these”' }).press('Enter');
	await theirs!.getByRole('button', { name: 'Add “Other”' }).press('Enter');
	await expect(mine!.locator('[data-item]')).toHaveCount(5);
	await expect(theirs!.locator('[data-item]')).toHaveCount(5);
	// Moved by its button, which keeps the focus; deleted, and taken back.
	const down = option(mine, 'option-1').getByRole('button', { name: 'Move “By bus” down' });
	await down.press('Enter');
	await expect(theirs!.locator('[data-item]').nth(1)).toHaveAttribute('data-item', 'option-1');
	await expect(down).toBeFocused();
	await option(mine, 'option-2').getByRole('button', { name: 'Delete “Second option”' }).press('Enter');
	await expect(theirs!.locator('[data-item]')).toHaveCount(4);
	await owner.getByRole('region', { name: 'Notifications' }).getByRole('button', { name: 'Undo' }).click();
	await expect(theirs!.locator('[data-item]')).toHaveCount(5);
	await mine!.getByLabel('Choose at most').fill('2');
	await owner.keyboard.press('Enter');
	// Two that read the same are refused, by their place.
	await option(mine, 'option-3').getByLabel('English').fill('By bus');
	await owner.keyboard.press('Enter');
	const form = owner.getByRole('tabpanel').locator('form');
	await form.getByRole('button', { name: 'Publish' }).click();
	await expect(owner.getByText('This is there twice.').first()).toBeVisible();
	await option(mine, 'option-3').getByLabel('English').fill('On foot');
	await owner.keyboard.press('Enter');
	await form.getByRole('button', { name: 'Publish' }).click();
	await expect(owner.getByText(/Version 2/).first()).toBeVisible();

	const { published } = await api.get<{ published: { content: SurveyContent } }>(`/surveys/${survey.id}`);
	const asked = published.content.questions.find(({ id }) => id === 'choices');
	expect(asked).toMatchObject({ kind: 'multiple-choice', most: 2 });
	await colleague.goto(`/s/${collector.code}`);
	await expect(colleague.getByRole('checkbox')).toHaveCount(5);
	await expect(colleague.getByText('By bus')).toBeVisible();
	await context.close();
});
