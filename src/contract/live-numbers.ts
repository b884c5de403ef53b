import type { ResultsChange, ResultWindow } from '#domain/metrics/index.ts';

/*
 * What a board and the server say to each other about numbers, on the board's socket. `docs/live-numbers.md` tells the
 * whole of it. Not part of the API: programs listen to `/live`.
 */

/** The board's word, `numbers`: which numbers it shows, as for `GET /journeys/{id}/results`; said again when it shows others. */
export interface NumbersAsked {
	/** Counts up with each asking, so that an answer to an earlier one is known. */
	readonly ask: number;
	readonly filter: Readonly<Record<string, unknown>>;
}

/** `numbers.followed`: from now on every change is told. Whoever shows another `version` lacks something, and fetches once. */
export interface NumbersFollowed {
	readonly ask: number;
	/** Which stream of changes; made anew when its process forgot it. */
	readonly view: string;
	/** Of the last change so far. */
	readonly seq: number;
	readonly version: string;
}

/** `numbers.refused`: these numbers cannot be followed here; the board fetches after what `score` tells. */
export interface NumbersRefused {
	readonly ask: number;
}

/** Something happened at a touchpoint. */
export interface Touched {
	readonly touchpointId: string;
	/** Series that somebody answered; null where something was only taken out, put back or judged otherwise. */
	readonly answered: readonly string[] | null;
	/** When the latest of it came in. */
	readonly at: string;
}

/** `numbers.changed`: several answers may share one. */
export interface NumbersChanged {
	readonly view: string;
	/** One more than that of the change before: a board that sees another has missed some, and asks again. */
	readonly seq: number;
	/** Of the numbers after it. */
	readonly version: string;
	/** The days of the numbers after it; where it has moved with older answers (`period: all`), `change` says so too. */
	readonly window: ResultWindow;
	/** null: the last day is another now (midnight, another time zone), everything has to be fetched. */
	readonly change: ResultsChange | null;
	readonly touched: readonly Touched[];
}
