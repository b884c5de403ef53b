import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFollower } from './follower.ts';

const key = { workspaceId: 'w', documentId: 'j' };

describe('following documents', () => {
	beforeEach(() => vi.useFakeTimers());
	afterEach(() => vi.useRealTimers());

	const follower = (failures: number) => {
		let left = failures;
		const project = vi.fn(async () => {
			if (left-- > 0) throw new Error('no database');
		});
		const log = { error: vi.fn() };
		return { project, log, follower: createFollower({ what: 'journey', project, log, delays: [10, 20] }) };
	};

	it('tries again, slower and slower, until the view is written', async () => {
		const { project, log, follower: one } = follower(3);
		expect(await one.changed(key)).toBe(false);
		expect(one.behind).toBe(1);
		await vi.advanceTimersByTimeAsync(10);
		await vi.advanceTimersByTimeAsync(20);
		expect(project).toHaveBeenCalledTimes(3);
		await vi.advanceTimersByTimeAsync(20);
		expect(project).toHaveBeenCalledTimes(4);
		expect(one.behind).toBe(0);
		expect(log.error).toHaveBeenCalledTimes(3);
	});

	it('a newer change takes the place of the waiting try', async () => {
		const { project, follower: one } = follower(1);
		await one.changed(key);
		expect(await one.changed(key)).toBe(true);
		expect(one.behind).toBe(0);
		await vi.advanceTimersByTimeAsync(100);
		expect(project).toHaveBeenCalledTimes(2);
	});

	it('stops when the program ends', async () => {
		const { project, follower: one } = follower(9);
		await one.changed(key);
		one.close();
		await vi.advanceTimersByTimeAsync(100);
		expect(project).toHaveBeenCalledTimes(1);
	});
});
