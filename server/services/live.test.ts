import { expect, it, vi } from 'vitest';
import type { BusListener } from '../bus/index.ts';
import { createLive, type LiveDeps } from './live.ts';

const workspaceId = '00000000-0000-7000-8000-000000000001';
const journeyId = '00000000-0000-7000-8000-000000000002';
const touchpointId = '00000000-0000-7000-8000-000000000003';
const actor = { kind: 'user', userId: 'somebody', workspaceId, role: 'owner' } as never;

it('an older reading of the numbers never overtakes a newer one', async () => {
	let bus!: BusListener;
	const readings: ((n: number) => void)[] = [];
	const deps = {
		db: { inWorkspace: async () => true },
		bus: {
			subscribe: (_: string, listener: BusListener) => {
				bus = listener;
				return () => undefined;
			}
		},
		results: {
			slice: () =>
				new Promise((resolve) => readings.push((n) => resolve({ journeyId, scores: [{ definition: 'd', n }] })))
		},
		log: { error: vi.fn() }
	} as unknown as LiveDeps;
	const heard: number[] = [];
	const live = createLive(deps);
	const score = ({ scores }: { scores: readonly { n: number }[] }) => heard.push(scores[0]!.n);
	await live.watch(actor, journeyId, { score, end: () => undefined, recheck: async () => actor });

	vi.useFakeTimers();
	try {
		const answered = () => bus.message({ kind: 'score', workspaceId, touchpointId, at: '2026-01-01T00:00:00.000Z' });
		answered();
		answered();
		await vi.advanceTimersByTimeAsync(10_000);
		// The first reading hangs: the second has not begun.
		expect(readings).toHaveLength(1);
		readings[0]!(1);
		await vi.advanceTimersByTimeAsync(0);
		expect(readings).toHaveLength(2);
		readings[1]!(2);
		await vi.advanceTimersByTimeAsync(0);
		expect(heard).toEqual([1, 2]);
	} finally {
		vi.useRealTimers();
	}
});
