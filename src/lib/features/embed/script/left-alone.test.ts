import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { mayAsk, wasAsked } from './left-alone.ts';

const DAY = 86_400_000;
const kept = new Map<string, string>();

beforeEach(() => {
	kept.clear();
	vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
	vi.stubGlobal('localStorage', {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => kept.set(key, value)
	});
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
	vi.restoreAllMocks();
});

it('who was asked is left alone by every survey, for so many days', () => {
	expect(mayAsk('k', 'A', 100, 30)).toBe(true);
	expect(kept.size).toBe(0);
	wasAsked('k', 30);
	expect(mayAsk('k', 'B', 100, 30)).toBe(false);
	vi.setSystemTime(Date.now() + 30 * DAY + 1);
	expect(mayAsk('k', 'B', 100, 30)).toBe(true);
});

it('who was not drawn is not drawn again on the next page; another survey draws for itself', () => {
	const random = vi.spyOn(Math, 'random').mockReturnValue(0.1);
	expect(mayAsk('k', 'A', 10, 7)).toBe(false);
	random.mockReturnValue(0.099);
	expect(mayAsk('k', 'A', 10, 7)).toBe(false);
	expect(mayAsk('k', 'B', 10, 7)).toBe(true);
	vi.setSystemTime(Date.now() + 7 * DAY + 1);
	expect(mayAsk('k', 'A', 10, 7)).toBe(true);
});

it('a pause of none keeps nothing', () => {
	wasAsked('k', 0);
	expect(kept.size).toBe(0);
});

it('a website that keeps its storage from scripts, or spoilt it, has everybody asked', () => {
	kept.set('k', '{broken');
	expect(mayAsk('k', 'A', 100, 30)).toBe(true);
	vi.stubGlobal('localStorage', {
		getItem() {
			throw new DOMException('no', 'SecurityError');
		},
		setItem() {
			throw new DOMException('full', 'QuotaExceededError');
		}
	});
	expect(mayAsk('k', 'A', 100, 30)).toBe(true);
	expect(() => wasAsked('k', 30)).not.toThrow();
});
