import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { emptyDocument } from '../core/about.ts';
import type { DocumentKind } from '../core/kind.ts';
import { openLocalCopy } from './local-copy.ts';

const events = { onReplaced: vi.fn(), onGone: vi.fn() };
const open = () =>
	openLocalCopy({ kind: { name: 'note' } as DocumentKind, id: 'n1', userId: 'u1', doc: emptyDocument() }, events);

beforeEach(() => {
	vi.useFakeTimers();
	vi.spyOn(console, 'warn').mockImplementation(() => {});
	vi.stubGlobal('localStorage', { setItem: () => {}, removeItem: () => {}, getItem: () => null });
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
	vi.restoreAllMocks();
});

describe('a browser that keeps no copy', () => {
	test('because its disk does not answer: the document goes on without one after four seconds', async () => {
		const request = {};
		vi.stubGlobal('indexedDB', { open: () => request });
		const copy = open();
		const opened = vi.fn();
		void copy.then(opened);
		await vi.advanceTimersByTimeAsync(3_900);
		expect(opened).not.toHaveBeenCalled();
		await vi.advanceTimersByTimeAsync(200);
		expect(opened).toHaveBeenCalledExactlyOnceWith(null);
		expect(console.warn).toHaveBeenCalledOnce();
	});

	test('because it has no database: the document goes on at once', async () => {
		vi.stubGlobal('indexedDB', undefined);
		expect(await open()).toBeNull();
	});

	test('because it may not: the document goes on at once', async () => {
		const request: { onerror?: () => void } = {};
		vi.stubGlobal('indexedDB', { open: () => request });
		const copy = open();
		request.onerror!();
		expect(await copy).toBeNull();
	});
});
