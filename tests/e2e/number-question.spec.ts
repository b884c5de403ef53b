import { Board } from './support/board.ts';
import { expect, test } from './support/test.ts';

test('a number half typed in a question that somebody deletes is given back, with the reason', async ({
	owner,
	api
}) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Half a number', template: 'retail' });
	const touchpoint = (await api.get<{ touchpoints: { id: string }[] }>(`/journeys/${id}`)).touchpoints[0]!.id;
	const { survey } = await api.post<{ survey: { id: string } }>(`/touchpoints/${touchpoint}/ask`, {
		journeyId: id,
		kind: 'csat'
	});
	const board = await new Board(owner).open(id);
	await board.touchpoint(touchpoint).click();
	await owner.getByRole('tab', { name: /Survey/ }).click();
	await owner.getByRole('button', { name: 'Edit texts' }).click();
	const notes = owner.getByRole('region', { name: 'Notifications' });
	// Still in the field, and after it has refused what stands in it.
	for (const [typed, ends] of [
		['33x', null],
		['44x', 'Enter']
	] as const) {
		await owner.getByRole('button', { name: 'Add a question' }).click();
		await owner.getByRole('menuitem', { name: 'Number' }).click();
		const largest = owner.locator('[data-question=number]').getByLabel('Largest answer');
		await largest.fill(typed);
		if (ends) {
			await largest.press(ends);
			await expect(owner.getByText('Not a number.')).toBeVisible();
		}
		await expect
			.poll(async () => {
				const { draft } = await api.get<{ draft: { questions: { id: string }[] } }>(`/surveys/${survey.id}`);
				return draft.questions.some((one) => one.id === 'number');
			})
			.toBe(true);
		const { draft } = await api.get<{ draft: { questions: { id: string }[] } }>(`/surveys/${survey.id}`);
		const questions = draft.questions.filter((question) => question.id !== 'number');
		await api.patch(`/surveys/${survey.id}`, { content: { ...draft, questions } });
		await expect(largest).toHaveCount(0);
		await expect(notes).toContainText(`somebody deleted or replaced it. Your text: “${typed}”`);
		await expect(notes).not.toContainText('cannot hold it');
	}
});

test('a question for a number: added on the board, typed on phones, its middle on the board at once', async ({
	owner,
	api,
	browser,
	baseURL
}) => {
	const journey = await api.post<{ id: string }>('/journeys', { title: 'Waiting', template: 'retail' });
	const map = await api.get<{ touchpoints: { id: string }[] }>(`/journeys/${journey.id}`);
	const touchpoint = map.touchpoints[0]!.id;
	const { collector } = await api.post<{ collector: { code: string } }>(`/touchpoints/${touchpoint}/ask`, {
		journeyId: journey.id,
		kind: 'csat'
	});

	// Added in the editor, named in words, set by what its kind has.
	const board = await new Board(owner).open(journey.id);
	await board.touchpoint(touchpoint).click();
	await owner.getByRole('tab', { name: /Survey/ }).click();
	await owner.getByRole('button', { name: 'Edit texts' }).click();
	await expect(owner.locator('[data-question=csat] legend').first()).toContainText('Satisfaction (CSAT)');
	const adds = owner.getByRole('button', { name: 'Add a question' });
	// Its plus stands beside its words.
	const [plus, words] = [(await adds.locator('svg').boundingBox())!, (await adds.locator('.label').boundingBox())!];
	expect(plus.x + plus.width).toBeLessThanOrEqual(words.x);
	expect(Math.abs(plus.y + plus.height / 2 - words.y - words.height / 2)).toBeLessThan(4);
	await adds.click();
	await owner.getByRole('menuitem', { name: 'Number' }).click();
	const question = owner.locator('[data-question=number]');
	await expect(question.locator('legend').first()).toContainText('Question 3 Number');
	await question.getByLabel('Decimals').selectOption('1');
	const largest = question.getByLabel('Largest answer');
	await largest.fill('much');
	await largest.press('Enter');
	await expect(question.getByText('Not a number.')).toBeVisible();
	await expect(largest).toHaveValue('much');
	// It is not published as if nothing stood there, nor is what was typed gone with the editor.
	for (const name of ['Publish', 'Preview', 'Close editor']) {
		await owner.getByRole('tabpanel').locator('form').getByRole('button', { name, exact: true }).click();
		await expect(owner.getByRole('alert').filter({ hasText: 'Not every field could be kept.' })).toBeVisible();
		await expect(largest).toBeFocused();
		await owner.keyboard.type('!');
	}
	await expect(largest).toHaveValue('much!!!');
	await largest.fill('1.234');
	await largest.press('Enter');
	await expect(question.getByText('At most 2 digits after the decimal point.')).toBeVisible();
	await largest.fill('0');
	await largest.press('Enter');
	await owner.getByRole('button', { name: 'Publish' }).click();
	await expect(question.getByText('The largest answer has to be more than the smallest.')).toBeVisible();
	await largest.fill('1,440');
	await largest.press('Enter');
	await owner.getByRole('button', { name: 'Publish' }).click();
	await expect(owner.getByText(/Version 2/).first()).toBeVisible();
	await owner.getByRole('tab', { name: 'Results' }).click();

	// Without script, in both notations; what is wrong is said in the person's language, and stays to be put right.
	const phone = await browser.newContext({ baseURL: baseURL!, locale: 'zh-CN', javaScriptEnabled: false });
	const page = await phone.newPage();
	await page.goto(`/s/${collector.code}`);
	const field = page.getByRole('textbox', { name: '您等了多久？' });
	await expect(field).toHaveAttribute('inputmode', 'decimal');
	await page.locator('label:has(input[name=csat][value="5"])').click();
	for (const [typed, said] of [
		['不久', '请用数字填写'],
		['1.234', '小数点后最多 1 位。'],
		['2,000', '请填写不大于 1,440 的数字。']
	] as const) {
		await field.fill(typed);
		await page.getByRole('button', { name: '提交' }).click();
		await expect(page.locator('#q-number-problem')).toContainText(said);
		await expect(field).toHaveValue(typed);
		await expect(field).toHaveAttribute('aria-invalid', 'true');
	}
	await field.fill('1,5');
	await page.getByRole('button', { name: '提交' }).click();
	await expect(page.getByRole('heading', { name: '谢谢' })).toBeVisible();
	await phone.close();

	// With script the page comes back with the focus where something is to be put right.
	const other = await browser.newContext({ baseURL: baseURL!, locale: 'en' });
	const script = await other.newPage();
	await script.goto(`/s/${collector.code}`);
	await script.locator('label:has(input[name=csat][value="4"])').click();
	const wait = script.getByRole('textbox', { name: 'How long did you wait?' });
	await wait.fill('a while');
	await script.getByRole('button', { name: 'Send' }).click();
	await expect(script.getByText('Please write a number in figures')).toBeVisible();
	await expect(wait).toBeFocused();
	await expect(wait).toHaveValue('a while');
	await wait.fill('12 minutes');
	await script.getByRole('button', { name: 'Send' }).click();
	await expect(script.getByRole('heading', { name: 'Thank you' })).toBeVisible();
	await other.close();

	// Hidden while too few, then shown, without a reload.
	const typed = owner.locator('[data-number]');
	await expect(typed).toContainText('n 2: too few answers to show them.');
	const collectorCode = collector.code;
	await api.post('/responses/batch', {
		responses: [3, '4,5', 60].map((number) => ({ collectorCode, answers: { csat: 4, number } }))
	});
	await expect(typed).toContainText('4.5 minutes median · n 5');
	await expect(typed).toContainText('Mean 16.2');
});
