import { readFileSync } from 'node:fs';
import { OWNER, startBuiltApp, type BuiltApp } from '../support/built-app.ts';
import { startPlatforms, type Platforms } from '../support/platforms/start.ts';
import type { Map } from './support/board.ts';
import { Api, expect, expectAccessible, hydrating, signedIn, test } from './support/test.ts';

/** A program of its own, which asks a stand-in that this file can make refuse. */
let platforms: Platforms;
let app: BuiltApp;
test.beforeAll(async () => {
	test.setTimeout(180_000);
	platforms = await startPlatforms({ running: true });
	app = await startBuiltApp({ WX_API_BASE: platforms.wechatBase });
});
test.afterAll(async () => {
	await app?.stop();
	app?.cleanup();
	await platforms?.close();
});

test('a survey gets its code and its link into the mini program, and says what is missing', async ({ browser }) => {
	const context = await signedIn(browser, OWNER, app.url, { viewport: { width: 390, height: 844 } }, { fresh: true });
	const page = hydrating(await context.newPage());
	const api = new Api(context.request, app.url);
	const { id: journeyId } = await api.post<{ id: string }>('/journeys', {
		title: 'In a mini program',
		template: 'retail'
	});
	const touchpointId = (await api.get<Map>(`/journeys/${journeyId}`)).touchpoints[0]!.id;
	const { survey } = await api.post<{ survey: { id: string } }>(`/touchpoints/${touchpointId}/ask`, {
		journeyId,
		kind: 'csat'
	});
	const { code } = await api.post<{ code: string }>('/collectors', {
		...{ surveyId: survey.id, touchpointId, channel: 'wechat', name: 'Counter 3' }
	});
	const dialog = page.getByRole('dialog');
	const look = async () => {
		await page.goto(`/touchpoints/${touchpointId}/collectors`);
		await page.getByRole('button', { name: /^More for WeChat/ }).click();
		await page.getByRole('menuitem', { name: 'Mini program' }).click();
		await expect(dialog.getByRole('textbox', { name: 'The survey’s page' })).toHaveValue(new RegExp(`/s/${code}$`));
	};

	// Once for both, and the plain page beside it.
	await look();
	await expect(dialog.getByRole('note')).toHaveText(/No WeChat official account is connected/);
	await dialog.getByRole('link', { name: 'Open the channel' }).click();

	const account = platforms.world.addAccount();
	const mini = platforms.world.addMiniProgram();
	await page.getByLabel('AppID', { exact: true }).fill(account.appId);
	await page.getByLabel(/^AppSecret/).fill(account.appSecret);
	await page.getByLabel('Token', { exact: true }).fill(account.token);
	await page.getByLabel(/^EncodingAESKey/).fill(account.aesKey);
	// What can wait is folded away.
	await page.locator('summary', { hasText: 'Mini program' }).click();
	await page.getByLabel(/^Mini program: AppID/).fill(mini.appId);
	await page.getByRole('button', { name: 'Connect' }).click();
	// One without the other is no mini program.
	await expect(page.getByLabel(/^Mini program: AppSecret/)).toHaveAttribute('aria-invalid', 'true');
	for (const [label, value] of [
		[/^AppSecret/, account.appSecret],
		[/^Token/, account.token],
		[/^EncodingAESKey/, account.aesKey],
		[/^Mini program: AppSecret/, mini.appSecret]
	] as const)
		await page.getByLabel(label).fill(value);
	await page.getByRole('button', { name: 'Connect' }).click();
	await page.getByRole('button', { name: 'Check now' }).click();
	await expect(page.getByRole('listitem').filter({ hasText: 'WeChat answers for the mini program' })).toContainText(
		'Done'
	);
	await expect(page.getByLabel(/^Mini program: AppSecret/)).toHaveValue('');

	await look();
	const picture = dialog.getByRole('img', { name: /^Mini program code of/ });
	await expect(picture).toBeVisible();
	expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(1000);
	const link = await dialog.getByRole('textbox', { name: 'Link', exact: true }).inputValue();
	expect(platforms.world.miniLinks.get(link)).toMatchObject({ appId: mini.appId, query: `scene=${code}` });
	await expect(dialog.getByRole('note')).toHaveCount(0);
	await expectAccessible(page, 'a code and a link into the mini program');
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		dialog.getByRole('button', { name: 'Download the code' }).click()
	]);
	expect(file.suggestedFilename()).toBe(`mini-${code}.png`);
	expect(
		readFileSync(await file.path())
			.subarray(1, 4)
			.toString()
	).toBe('PNG');

	// The right is gone: the code says so, the link of before is still good.
	mini.rights.clear();
	await look();
	await expect(dialog.getByRole('note')).toHaveText(/lacks the right to mini program codes/);
	await expect(picture).toHaveCount(0);
	await expect(dialog.getByRole('textbox', { name: 'Link', exact: true })).toHaveValue(link);
	await expectAccessible(page, 'without a right');
	await context.close();
});
