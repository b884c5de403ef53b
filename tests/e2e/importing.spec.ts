import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { OWNER } from '../support/built-app.ts';
import { colleague } from './support/colleague.ts';
import { expect, expectAccessible, hydrating, signedIn, test } from './support/test.ts';

const ROWS = 1200;
/** Rows that travel in one request (`IMPORT_CHUNK`). */
const PART = 500;

/** Answers a minute apart, so that each is a row of its own; with one that nobody can read, on demand. */
function file(name: string, unreadable = 0) {
	const lines = Array.from({ length: ROWS }, (_, at) => {
		const time = new Date(Date.UTC(2026, 2, 1) + at * 60_000).toISOString().slice(0, 16).replace('T', ' ');
		return `${time},${at < unreadable ? '7777' : (at % 5) + 1},"row ${at}"`;
	});
	const text = ['time,score,text', ...lines].join('\n');
	return { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
}

async function choose(page: Page, upload: ReturnType<typeof file>, journey: string, touchpoint: string): Promise<void> {
	await page.locator('input[type=file]').setInputFiles(upload);
	// By what they offer, in whatever language.
	for (const value of [journey, touchpoint]) {
		await page.locator('select', { has: page.locator(`option[value="${value}"]`) }).selectOption(value);
	}
}

/** Lets the first part through and holds what comes after it until told what becomes of it. */
async function line(page: Page) {
	let parts = 0;
	let cut = true;
	const [stored, reached] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
	await page.route('**/api/v1/imports/*/rows', async (route) => {
		if (++parts === 1) {
			await route.fulfill({ response: await route.fetch() });
			return stored.resolve();
		}
		if (!cut) return route.continue();
		// The next part is on its way while the first one is stored.
		await stored.promise;
		reached.resolve();
		return route.abort('internetdisconnected');
	});
	return { reached: reached.promise, mend: () => (cut = false) };
}

const journeyOf = async (api: {
	post<T>(path: string, data: unknown): Promise<T>;
	get<T>(path: string): Promise<T>;
}) => {
	const { id } = await api.post<{ id: string }>('/journeys', { title: 'Many answers', template: 'retail' });
	const { touchpoints } = await api.get<{ touchpoints: { id: string }[] }>(`/journeys/${id}`);
	return { id, touchpoint: touchpoints[0]!.id };
};

test('dropping a file is offered only where one can be dragged', async ({ api, browser, baseURL }) => {
	await journeyOf(api);
	for (const [locale, choose, drop] of [
		['en-US', 'Choose a file', 'or drop it here'],
		['zh-CN', '选择文件', '或拖放到这里']
	] as const)
		for (const touch of [false, true]) {
			const context = await signedIn(browser, OWNER, baseURL!, { locale, hasTouch: touch, isMobile: touch });
			const page = hydrating(await context.newPage());
			await page.goto('/import');
			await expect(page.getByText(choose)).toBeVisible();
			await expect(page.getByText(drop)).toBeVisible({ visible: !touch });
			await context.close();
		}
});

test('a network lost half-way is said, and the import goes on where it was', async ({ owner, api }) => {
	const { id, touchpoint } = await journeyOf(api);
	const network = await line(owner);
	// It tries again for a dozen seconds before it gives up; they are the page's, not the test's.
	await owner.clock.install();
	await owner.goto('/import');
	await choose(owner, file('lost.csv'), id, touchpoint);
	await owner.getByRole('button', { name: 'Import 1,200 answers' }).click();
	const lost = owner.getByText('The connection was lost');
	await expect
		.poll(async () => {
			await owner.clock.runFor(1_000);
			return lost.isVisible();
		})
		.toBe(true);
	await expect(owner.getByText('No answer comes from the server')).toBeVisible();
	await expect(owner.getByText(`Stopped after ${PART} of 1,200`)).toBeVisible();
	await expect(owner.getByText(`${PART} answers are new`)).toBeVisible();
	await expectAccessible(owner, 'an import that lost its connection');

	network.mend();
	await owner.getByRole('button', { name: 'Continue' }).click();
	await expect(owner.getByText('1,200 answers are new')).toBeVisible();
	await expect(owner.getByText('were there before')).toBeHidden();
});

test('a tab closed half-way is asked about; the same file finishes it and counts nothing twice', async ({
	api,
	browser,
	baseURL
}) => {
	const { id, touchpoint } = await journeyOf(api);
	const context = await signedIn(browser, OWNER, baseURL!);
	const page = hydrating(await context.newPage());
	const network = await line(page);
	await page.goto('/import');
	await choose(page, file('closed.csv'), id, touchpoint);
	await page.getByRole('button', { name: 'Import 1,200 answers' }).click();
	await network.reached;
	// While it closes nobody holds back what it tries again.
	await context.setOffline(true);
	const asked = page.waitForEvent('dialog');
	const closed = page.waitForEvent('close');
	await page.close({ runBeforeUnload: true });
	const dialog = await asked;
	expect(dialog.type()).toBe('beforeunload');
	await dialog.accept();
	await closed;
	await context.setOffline(false);

	const again = hydrating(await context.newPage());
	await again.goto('/import');
	const run = again.getByRole('row').filter({ hasText: 'closed.csv' });
	await expect(run).toContainText(`Stopped half-way: ${PART} of 1,200`);
	await choose(again, file('closed.csv'), id, touchpoint);
	// The preview knows what is there before anything is sent.
	await expect(again.getByText('500 answers are there already and are not counted again')).toBeVisible();
	await again.getByRole('button', { name: 'Import 700 answers' }).click();
	await expect(again.getByText('700 answers are new')).toBeVisible();
	await expect(again.getByText(`${PART} were there before and were not counted again`)).toBeVisible();
	await expect(again.getByRole('row').filter({ hasText: 'closed.csv' })).toContainText([
		'Finished',
		'Finished by a later import'
	]);
	const { journey } = await api.get<{ journey: { n: number }[] }>(
		`/journeys/${id}/results?from=2026-03-01&to=2026-03-02`
	);
	expect(journey.map(({ n }) => n)).toEqual([ROWS]);
	await context.close();
});

test('a person stops it, and goes on', async ({ owner, api }) => {
	const { id, touchpoint } = await journeyOf(api);
	const network = await line(owner);
	await owner.goto('/import');
	await choose(owner, file('stopped.csv'), id, touchpoint);
	await owner.getByRole('button', { name: 'Import 1,200 answers' }).click();
	await network.reached;
	await owner.getByRole('button', { name: 'Stop', exact: true }).click();
	await expect(owner.getByText(`Stopped after ${PART} of 1,200`)).toBeVisible({ timeout: 20_000 });
	network.mend();
	await owner.getByRole('button', { name: 'Continue' }).click();
	await expect(owner.getByText('1,200 answers are new')).toBeVisible();
});

test('on a Chinese phone: the rows that cannot be read come back with reasons', async ({ api, browser, baseURL }) => {
	const { id, touchpoint } = await journeyOf(api);
	const { page } = await colleague(browser, api, baseURL!, { name: '陈静', role: 'editor', locale: 'zh-CN' });
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto('/import');
	await choose(page, file('中文.csv', 2), id, touchpoint);
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: '下载出错的行' }).click()
	]);
	expect(download.suggestedFilename()).toBe('未导入的行.csv');
	const [head, ...rows] = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
	expect(head).toBe('\ufeff行号,原因,time,score,text');
	expect(rows).toHaveLength(2);
	expect(rows[0]).toMatch(/^1,.*\p{Script=Han}.*7777/u);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
	await expectAccessible(page, 'the import on a phone');
	await page.getByRole('button', { name: '导入 1,198 份答卷' }).click();
	await expect(page.getByText('新增 1,198 份')).toBeVisible();
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
