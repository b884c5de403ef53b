import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { BusListener } from '../bus/index.ts';
import { createLive, type LiveDeps, type ScoreEvent } from './live.ts';

const workspaceId = '00000000-0000-7000-8000-000000000001';
const journeyId = '00000000-0000-7000-8000-000000000002';
const touchpointId = '00000000-0000-7000-8000-000000000003';
const actor = { kind: 'user', userId: 'somebody', workspaceId, role: 'owner' } as never;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A watcher of one journey, whose numbers are read by `slice`; `said` is what the bus says of its touchpoint. */
async function watched(slice: () => Promise<unknown>) {
	let bus!: BusListener;
	const deps = {
		db: { inWorkspace: async () => true },
		bus: {
			subscribe: (_: string, listener: BusListener) => {
				bus = listener;
				return () => undefined;
			}
		},
		results: { slice },
		log: { error: vi.fn() }
	} as unknown as LiveDeps;
	const heard: ScoreEvent[] = [];
	const watcher = { score: (event: ScoreEvent) => heard.push(event), end: () => undefined, recheck: async () => actor };
	await createLive(deps).watch(actor, journeyId, watcher);
	const said = (correction = false) =>
		bus.message({
			kind: 'score',
			workspaceId,
			touchpointId,
			at: '2026-01-01T00:00:00.000Z',
			correction,
			definitions: []
		});
	return { heard, said };
}

it('an older reading of the numbers never overtakes a newer one', async () => {
	const readings: ((n: number) => void)[] = [];
	const { heard, said } = await watched(
		() => new Promise((resolve) => readings.push((n) => resolve({ journeyId, scores: [{ definition: 'd', n }] })))
	);
	said();
	said();
	await vi.advanceTimersByTimeAsync(10_000);
	// The first reading hangs: the second has not begun.
	expect(readings).toHaveLength(1);
	readings[0]!(1);
	await vi.advanceTimersByTimeAsync(0);
	expect(readings).toHaveLength(2);
	readings[1]!(2);
	await vi.advanceTimersByTimeAsync(0);
	expect(heard.map(({ scores }) => scores[0]!.n)).toEqual([1, 2]);
});

it('a correction is told as one; gathered with an answer, as an answer', async () => {
	const { heard, said } = await watched(async () => ({ journeyId, scores: [] }));
	const rest = () => vi.advanceTimersByTimeAsync(10_000);
	said(true);
	said(true);
	said(true);
	await rest();
	expect(heard.map(({ correction }) => correction)).toEqual([true, true]);
	for (const gathered of [
		[true, false],
		[false, true]
	]) {
		said(true);
		for (const correction of gathered) said(correction);
		await rest();
		expect(heard.splice(-2).map(({ correction }) => correction)).toEqual([true, false]);
	}
});
