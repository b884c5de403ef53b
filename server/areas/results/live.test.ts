import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { BusListener } from '../../bus/index.ts';
import { createLive, STREAMS_PER_PERSON, type LiveDeps, type ScoreEvent } from './live.ts';

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
	const live = createLive(deps);
	const heard: ScoreEvent[] = [];
	const watcher = { score: (event: ScoreEvent) => heard.push(event), end: () => undefined, recheck: async () => actor };
	await live.watch(actor, journeyId, watcher);
	const said = (correction = false) =>
		bus.message({
			kind: 'score',
			workspaceId,
			touchpointId,
			at: '2026-01-01T00:00:00.000Z',
			correction,
			definitions: []
		});
	return { heard, said, live, bus: () => bus };
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
	const { heard, said } = await watched(async () => ({ journeyId, scores: [], numbers: [] }));
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

/** Opens a stream and remembers how it ended. */
async function stream(live: ReturnType<typeof createLive>, who: object = {}, journey = journeyId) {
	const ends: string[] = [];
	const watcher = { score: () => undefined, end: (why: string) => ends.push(why), recheck: async () => actor };
	const leave = await live.watch({ ...(actor as object), ...who } as never, journey, watcher);
	return { ends, leave };
}

it('one person has so many streams; one more ends the oldest, and only theirs', async () => {
	const { live } = await watched(async () => null);
	const other = await stream(live, { userId: 'somebody else' });
	const opened = [];
	for (let n = 0; n < STREAMS_PER_PERSON; n++) opened.push(await stream(live, { userId: 'many' }));
	expect(opened.flatMap(({ ends }) => ends)).toEqual([]);
	opened[1]!.leave();
	await stream(live, { userId: 'many' });
	expect(opened.flatMap(({ ends }) => ends)).toEqual([]);
	for (let n = 0; n < 3; n++) await stream(live, { userId: 'many' });
	expect(opened.map(({ ends }) => ends.join())).toEqual([
		'too_many',
		'',
		'too_many',
		'too_many',
		...Array.from({ length: STREAMS_PER_PERSON - 4 }, () => '')
	]);
	expect(other.ends).toEqual([]);
});

it('streams of a journey end with it, and of no other', async () => {
	const { live, bus } = await watched(async () => null);
	const another = '00000000-0000-7000-8000-000000000009';
	const [gone, kept] = [await stream(live), await stream(live, {}, another)];
	bus().message({ kind: 'deleted', workspaceId, journeyId });
	expect([gone.ends, kept.ends]).toEqual([['deleted'], []]);
	live.close();
	expect([gone.ends, kept.ends]).toEqual([['deleted'], ['closing']]);
});

it('a board is told of answers, and of gaps, and knows since when its numbers may be old', async () => {
	vi.setSystemTime(1000);
	const { live, said, bus } = await watched(async () => ({ journeyId, scores: [], numbers: [] }));
	const follower = { score: vi.fn(), missed: vi.fn() };
	const stop = live.follow({ workspaceId, journeyId }, follower);
	expect(live.changedAt(workspaceId)).toBe(1000);
	vi.setSystemTime(2000);
	said();
	await vi.advanceTimersByTimeAsync(0);
	expect(follower.score).toHaveBeenCalledOnce();
	expect(live.changedAt(workspaceId)).toBe(2000);
	expect(live.changedAt('another')).toBe(1000);
	vi.setSystemTime(3000);
	bus().gap();
	expect(follower.missed).toHaveBeenCalledOnce();
	expect(live.changedAt(workspaceId)).toBe(3000);
	stop();
	await vi.advanceTimersByTimeAsync(1000);
	said();
	await vi.advanceTimersByTimeAsync(1000);
	expect(follower.score).toHaveBeenCalledOnce();
});
