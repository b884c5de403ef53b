import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readPdf } from '../../../server/sheets/pdf-text.fixture.ts';
import { newId, testDatabases } from '../../support/database.ts';
import type { Person } from '../../support/people.ts';
import { asked, createAnswerServices, type AnswerServices } from '../answers/support.ts';
import { caller, openApp, ORIGIN } from './support.ts';

describe.each(testDatabases())('the heatmap on one page ($name)', (engine) => {
	let open: Awaited<ReturnType<typeof openApp>>;
	let services: AnswerServices;
	let owner: Person;

	beforeAll(async () => {
		open = await openApp(engine);
		services = createAnswerServices(open.db);
	});
	afterAll(() => open.close());

	async function answered(n: number) {
		({ owner } = await open.people.workspace());
		const place = await asked(open.db, services, owner, 'csat');
		if (n > 0)
			await services.responses.recordBatch(
				owner.actor,
				Array.from({ length: n }, () => ({
					collectorCode: place.collector.code,
					id: newId(),
					language: 'en',
					answers: { csat: 5 }
				}))
			);
		return place;
	}
	const page = async (query: string, actor: Person['actor'] | null = owner.actor) =>
		caller(open.app, actor)('GET', `/heatmap/page.${query}`);

	it('is a PDF and a PNG of the numbers that the API gives', async () => {
		await answered(8);
		const pdf = await page('pdf');
		expect(pdf.status).toBe(200);
		expect(pdf.headers.get('content-type')).toBe('application/pdf');
		expect(pdf.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''Heatmap%20/);
		expect(pdf.text.slice(0, 5)).toBe('%PDF-');
		const png = await page('png?sort=name&lang=zh-CN');
		expect(png.status).toBe(200);
		expect(png.headers.get('content-type')).toBe('image/png');
	});

	it.each(['journeys', 'departments', 'places'] as const)('is drawn by %s, too', async (view) => {
		await answered(6);
		expect((await page(`pdf?view=${view}`)).status).toBe(200);
	});

	it('refuses what the heatmap refuses, and whoever may not see numbers', async () => {
		await answered(0);
		expect((await page('pdf?view=places&language=en')).status).toBe(400);
		expect((await page('pdf?lang=fr')).json.error.issues[0].path).toEqual(['lang']);
		expect((await page('png?from=2026-02-30')).status).toBe(400);
		expect((await page('pdf', null)).status).toBe(401);
	});

	it('says in its words what was asked for, and shows no value of a few', async () => {
		await answered(3);
		const draw = vi.spyOn(open.app.sheets, 'draw');
		expect((await page('pdf?lang=zh-CN&period=90')).status).toBe(200);
		const [sheet] = draw.mock.calls[0]!;
		const { text, pages, lang } = await readPdf(await (draw.mock.results[0]!.value as Promise<Uint8Array>));
		draw.mockRestore();
		const cells = sheet.rows.flatMap((row) => row.cells);
		expect(cells.filter(({ heat }) => heat === 'few')).toMatchObject([{ shown: null }]);
		expect(text).not.toContain('100%');
		expect([pages, lang]).toEqual([1, 'zh-CN']);
		expect(sheet.address).toBe(`${ORIGIN}/heatmap?period=90`);
		expect(text).toContain(`${ORIGIN}/heatmap?period=90`);
	});
});
