import { afterEach, describe, expect, it, vi } from 'vitest';
import { Flow } from './read-flow.ts';

describe('the flow from one client', () => {
	afterEach(() => vi.useRealTimers());
	const make = () => {
		vi.useFakeTimers();
		const state = { reading: true };
		const flow = new Flow({ pause: () => (state.reading = false), resume: () => (state.reading = true) });
		return { flow, state };
	};

	it('is slowed for a while, and goes on by itself', () => {
		const { flow, state } = make();
		flow.slow(0.5);
		expect(state.reading).toBe(true);
		flow.slow(40);
		expect(state.reading).toBe(false);
		vi.advanceTimersByTime(40);
		expect(state.reading).toBe(true);
	});

	it('stays held until it is released, whatever else ends', () => {
		const { flow, state } = make();
		flow.slow(40);
		flow.hold();
		vi.advanceTimersByTime(40);
		expect(state.reading).toBe(false);
		flow.slow(40);
		flow.release();
		expect(state.reading).toBe(false);
		vi.advanceTimersByTime(40);
		expect(state.reading).toBe(true);
	});
});
