import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { journeyKind, type JourneyTypes } from '../kinds/journey/index.ts';
import { CURSOR_RESTS, presenceSender } from './presence-sender.ts';

describe('one’s own presence', () => {
	let awareness: Awareness;
	let sender: ReturnType<typeof presenceSender<JourneyTypes>>;
	let page: EventTarget & { visibilityState: string };
	beforeEach(() => {
		vi.useFakeTimers();
		page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
		vi.stubGlobal('document', page);
		awareness = new Awareness(new Y.Doc());
		sender = presenceSender(journeyKind, awareness);
	});
	afterEach(() => {
		sender.stop();
		awareness.destroy();
		vi.unstubAllGlobals();
		vi.useRealTimers();
	});
	const cursor = (): unknown => awareness.getLocalState()?.cursor;

	it('goes out at most 20 times a second, with the newest place', () => {
		let sent = 0;
		awareness.on('update', () => sent++);
		for (let x = 1; x <= 200; x++) {
			sender.show({ cursor: { x, y: 0 } });
			vi.advanceTimersByTime(5);
		}
		vi.advanceTimersByTime(50);
		expect(cursor()).toEqual({ x: 200, y: 0 });
		expect(sent).toBeLessThanOrEqual(20);
	});

	it('loses the cursor when the pointer rests, keeps the selection, and has it again with the next movement', () => {
		sender.show({ cursor: { x: 1, y: 1 }, selection: ['a'] });
		vi.advanceTimersByTime(CURSOR_RESTS - 1_000);
		sender.show({ selection: ['b'] });
		expect(cursor()).toEqual({ x: 1, y: 1 });
		vi.advanceTimersByTime(1_100);
		expect(awareness.getLocalState()).toMatchObject({ cursor: null, selection: ['b'] });
		sender.show({ cursor: { x: 2, y: 2 } });
		vi.advanceTimersByTime(50);
		expect(cursor()).toEqual({ x: 2, y: 2 });
	});

	it('loses the cursor when the page is hidden', () => {
		sender.show({ cursor: { x: 1, y: 1 } });
		vi.advanceTimersByTime(50);
		page.visibilityState = 'hidden';
		page.dispatchEvent(new Event('visibilitychange'));
		vi.advanceTimersByTime(50);
		expect(cursor()).toBeNull();
	});

	it('does nothing once it is stopped', () => {
		sender.show({ cursor: { x: 1, y: 1 } });
		vi.advanceTimersByTime(50);
		sender.stop();
		vi.advanceTimersByTime(CURSOR_RESTS * 2);
		expect(cursor()).toEqual({ x: 1, y: 1 });
	});
});
