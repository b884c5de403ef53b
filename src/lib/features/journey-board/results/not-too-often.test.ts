import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { notTooOften } from './not-too-often.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('works soon after it was asked, then as often as it may, once more after the last asking, and not after the end', () => {
	const done: number[] = [];
	const start = performance.now();
	const again = notTooOften(() => done.push(performance.now() - start), { gather: 300, every: 2000 });
	for (let ms = 0; ms < 5000; ms += 100) {
		again.ask();
		vi.advanceTimersByTime(100);
	}
	vi.advanceTimersByTime(10_000);
	expect(done).toEqual([300, 2300, 4300, 6300]);
	again.ask();
	vi.advanceTimersByTime(300);
	expect(done).toHaveLength(5);
	again.ask();
	again.stop();
	vi.advanceTimersByTime(10_000);
	expect(done).toHaveLength(5);
});
