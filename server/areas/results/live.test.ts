import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { BusListener } from '../../bus/index.ts';
import { countsWith } from './live.fixture.ts';
import { createLive, STREAMS_PER_PERSON, type LiveDeps, type ScoreEvent } from './live.ts';

const workspaceId = '00000000-0000-7000-8000-000000000001';
const journeyId = '00000000-0000-7000-8000-000000000002';
const touchpointId = '00000000-0000-7000-8000-000000000003';
const actor = { kind: 'user', userId: 'somebody', workspaceId, role: 'owner' } as never;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Read = LiveDeps['results']['counts'];

/** What is counted is read by `counts`; every touchpoint is on one journey. */
function living(counts: Read, journeysOf: LiveDeps['results']['journeysOf'] = onJourney) {
	let bus!: BusListener;
	let views = 0;
	const log = { error: vi.fn() };
	const deps = {
		db: { inWorkspace: async () => true },
		bus: {
			subscribe: (_: string, listener: BusListener) => {
				bus = listener;
				return () => undefined;
			}
		},
		results: { counts, journeysOf },
		log,
		newId: () => `view ${++views}`
	} as unknown as LiveDeps;
	const live = createLive(deps);
	const said = (correction = false, touched = touchpointId, definitions: string[] = correction ? [] : ['d']) =>
		bus.message({
			kind: 'score',
			workspaceId,
			touchpointId: touched,
			at: '2026-01-01T00:00:00.000Z',
			correction,
			definitions
		});
	return { live, said, bus: () => bus, log };
}
const onJourney = async (_: string, ids: readonly string[]) => new Map(ids.map((id) => [id, journeyId]));
const soon = (ms = 10_000) => vi.advanceTimersByTimeAsync(ms);

/** A stream that watches the journey, whose touchpoint has so many answers. */
async function watched(n: () => Promise<number>) {
	const { live, said, bus, log } = living(async () => countsWith({ [touchpointId]: await n() }));
	const heard: ScoreEvent[] = [];
	const watcher = { score: (event: ScoreEvent) => heard.push(event), end: () => undefined, recheck: async () => actor };
	await live.watch(actor, journeyId, watcher);
	return { heard, said, live, bus, log };
}

it('an older reading of the numbers never overtakes a newer one', async () => {
	const readings: ((n: number) => void)[] = [];
	const { heard, said } = await watched(() => new Promise((resolve) => readings.push(resolve)));
	said();
	await soon(0);
	said();
	await soon();
	// The first reading hangs: the second has not begun.
	expect(readings).toHaveLength(1);
	readings[0]!(6);
	await soon();
	expect(readings).toHaveLength(2);
	readings[1]!(7);
	await soon();
	expect(heard.map(({ scores }) => scores[0]!.n)).toEqual([6, 7]);
});

it('a correction is told as one; gathered with an answer, as an answer', async () => {
	const { heard, said } = await watched(async () => 6);
	said(true);
	await soon(0);
	said(true);
	said(true);
	await soon();
	expect(heard.map(({ correction }) => correction)).toEqual([true, true]);
	for (const gathered of [
		[true, false],
		[false, true]
	]) {
		said(true);
		await soon(0);
		for (const correction of gathered) said(correction);
		await soon();
		expect(heard.at(-1)).toMatchObject({ correction: false, answered: ['d'] });
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
	const { live } = await watched(async () => 6);
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
	const { live, bus } = await watched(async () => 6);
	const another = '00000000-0000-7000-8000-000000000009';
	const [gone, kept] = [await stream(live), await stream(live, {}, another)];
	bus().message({ kind: 'deleted', workspaceId, journeyId });
	expect([gone.ends, kept.ends]).toEqual([['deleted'], []]);
	live.close();
	expect([gone.ends, kept.ends]).toEqual([['deleted'], ['closing']]);
});

type Told = [name: string, data: Record<string, unknown>];

/** A board of the journey, and what it is told. */
function board(live: ReturnType<typeof createLive>) {
	const told: Told[] = [];
	const follower = {
		score: vi.fn(),
		missed: vi.fn(),
		tell: (name: string, data: object) => told.push([name, data as Told[1]])
	};
	const following = live.follow({ workspaceId, journeyId }, follower);
	return { ...follower, told, ...following };
}

it('a board that asks for nothing is told as a stream is, and knows since when its numbers may be old', async () => {
	vi.setSystemTime(1000);
	const { live, said, bus } = living(async () => countsWith({ [touchpointId]: 6 }));
	const { score, missed, stop } = board(live);
	expect(live.changedAt(workspaceId)).toBe(1000);
	vi.setSystemTime(2000);
	said();
	await soon(0);
	expect(score).toHaveBeenCalledOnce();
	expect(live.changedAt(workspaceId)).toBe(2000);
	expect(live.changedAt('another')).toBe(1000);
	vi.setSystemTime(3000);
	bus().gap();
	expect(missed).toHaveBeenCalledOnce();
	expect(live.changedAt(workspaceId)).toBe(3000);
	stop();
	await soon();
	said();
	await soon();
	expect(score).toHaveBeenCalledOnce();
});

it('fifty boards that show the same cost one reading, and are told the very same object', async () => {
	let n = 6;
	const counts = vi.fn<Read>(async () => countsWith({ [touchpointId]: n }));
	const { live, said } = living(counts);
	const boards = Array.from({ length: 50 }, () => board(live));
	// Days that are not named are the default ones.
	for (const [at, one] of boards.entries()) one.ask({ ask: 1, filter: at % 2 ? { period: '30' } : {} });
	await soon();
	expect(counts).toHaveBeenCalledOnce();
	const followed = { ask: 1, view: 'view 1', seq: 0, version: expect.any(String) as string };
	for (const { told } of boards) expect(told).toEqual([['numbers.followed', followed]]);
	n = 7;
	said();
	await soon(0);
	expect(counts).toHaveBeenCalledTimes(2);
	const [, [name, changed]] = boards[0]!.told as [Told, Told];
	expect(name).toBe('numbers.changed');
	expect(changed).toMatchObject({
		view: 'view 1',
		seq: 1,
		window: { from: '2026-01-01', to: '2026-01-30' },
		touched: [{ touchpointId, answered: ['d'] }],
		change: { touchpoints: { [touchpointId]: [{ n: 7 }] }, scenes: { s: [{ n: 7 }] }, journey: [{ n: 7 }] }
	});
	for (const { told, score } of boards) {
		expect(told[1]![1]).toBe(changed);
		expect(score).not.toHaveBeenCalled();
	}
	// One more that comes later is let in without a reading, where the others are.
	const late = board(live);
	late.ask({ ask: 1, filter: {} });
	expect(late.told).toEqual([['numbers.followed', { ...followed, seq: 1, version: changed.version }]]);
	expect(counts).toHaveBeenCalledTimes(2);
});

it('departments share a reading; other days have their own', async () => {
	const other = '00000000-0000-7000-8000-000000000004';
	let n = 6;
	const counts = vi.fn<Read>(async () => countsWith({ [touchpointId]: n, [other]: 8 }));
	const { live, said } = living(counts);
	const [all, one, week] = [board(live), board(live), board(live)];
	all.ask({ ask: 1, filter: {} });
	one.ask({ ask: 1, filter: { departments: [other] } });
	week.ask({ ask: 1, filter: { period: '7' } });
	await soon();
	expect(counts.mock.calls.map(([, , filter]) => filter)).toEqual([{ period: '30' }, { period: '7' }]);
	n = 9;
	said();
	await soon();
	expect(all.told[1]![1]).toMatchObject({ change: { scenes: { s: [{ n: 17 }] } } });
	// Nothing of this department's sums has moved.
	expect(Object.keys(one.told[1]![1].change as object)).toEqual(['touchpoints']);
	expect(counts).toHaveBeenCalledTimes(4);
	// Asking for another shows it, and the reading of the first goes on without them.
	week.ask({ ask: 2, filter: {} });
	expect(week.told.at(-1)).toMatchObject(['numbers.followed', { ask: 2, view: all.told[0]![1].view, seq: 1 }]);
	said();
	await soon();
	expect(counts).toHaveBeenCalledTimes(5);
});

it('a burst is a few messages a second to each board, however many touchpoints it is at', async () => {
	const ids = Array.from({ length: 100 }, (_, at) => `00000000-0000-7000-8001-${String(at).padStart(12, '0')}`);
	const answers = Object.fromEntries(ids.map((id) => [id, 6]));
	const { live, said } = living(async () => countsWith(answers));
	const { told, ask } = board(live);
	ask({ ask: 1, filter: {} });
	await soon();
	for (let ms = 0; ms < 3000; ms += 5) {
		for (const id of [ids[ms % 100]!, ids[(ms + 3) % 100]!]) {
			answers[id]!++;
			said(false, id);
		}
		await vi.advanceTimersByTimeAsync(5);
	}
	await soon();
	const changes = told.slice(1).map(([, data]) => data);
	expect(changes.length).toBeGreaterThan(5);
	expect(changes.length).toBeLessThanOrEqual(14);
	expect(changes.map(({ seq }) => seq)).toEqual(changes.map((_, at) => at + 1));
	const shown = Object.assign(
		{},
		...changes.map(({ change }) => (change as { touchpoints: object }).touchpoints)
	) as Record<string, { n: number }[]>;
	for (const [id, [score]] of Object.entries(shown)) expect(score!.n).toBe(answers[id]);
});

it('only what changed is read, where something changed; everything when messages were missed', async () => {
	const counts = vi.fn<Read>(async () => countsWith({ [touchpointId]: 6 }));
	const elsewhere = '00000000-0000-7000-8000-000000000007';
	const { live, said, bus } = living(
		counts,
		async (_, ids) => new Map(ids.filter((id) => id !== elsewhere).map((id) => [id, journeyId]))
	);
	const { told, ask, missed } = board(live);
	ask({ ask: 1, filter: {} });
	await soon();
	said();
	said(false, elsewhere);
	await soon();
	expect(counts.mock.calls[1]![3]).toMatchObject({ changed: new Set([touchpointId]) });
	said(false, elsewhere);
	await soon();
	expect(counts).toHaveBeenCalledTimes(2);
	bus().gap();
	await soon();
	// Nothing had changed: nobody is told, nobody has to fetch.
	expect(counts).toHaveBeenCalledTimes(3);
	expect(counts.mock.calls[2]![3]).toBeUndefined();
	expect(missed).not.toHaveBeenCalled();
	expect(told).toHaveLength(2);
});

it('other days – midnight – are told as such, not as a thousand changes', async () => {
	let to = '2026-01-30';
	const { live, said } = living(async () => countsWith({ [touchpointId]: 6 }, to));
	const { told, ask } = board(live);
	ask({ ask: 1, filter: {} });
	await soon();
	to = '2026-01-31';
	said();
	await soon();
	expect(told[1]![1]).toMatchObject({ seq: 1, change: null, window: { to } });
	expect(told[1]![1].version).not.toBe(told[0]![1].version);
	said();
	await soon();
	expect(told[2]![1]).toMatchObject({ seq: 2, change: {} });
});

it('a reading that fails is made again, with all that came meanwhile; nobody has to fetch', async () => {
	let n = 6;
	let broken = false;
	const { live, said, log } = living(async () => {
		if (broken) throw new Error('no database');
		return countsWith({ [touchpointId]: n });
	});
	const { told, ask, missed } = board(live);
	ask({ ask: 1, filter: {} });
	await soon();
	broken = true;
	n = 7;
	said();
	await soon(600);
	n = 8;
	said(true);
	broken = false;
	await soon();
	expect(log.error).toHaveBeenCalled();
	expect(missed).not.toHaveBeenCalled();
	expect(told.slice(1)).toMatchObject([
		['numbers.changed', { change: { scenes: { s: [{ n: 8 }] } }, touched: [{ answered: ['d'] }] }]
	]);
});

it('when it fails again and again, everybody is told to ask, and is told again once it works', async () => {
	let broken = false;
	const { live, said } = living(async () => {
		if (broken) throw new Error('no database');
		return countsWith({ [touchpointId]: 6 });
	});
	const { told, ask, missed } = board(live);
	ask({ ask: 1, filter: {} });
	await soon();
	broken = true;
	said();
	await soon(60_000);
	expect(missed).toHaveBeenCalledOnce();
	broken = false;
	ask({ ask: 2, filter: {} });
	await soon();
	expect(told.at(-1)).toMatchObject(['numbers.followed', { ask: 2 }]);
});

it('what cannot be followed is refused; what cannot be answered to is not', async () => {
	const { live } = living(async () => countsWith({ [touchpointId]: 6 }));
	const { told, ask } = board(live);
	for (const input of [null, 1, 'x', {}, { ask: 'x', filter: {} }, { ask: 1.5, filter: {} }]) ask(input);
	expect(told).toEqual([]);
	for (const filter of [null, 1, { period: '31' }, { from: 'x' }, { departments: ['x'] }, { some: 'more' }])
		ask({ ask: 3, filter });
	expect(told).toEqual(Array.from({ length: 6 }, () => ['numbers.refused', { ask: 3 }]));
	// So many different days that they cannot all be kept fresh; the default ones are, for the board that was refused.
	const others = Array.from({ length: 40 }, (_, at) => {
		const one = board(live);
		one.ask({
			ask: 1,
			filter: {
				from: '2026-01-01',
				to: `2026-02-${String(1 + (at % 28)).padStart(2, '0')}`,
				...(at >= 28 && { channel: 'qr' })
			}
		});
		return one;
	});
	await soon();
	const names = others.map(({ told }) => told[0]![0]);
	expect(names.filter((name) => name === 'numbers.refused')).toHaveLength(9);
	others[0]!.stop();
	ask({ ask: 4, filter: { period: '7' } });
	await soon();
	expect(told.at(-1)).toMatchObject(['numbers.followed', { ask: 4 }]);
});

it('touchpoints that are elsewhere are told without an answer, of the journey alone that they are on', async () => {
	const [here, gone] = [touchpointId, '00000000-0000-7000-8000-000000000004'];
	let on: Record<string, number> = { [here]: 6, [gone]: 7 };
	const counts = vi.fn<Read>(async () => countsWith(on));
	const { live, bus, said } = living(counts);
	const { told, ask, score } = board(live);
	ask({ ask: 1, filter: {} });
	await soon();
	on = { [here]: 6 };
	bus().message({ kind: 'placed', workspaceId, journeyId: '00000000-0000-7000-8000-000000000009' });
	await soon();
	expect(counts).toHaveBeenCalledOnce();
	vi.setSystemTime(4000);
	bus().message({ kind: 'placed', workspaceId, journeyId });
	await soon();
	// What was counted is kept.
	expect(counts.mock.calls[1]![3]).toMatchObject({ changed: new Set() });
	expect(told[1]![1]).toMatchObject({
		touched: [],
		change: { touchpoints: { [gone]: [] }, scenes: { s: [{ n: 6 }] } }
	});
	expect(live.changedAt(workspaceId)).toBe(4000);
	expect(score).not.toHaveBeenCalled();
	// A correction there is nothing that happened on this map.
	said(true, gone);
	said(true, here);
	await soon();
	expect(told[2]![1]).toMatchObject({ touched: [{ touchpointId: here }] });
	expect((told[2]![1].touched as object[]).length).toBe(1);
});

it('on which map a touchpoint is that boards show is not looked up', async () => {
	const journeysOf = vi.fn(onJourney);
	const { live, said } = living(async () => countsWith({ [touchpointId]: 6 }), journeysOf);
	const { told, ask } = board(live);
	ask({ ask: 1, filter: {} });
	await soon();
	said();
	await soon();
	expect(told).toHaveLength(2);
	expect(journeysOf).not.toHaveBeenCalled();
});

it('where touchpoints are is read again when that failed', async () => {
	let [broken, on]: [boolean, Record<string, number>] = [false, { [touchpointId]: 6, other: 7 }];
	const { live, bus } = living(async () => {
		if (broken) throw new Error('no database');
		return countsWith(on);
	});
	const { told, ask } = board(live);
	ask({ ask: 1, filter: {} });
	await soon();
	[broken, on] = [true, { [touchpointId]: 6 }];
	bus().message({ kind: 'placed', workspaceId, journeyId });
	await soon(400);
	broken = false;
	await soon();
	expect(told.slice(1)).toMatchObject([['numbers.changed', { change: { scenes: { s: [{ n: 6 }] } } }]]);
});
