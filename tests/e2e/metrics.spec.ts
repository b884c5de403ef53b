import { Board, type Map } from './support/board.ts';
import { colleague } from './support/colleague.ts';
import { expect, expectAccessible, test, type Api } from './support/test.ts';

interface Results {
	readonly touchpoints: Readonly<
		Record<string, readonly { definition: string; target: number; targetFrom?: string; n: number }[]>
	>;
	readonly scenes: Readonly<Record<string, readonly { target: number; targetFrom?: string }[]>>;
}

/** A journey with forty answers at its first touchpoint. */
async function answered(api: Api, title: string) {
	const { id } = await api.post<{ id: string }>('/journeys', { title, template: 'retail' });
	const { touchpoints } = await api.get<Map>(`/journeys/${id}`);
	const { id: touchpointId, sceneId } = touchpoints[0]!;
	const { collector, survey } = await api.post<{ collector: { code: string }; survey: { id: string } }>(
		`/touchpoints/${touchpointId}/ask`,
		{ journeyId: id, kind: 'csat' }
	);
	await api.post('/responses/batch', {
		responses: Array.from({ length: 40 }, (_, at) => ({
			collectorCode: collector.code,
			answers: { csat: at % 4 === 0 ? 3 : 5 }
		}))
	});
	const results = () => api.get<Results>(`/journeys/${id}/results`);
	const { definition } = (await results()).touchpoints[touchpointId]![0]!;
	return { id, touchpointId, sceneId, surveyId: survey.id, results, definition };
}

test('a target is set at a place, says where it comes from, and can be given back; two at once are told of each other', async ({
	owner,
	api
}) => {
	await owner.setViewportSize({ width: 1440, height: 900 });
	const { id, touchpointId, sceneId, results } = await answered(api, `Set at places ${Date.now()}`);
	const board = await new Board(owner).open(id);
	await board.touchpoint(touchpointId).click();
	await owner.getByRole('tab', { name: 'Results' }).click();
	const line = owner.getByRole('button', { name: /^target/ });
	await expect(line).toHaveText(/^target 80%/);
	await line.click();
	const dialog = owner.getByRole('dialog', { name: 'Target and owner' });
	await expect(dialog.getByLabel('Target', { exact: true })).toHaveValue('');
	await expect(dialog.getByText('Empty: 80%, as everywhere.')).toBeVisible();
	await expectAccessible(owner, 'settings of a metric');
	await dialog.getByRole('radio', { name: 'Scene' }).check();
	await expect(dialog.getByText(/Holds in the scene/)).toBeVisible();
	await dialog.getByLabel('Target', { exact: true }).fill('101');
	await dialog.getByRole('button', { name: 'Save' }).click();
	await expect(dialog.getByLabel('Target', { exact: true })).toBeFocused();
	await dialog.getByLabel('Target', { exact: true }).fill('92');
	await dialog.getByRole('button', { name: 'Save' }).click();
	await expect(dialog).toBeHidden();
	await expect(line).toHaveText(/^target 92%, from the scene/);
	expect((await results()).scenes[sceneId]![0]).toMatchObject({ target: 92, targetFrom: 'scene' });

	// A colleague changes the same meanwhile: what is typed here stays, and who loses decides.
	await line.click();
	await dialog.getByRole('radio', { name: 'Scene' }).check();
	await expect(dialog.getByLabel('Target', { exact: true })).toHaveValue('92');
	await dialog.getByLabel('Target', { exact: true }).fill('70');
	const other = { metric: 'csat', scale: { min: 1, max: 5 }, revision: 1, target: 88, margin: null, owner: null };
	await api.patch(`/scenes/${sceneId}/metric-settings`, other);
	await dialog.getByRole('button', { name: 'Save' }).click();
	await expect(dialog.getByRole('alert')).toContainText('target 88%');
	await expect(dialog.getByLabel('Target', { exact: true })).toHaveValue('70');
	await dialog.getByRole('button', { name: 'Save mine instead' }).click();
	await expect(dialog).toBeHidden();
	await expect(line).toHaveText(/^target 70%, from the scene/);

	// Back to what is inherited.
	await line.click();
	await dialog.getByRole('radio', { name: 'Scene' }).check();
	await dialog.getByRole('button', { name: 'Use 80%, as everywhere' }).click();
	await dialog.getByRole('button', { name: 'Save' }).click();
	await expect(dialog).toBeHidden();
	await expect(line).toHaveText(/^target 80%/);
	expect((await results()).touchpoints[touchpointId]![0]!.targetFrom).toBeUndefined();
});

test('every figure leads to what it means, and viewers may read it and change nothing', async ({
	owner,
	api,
	browser,
	baseURL
}) => {
	await owner.setViewportSize({ width: 1440, height: 900 });
	const { id, touchpointId, sceneId, surveyId, definition } = await answered(api, `Leads there ${Date.now()}`);
	const board = await new Board(owner).open(id);
	await board.touchpoint(touchpointId).click();
	await owner.getByRole('tab', { name: 'Results' }).click();
	await owner.getByRole('link', { name: /How this is measured.*CSAT/ }).click();
	await expect(owner).toHaveURL(new RegExp(`/metrics#${definition}$`));
	const entry = owner.locator(`[id="${definition}"]`);
	await expect(entry).toBeInViewport();
	await expect(entry.getByText('How many of a hundred customers were satisfied.')).toBeVisible();
	await expect(entry.getByRole('definition').filter({ hasText: 'in all' })).toContainText(
		/^[\d,]+ in these days, [\d,]+ in all$/
	);
	const seen = entry.getByRole('table');
	await expect(seen.getByRole('row')).toHaveCount(5);
	await expect(seen.getByRole('row', { name: /^400/ })).toContainText('%');
	await expectAccessible(owner, 'the dictionary');

	// From the heatmap: the panel that a cell opens.
	await owner.goto(`/heatmap?scene=${sceneId}`);
	await expect(owner.getByRole('complementary').getByRole('link', { name: /CSAT/ }).first()).toHaveAttribute(
		'href',
		`/metrics#${definition}`
	);

	// In the dictionary a target is set for a whole journey, and stands there with who set it.
	await owner.goto(`/metrics#${definition}`);
	await entry.getByText('Set target and owner').click();
	await entry.getByRole('button', { name: /^Journey “Leads there/ }).click();
	const dialog = owner.getByRole('dialog', { name: 'Target and owner' });
	await dialog.getByLabel('Target', { exact: true }).fill('66');
	await dialog.getByRole('button', { name: 'Save' }).click();
	await expect(dialog).toBeHidden();
	await expect(entry.getByRole('link', { name: /^Journey “Leads there/ })).toBeVisible();
	await expect(entry.getByRole('definition').filter({ hasText: '→' })).toContainText('66%');

	const { page, context } = await colleague(browser, api, baseURL!, { name: 'Only looks', role: 'viewer' });
	await page.goto(`/metrics#${definition}`);
	await expect(page.locator(`[id="${definition}"]`).getByText(/→ 66%/).first()).toBeVisible();
	await expect(page.getByText('Set target and owner')).toHaveCount(0);
	await context.close();

	// Another wording is another entry, which says whose place it took; the trend is broken there.
	interface Survey {
		readonly draft: { readonly questions: readonly { readonly id: string; readonly text: object }[] };
	}
	const { draft } = await api.get<Survey>(`/surveys/${surveyId}`);
	const questions = draft.questions.map((question) =>
		question.id === 'csat' ? { ...question, text: { ...question.text, en: `Pleased, ${Date.now()}?` } } : question
	);
	await api.patch(`/surveys/${surveyId}`, { content: { ...draft, questions } });
	await api.post(`/surveys/${surveyId}/publish`, {});
	await owner.goto('/metrics');
	await expect(owner.getByText(/it took the place of another wording/).first()).toBeVisible();
});

test('a shared page explains its figures to strangers, and leads nowhere', async ({ api, page }) => {
	const { id } = await answered(api, `Shared meaning ${Date.now()}`);
	const { token } = await api.post<{ token: string }>('/share-links', { shown: { journeys: [id] } });
	await page.goto(`/share/${token}`);
	await page.getByRole('link', { name: /CSAT/ }).first().click();
	const panel = page.getByRole('complementary');
	await panel.getByText(/How this is measured/).click();
	await expect(panel.getByText(/How many of a hundred customers were satisfied/)).toBeVisible();
	await expect(page.locator('a[href*="/metrics"]')).toHaveCount(0);
});
