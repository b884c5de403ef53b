/** Which of several a wall shows. */
export interface Turn {
	/** Id of the one that is shown; null: there is none. */
	readonly id: string | null;
	/** When the next one comes, ms since 1970. */
	readonly until: number;
	readonly paused: boolean;
}

export const firstTurn = (ids: readonly string[], now: number, every: number): Turn => ({
	id: ids[0] ?? null,
	until: now + every,
	paused: false
});

/** Goes so many on, round and round. One that has gone meanwhile gives way to the first. */
export function step(turn: Turn, ids: readonly string[], by: number, now: number, every: number): Turn {
	const at = turn.id === null ? -1 : ids.indexOf(turn.id);
	const next = at < 0 ? 0 : (at + by + ids.length) % Math.max(1, ids.length);
	return { ...turn, id: ids[next] ?? null, until: now + every };
}

/** What time makes of it. */
export function tick(turn: Turn, ids: readonly string[], now: number, every: number): Turn {
	if (turn.id === null || !ids.includes(turn.id)) return step(turn, ids, 0, now, every);
	return turn.paused || now < turn.until ? turn : step(turn, ids, 1, now, every);
}

export const pause = (turn: Turn, now: number, every: number): Turn => ({
	...turn,
	paused: !turn.paused,
	until: now + every
});
