import type { ScoreView } from '#domain/metrics/index.ts';
import { can, type Actor } from '#domain/access/index.ts';
import { isId } from '#domain/shared/ids.ts';
import type { Logger } from 'pino';
import type { Bus, BusMessage } from '../bus/index.ts';
import { journeyExists } from '../db/repos/touchpoints.ts';
import type { Db } from '../db/scope.ts';
import { notFound } from '../errors.ts';
import { authorize } from './guard.ts';
import type { Results } from './results.ts';

/** Fresh numbers of a touchpoint: its slice of the default window, not a reason to reload. */
export interface ScoreEvent {
	readonly touchpointId: string;
	/** The series to show, `scores[0]`; kept for clients that show one. null when nothing is counted any more. */
	readonly definitionId: string | null;
	readonly responseAt: string;
	/** Nothing new came in; something was taken out or changed. */
	readonly correction: boolean;
	/** Series that were answered: an answer to an old wording moves nothing that is shown. Empty for corrections. */
	readonly answered: readonly string[];
	readonly scores: readonly ScoreView[];
}

/** Somebody who looks at a journey. */
export interface Watcher {
	score(event: ScoreEvent): void;
	/** Nothing more will come: access is gone, or messages may have been missed and the page must ask afresh. */
	end(): void;
	/** Who the request stands for now; null when its session or token is over. */
	recheck(): Promise<Actor | null>;
}

export interface Live {
	/** Tells the watcher of every answer on the journey until the returned function is called or `end` is. */
	watch(actor: Actor | null, journeyId: string, watcher: Watcher): Promise<() => void>;
	/** Ends all watching. */
	close(): void;
}

export interface LiveDeps {
	readonly db: Db;
	readonly bus: Pick<Bus, 'subscribe'>;
	readonly results: Pick<Results, 'slice'>;
	readonly log: Pick<Logger, 'error'>;
}

/** Answers to one touchpoint within this time share one event, ms. The first of them does not wait. */
const GATHER = 200;

/** What the bus said of a touchpoint. */
interface Change {
	readonly at: string;
	readonly correction: boolean;
	readonly definitions: readonly string[];
}

interface Seat {
	readonly journeyId: string;
	readonly actor: Actor;
	readonly watcher: Watcher;
	/** @returns false when it was left already */
	leave(): boolean;
}

export function createLive({ db, bus, results, log }: LiveDeps): Live {
	const rooms = new Map<string, ReturnType<typeof room>>();

	/** The watchers of one workspace: one reading of the numbers serves them all. */
	function room(workspaceId: string) {
		const seats = new Set<Seat>();
		/** Touchpoints just told of, and what has come for them since. */
		const resting = new Map<string, Change | null>();
		const unsubscribe = bus.subscribe(workspaceId, { message, gap: () => [...seats].forEach(end) });

		function message(heard: BusMessage): void {
			if (heard.kind === 'score') changed(heard.touchpointId, heard);
			else
				for (const seat of [...seats])
					if (heard.userId === null || heard.userId === seat.actor.userId) void judgeAgain(seat);
		}

		function changed(touchpointId: string, { at, correction, definitions }: Change): void {
			const waiting = resting.get(touchpointId);
			if (waiting !== undefined) {
				// One answer among corrections is still an answer.
				const answered = new Set([...(waiting?.definitions ?? []), ...definitions]);
				resting.set(touchpointId, {
					at,
					correction: correction && waiting?.correction !== false,
					definitions: [...answered]
				});
				return;
			}
			resting.set(touchpointId, null);
			// The next numbers are read after these are told: an older reading never overtakes a newer one.
			const told = tell(touchpointId, { at, correction, definitions });
			setTimeout(() => void told.then(() => rested(touchpointId)), GATHER);
		}

		function rested(touchpointId: string): void {
			const latest = resting.get(touchpointId);
			resting.delete(touchpointId);
			if (latest && seats.size > 0) changed(touchpointId, latest);
		}

		async function tell(touchpointId: string, { at: responseAt, correction, definitions }: Change): Promise<void> {
			try {
				const slice = await results.slice(workspaceId, touchpointId);
				if (slice === null) return;
				const { scores } = slice;
				const definitionId = scores[0]?.definition ?? null;
				const event = { touchpointId, definitionId, responseAt, correction, answered: definitions, scores };
				for (const seat of [...seats]) if (seat.journeyId === slice.journeyId) seat.watcher.score(event);
			} catch (error) {
				// The pages come back by themselves and read everything afresh, so nothing stays wrong on a screen.
				log.error({ err: error, workspaceId, touchpointId }, 'live numbers could not be read');
				[...seats].forEach(end);
			}
		}

		async function judgeAgain(seat: Seat): Promise<void> {
			const actor = await seat.watcher.recheck().catch(() => null);
			if (actor === null || actor.workspaceId !== workspaceId || !mayWatch(actor)) end(seat);
		}

		return { seats, close: unsubscribe };
	}

	function end(seat: Seat): void {
		if (seat.leave()) seat.watcher.end();
	}

	return {
		async watch(actor, journeyId, watcher) {
			authorize(actor, 'journey.view');
			authorize(actor, 'result.view');
			const { workspaceId } = actor;
			const found =
				isId(journeyId) && (await db.inWorkspace(workspaceId, (trx) => journeyExists(trx, workspaceId, journeyId)));
			if (!found) throw notFound();
			const mine = rooms.get(workspaceId) ?? room(workspaceId);
			rooms.set(workspaceId, mine);
			const seat: Seat = {
				journeyId,
				actor,
				watcher,
				leave() {
					if (!mine.seats.delete(seat)) return false;
					if (mine.seats.size === 0) {
						mine.close();
						rooms.delete(workspaceId);
					}
					return true;
				}
			};
			mine.seats.add(seat);
			return () => void seat.leave();
		},

		close: () => [...rooms.values()].forEach(({ seats }) => [...seats].forEach(end))
	};
}

const mayWatch = (actor: Actor): boolean => can(actor, 'journey.view') && can(actor, 'result.view');
