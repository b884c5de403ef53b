import { describe, expect, it } from 'vitest';
import { createKeptAnswer, type Store } from './kept-answer.ts';

function memory(): Store & { size(): number } {
	const map = new Map<string, string>();
	return {
		getItem: (key) => map.get(key) ?? null,
		setItem: (key, value) => void map.set(key, value),
		removeItem: (key) => void map.delete(key),
		size: () => map.size
	};
}

describe('kept answer', () => {
	const values: [string, string][] = [
		['nps', '9'],
		['comment', '好'],
		['ticks', 'price'],
		['ticks', 'staff']
	];

	it('gives back what was kept, per code, until it is forgotten', () => {
		const store = memory();
		const keptAnswer = createKeptAnswer(
			() => store,
			'abc',
			() => 1000
		);
		expect(keptAnswer.recall()).toBeNull();
		keptAnswer.keep({ response: 'r1', values, sent: true });
		expect(keptAnswer.recall()).toEqual({ response: 'r1', values, sent: true, at: 1000 });
		expect(
			createKeptAnswer(
				() => store,
				'other',
				() => 1000
			).recall()
		).toBeNull();
		keptAnswer.forget();
		expect(keptAnswer.recall()).toBeNull();
	});

	it('forgets half-typed answers after an hour, sent ones after a week', () => {
		const store = memory();
		let at = 0;
		const keptAnswer = createKeptAnswer(
			() => store,
			'abc',
			() => at
		);
		keptAnswer.keep({ response: 'r1', values, sent: false });
		at = 61 * 60_000;
		expect(keptAnswer.recall()).toBeNull();
		expect(store.size()).toBe(0);
		keptAnswer.keep({ response: 'r1', values, sent: true });
		at += 6 * 24 * 60 * 60_000;
		expect(keptAnswer.recall()).not.toBeNull();
		at += 2 * 24 * 60 * 60_000;
		expect(keptAnswer.recall()).toBeNull();
	});

	it('does without a storage that throws, or holds junk', () => {
		const closed = createKeptAnswer(
			() => {
				throw new Error('SecurityError');
			},
			'abc',
			() => 0
		);
		closed.keep({ response: 'r1', values, sent: true });
		expect(closed.recall()).toBeNull();
		closed.forget();
		const store = memory();
		store.setItem('wayfelt:abc', '{');
		expect(
			createKeptAnswer(
				() => store,
				'abc',
				() => 0
			).recall()
		).toBeNull();
	});
});
