import { expect, it } from 'vitest';
import { firstTurn, pause, step, tick } from './turn.ts';

const EVERY = 20_000;
const ids = ['a', 'b', 'c'];

it('goes on by itself, round and round', () => {
	let turn = firstTurn(ids, 0, EVERY);
	const seen: (string | null)[] = [];
	for (let now = 0; now < 5 * EVERY; now += 1_000) {
		turn = tick(turn, ids, now, EVERY);
		if (seen.at(-1) !== turn.id) seen.push(turn.id);
	}
	expect(seen).toEqual(['a', 'b', 'c', 'a', 'b']);
});

it('stands while it is paused, and is turned by hand both ways', () => {
	let turn = pause(firstTurn(ids, 0, EVERY), 0, EVERY);
	expect(tick(turn, ids, 10 * EVERY, EVERY).id).toBe('a');
	turn = step(turn, ids, -1, 0, EVERY);
	expect(turn).toMatchObject({ id: 'c', paused: true });
	turn = pause(turn, 10 * EVERY, EVERY);
	expect(tick(turn, ids, 11 * EVERY - 1, EVERY).id).toBe('c');
	expect(tick(turn, ids, 11 * EVERY, EVERY).id).toBe('a');
});

it('comes back to the first when what it showed has gone, and shows nothing of nothing', () => {
	const turn = step(firstTurn(ids, 0, EVERY), ids, 1, 0, EVERY);
	expect(tick(turn, ['a', 'c'], 1, EVERY).id).toBe('a');
	expect(tick(turn, [], 1, EVERY).id).toBeNull();
	expect(tick(tick(turn, [], 1, EVERY), ids, 2, EVERY).id).toBe('a');
});
