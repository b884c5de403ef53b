import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Toasts } from './toasts.svelte.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const texts = (toasts: Toasts) => toasts.list.map((toast) => toast.text);

it('goes by itself, unless it is an error or offers something', () => {
	const toasts = new Toasts();
	toasts.good('saved');
	toasts.error('failed');
	toasts.show('archived', { action: { label: 'Undo', run: () => {} } });
	vi.advanceTimersByTime(10_000);
	expect(texts(toasts)).toEqual(['failed', 'archived']);
});

it('waits while someone reads', () => {
	const toasts = new Toasts();
	const id = toasts.good('saved');
	toasts.hold(id);
	vi.advanceTimersByTime(60_000);
	expect(texts(toasts)).toEqual(['saved']);
	toasts.resume(toasts.list[0]!);
	vi.advanceTimersByTime(10_000);
	expect(texts(toasts)).toEqual([]);
});

it('says the same once, and at most four at a time', () => {
	const toasts = new Toasts();
	for (const text of ['a', 'b', 'a', 'c', 'd', 'e']) toasts.error(text);
	expect(texts(toasts)).toEqual(['a', 'c', 'd', 'e']);
});
