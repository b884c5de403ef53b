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

const copy = { label: 'Copy', text: 'Till', byHand: 'by hand' };

it('what somebody typed stays until they close it, whatever is said after it', () => {
	const toasts = new Toasts();
	toasts.show('yours was', { copy });
	for (const text of ['a', 'b', 'c', 'd', 'e']) toasts.error(text);
	vi.advanceTimersByTime(60_000);
	expect(texts(toasts)).toEqual(['yours was', 'b', 'c', 'd', 'e']);
});

it('of two about the same thing only the newer is shown', () => {
	const toasts = new Toasts();
	toasts.show('it has your title', { about: 'x', copy });
	toasts.show('another has your title', { about: 'y', copy });
	toasts.show('about nothing', { copy });
	toasts.show('it has theirs', { about: 'x', copy });
	expect(texts(toasts)).toEqual(['another has your title', 'about nothing', 'it has theirs']);
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
