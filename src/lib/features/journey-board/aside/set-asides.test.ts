import type { SetAsideView } from '#contract/set-asides.ts';
import { describe, expect, it } from 'vitest';
import { ApiError } from '#lib/api/client.ts';
import { SetAsides } from './set-asides.svelte.ts';

const view = (id: string): SetAsideView => ({
	id,
	at: '2026-05-03T08:00:00.000Z',
	authors: [],
	edits: 1,
	bytes: 3,
	reason: '',
	contents: null
});

/** A server with three of them, two a page, that answers the next removal like this. */
function listed(answer: () => void = () => {}) {
	const pages: Record<string, { items: SetAsideView[]; next: string | null }> = {
		'': { items: [view('3'), view('2')], next: '2' },
		2: { items: [view('1')], next: null }
	};
	const removed: string[] = [];
	const list = new SetAsides(
		{
			page: (cursor) => Promise.resolve({ ...pages[cursor ?? '']!, edits: 3 - removed.length }),
			remove: async (id) => {
				answer();
				removed.push(id);
			},
			bytesUrl: (id) => id
		},
		3
	);
	return { list, removed, ids: () => list.all?.map(({ id }) => id) };
}

describe('the list of edits that could not be put into a document', () => {
	it('comes page by page, and begins anew when it is opened again', async () => {
		const { list, ids } = listed();
		expect(ids()).toBeUndefined();
		await list.load();
		expect([ids(), list.next]).toEqual([['3', '2'], '2']);
		await list.more();
		expect([ids(), list.next]).toEqual([['3', '2', '1'], null]);
		await list.load();
		expect(ids()).toEqual(['3', '2']);
	});

	it('loses what was removed, also when somebody else was faster', async () => {
		const { list, removed, ids } = listed();
		await list.load();
		expect(list.edits).toBe(3);
		expect(await list.remove('3')).toBe(true);
		expect([removed, ids()]).toEqual([['3'], ['2']]);
		// Also those on pages that nobody looked at are counted.
		expect(list.edits).toBe(2);
		await list.more();
		expect(list.edits).toBe(2);
		const late = listed(() => {
			throw new ApiError(404, 'not_found', 'It is not there.');
		});
		await late.list.load();
		expect(await late.list.remove('3')).toBe(true);
		expect([late.ids(), late.list.error]).toEqual([['2'], null]);
	});

	it('keeps what could not be removed, and says why', async () => {
		const { list, ids } = listed(() => {
			throw new ApiError(403, 'forbidden', 'You may not.');
		});
		await list.load();
		expect(await list.remove('3')).toBe(false);
		expect([ids(), list.error]).toEqual([['3', '2'], 'You may not.']);
	});
});
