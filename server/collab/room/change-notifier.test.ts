import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Changes } from './change-notifier.ts';

const key = { workspaceId: 'w', documentId: 'd' };

describe('documents that grew', () => {
	/** Tellings that have begun and not ended. */
	let open: PromiseWithResolvers<void>[];
	let changes: Changes;
	let failed: number;
	beforeEach(() => {
		vi.useFakeTimers();
		open = [];
		failed = 0;
		changes = new Changes(
			400,
			() => {
				const one = Promise.withResolvers<void>();
				open.push(one);
				return one.promise;
			},
			() => failed++,
			{ info() {}, warn() {}, error() {} }
		);
	});
	afterEach(() => vi.useRealTimers());

	it('many edits are told once', async () => {
		for (let n = 0; n < 10; n++) changes.add(key, 'journey');
		await vi.advanceTimersByTimeAsync(400);
		expect(open).toHaveLength(1);
	});

	it('what takes long does not pile up: the next telling waits, and there is one, however many edits come', async () => {
		changes.add(key, 'journey');
		await vi.advanceTimersByTimeAsync(400);
		for (let n = 0; n < 5; n++) {
			changes.add(key, 'journey');
			await vi.advanceTimersByTimeAsync(400);
		}
		expect(open).toHaveLength(1);
		open[0]!.reject(new Error('too slow'));
		await vi.advanceTimersByTimeAsync(0);
		expect(failed).toBe(1);
		expect(open).toHaveLength(2);
		open[1]!.resolve();
		await vi.advanceTimersByTimeAsync(1000);
		expect(open).toHaveLength(2);
	});

	it('another document does not wait', async () => {
		changes.add(key, 'journey');
		changes.add({ ...key, documentId: 'e' }, 'journey');
		await vi.advanceTimersByTimeAsync(400);
		expect(open).toHaveLength(2);
	});

	it('the end waits for what is told, and tells what is left', async () => {
		changes.add(key, 'journey');
		await vi.advanceTimersByTimeAsync(400);
		changes.add(key, 'journey');
		let flushed = false;
		const end = changes.flush().then(() => (flushed = true));
		open[0]!.resolve();
		await vi.advanceTimersByTimeAsync(0);
		expect([open.length, flushed]).toEqual([2, false]);
		open[1]!.resolve();
		await end;
	});
});
