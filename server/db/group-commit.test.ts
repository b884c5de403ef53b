import { describe, expect, it } from 'vitest';
import { createGroupCommit } from './group-commit.ts';

/** A commit that waits until the test lets it go. */
function held() {
	const batches: { jobs: readonly number[]; done(): void; fail(error: unknown): void }[] = [];
	const commit = (jobs: readonly number[]) =>
		new Promise<number[]>((resolve, reject) =>
			batches.push({ jobs, done: () => resolve(jobs.map((job) => job * 10)), fail: reject })
		);
	return { batches, commit };
}
const turn = () => new Promise((done) => setImmediate(() => setImmediate(done)));

describe('group commit', () => {
	it('gathers callers of one turn, keeps two batches in flight, gathers the rest', async () => {
		const { batches, commit } = held();
		const group = createGroupCommit({ commit, maxBatch: 3 });
		const all = Promise.all(Array.from({ length: 10 }, (_, at) => group.add(at)));
		await turn();
		expect(batches.map(({ jobs }) => jobs)).toEqual([
			[0, 1, 2],
			[3, 4, 5]
		]);
		batches[1]!.done();
		await turn();
		expect(batches).toHaveLength(3);
		batches[0]!.done();
		batches[2]!.done();
		await turn();
		batches[3]!.done();
		expect(await all).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90]);
	});

	it('tells every caller of a failed batch, and goes on', async () => {
		const { batches, commit } = held();
		const group = createGroupCommit({ commit });
		const both = Promise.allSettled([group.add(1), group.add(2)]);
		await turn();
		batches[0]!.fail(new Error('gone'));
		expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
		const after = group.add(3);
		await turn();
		batches[1]!.done();
		expect(await after).toBe(30);
	});

	it('finds the guilty job and spares the others', async () => {
		const group = createGroupCommit({
			commit: (jobs: readonly number[]) =>
				jobs.includes(5) ? Promise.reject(new Error('bad')) : Promise.resolve(jobs),
			isJobsFault: () => true
		});
		const settled = await Promise.allSettled(Array.from({ length: 9 }, (_, at) => group.add(at)));
		expect(settled.map(({ status }) => status === 'rejected')).toEqual(Array.from({ length: 9 }, (_, at) => at === 5));
	});

	it('commits again what was rolled back for the sake of others, and gives up after three times', async () => {
		let tries = 0;
		const failing = (times: number) =>
			createGroupCommit({
				commit: (jobs: readonly number[]) =>
					++tries <= times ? Promise.reject(new Error('deadlock')) : Promise.resolve(jobs),
				mayTryAgain: (error) => error instanceof Error && error.message === 'deadlock'
			});
		expect(await failing(2).add(7)).toBe(7);
		expect(tries).toBe(3);
		tries = 0;
		await expect(failing(3).add(7)).rejects.toThrow('deadlock');
		expect(tries).toBe(3);
	});

	it('refuses when too many wait, and drains', async () => {
		const { batches, commit } = held();
		const group = createGroupCommit({ commit, maxWaiting: 2, maxInFlight: 1, maxBatch: 1 });
		await group.drain();
		const first = group.add(1);
		await turn();
		const rest = [group.add(2), group.add(3)];
		await expect(group.add(4)).rejects.toMatchObject({ status: 503, retryAfter: 5 });
		let drained = false;
		const drain = group.drain().then(() => (drained = true));
		for (let at = 0; at < 3; at++) {
			expect(drained).toBe(false);
			batches[at]!.done();
			await turn();
		}
		await Promise.all([first, ...rest, drain]);
	});
});
