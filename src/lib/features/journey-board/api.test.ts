import { afterEach, describe, expect, it, vi } from 'vitest';
import * as v from 'valibot';
import { trendQuery } from '#contract/results.ts';
import { DecideMarked, ListMarked } from '#domain/survey/index.ts';
import { httpApi } from './api.ts';

afterEach(() => vi.unstubAllGlobals());

/** What the server answered of its days: more than it is asked by. */
const window = { from: '2026-04-05', to: '2026-05-04', timeZone: 'Asia/Shanghai' };

async function sent(call: () => Promise<unknown>) {
	const asked: Request[] = [];
	vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
		asked.push(new Request(`http://localhost${path}`, init));
		return Promise.resolve(Response.json({}));
	});
	await call();
	return asked[0]!;
}
const queryOf = async (call: () => Promise<unknown>) =>
	Object.fromEntries(new URL((await sent(call)).url).searchParams);

describe('what is asked of certain days', () => {
	it('names the days and nothing else that the server would refuse', async () => {
		const trend = await queryOf(() => httpApi.trend('t', 'nps', window));
		expect(trend).toEqual({ definition: 'nps', from: window.from, to: window.to });
		expect(v.safeParse(trendQuery, trend).success).toBe(true);
		const { limit, ...marked } = await queryOf(() => httpApi.marked('t', window));
		expect(v.parse(ListMarked, { limit: Number(limit), ...marked })).toEqual({
			limit: 50,
			from: window.from,
			to: window.to
		});
		const decided = await (await sent(() => httpApi.decideMarked('t', window, null, true))).json();
		expect(v.parse(DecideMarked, decided)).toEqual({ leftOut: true, from: window.from, to: window.to });
	});

	it('names no days for all of them, nor for answers that are named', async () => {
		expect(await queryOf(() => httpApi.marked('t', null))).toEqual({ limit: '50' });
		const id = '00000000-0000-7000-8000-000000000001';
		const decided = await (await sent(() => httpApi.decideMarked('t', window, [id], false))).json();
		expect(v.parse(DecideMarked, decided)).toEqual({ leftOut: false, ids: [id] });
	});
});
