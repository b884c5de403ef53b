import type { NumberView, ScoreView } from '#domain/metrics/index.ts';
import { can, type Actor } from '#domain/access/index.ts';
import { isId } from '#domain/shared/ids.ts';
import { parse } from '#domain/shared/parse.ts';
import { FollowNumbers, JourneyResults } from '#domain/survey/index.ts';
import type { Logger } from 'pino';
import type { Bus, BusMessage } from '../../bus/index.ts';
import { journeyExists } from '../journeys/repo/touchpoints.ts';
import type { Db } from '../../db/scope.ts';
import { notFound } from '../../platform/errors.ts';
import { authorize } from '../shared/guard.ts';
import { LiveRoom, type Seat } from './live-room.ts';
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
	/** What people typed there where they were asked for a number. */
	readonly numbers: readonly NumberView[];
}

/**
 * Why a stream ends. `access`: who asked may not watch (any more). `deleted`: the journey is gone. `too_many`: this
 * person opened newer ones. `missed`: messages may have been missed, ask for everything afresh. `closing`: the program
 * ends.
 */
export type EndReason = 'access' | 'deleted' | 'too_many' | 'missed' | 'closing';

/** Somebody who looks at a journey through a stream of its own. */
export interface Watcher {
	score(event: ScoreEvent): void;
	/** Nothing more will come. */
	end(reason: EndReason): void;
	/** Who the request stands for now; null when its session or token is over. */
	recheck(): Promise<Actor | null>;
}

/** A board: whether it may look is decided, and decided again, by whoever guards its socket. */
export interface Follower {
	/** Until it has asked for what it shows. */
	score(event: ScoreEvent): void;
	/** What follows from its asking, as `#contract/live-numbers.ts` says; the same object for all that are told the same. */
	tell(name: `numbers.${'followed' | 'changed' | 'refused'}`, data: object): void;
	/** Some numbers may have been missed: everything must be asked for afresh. */
	missed(): void;
}

/** A board that is told of numbers. */
export interface FollowsNumbers {
	/** It shows these from now on (`NumbersAsked`); what it cannot be told of is refused. */
	ask(input: unknown): void;
	stop(): void;
}

export interface Live {
	/** Tells the watcher of every answer on the journey until the returned function is called or `end` is. */
	watch(actor: Actor | null, journeyId: string, watcher: Watcher): Promise<() => void>;
	/** The same for a board, which is never ended here, and may ask for the numbers that it shows. */
	follow(board: { readonly workspaceId: string; readonly journeyId: string }, follower: Follower): FollowsNumbers;
	/** When numbers of the workspace last changed as far as this process knows, ms since 1970: numbers read later are fresh. */
	changedAt(workspaceId: string): number;
	/** Ends all watching. */
	close(): void;
}

export interface LiveDeps {
	readonly db: Db;
	readonly bus: Pick<Bus, 'subscribe'>;
	readonly results: Pick<Results, 'counts' | 'journeysOf'>;
	readonly log: Pick<Logger, 'error'>;
	readonly newId: () => string;
}

/** Streams that one person may have open in this process; one more ends the oldest. */
export const STREAMS_PER_PERSON = 20;

export function createLive({ db, bus, results, log, newId }: LiveDeps): Live {
	const rooms = new Map<string, LiveRoom>();
	/** Streams by person, oldest first. */
	const streams = new Map<string, Set<Seat>>();
	const changes = new Map<string, number>();
	/** Before this nothing is known. */
	let listeningSince = Date.now();

	const unsubscribe = bus.subscribe(null, {
		message(heard: BusMessage) {
			if (heard.kind === 'score' || heard.kind === 'placed') changes.set(heard.workspaceId, Date.now());
			rooms.get(heard.workspaceId)?.message(heard);
		},
		gap() {
			listeningSince = Date.now();
			changes.clear();
			for (const room of [...rooms.values()]) room.missed();
		}
	});

	function seated(workspaceId: string, seat: Seat): { readonly room: LiveRoom; readonly unseat: () => void } {
		const room = rooms.get(workspaceId) ?? new LiveRoom({ workspaceId, results, log, newViewId: newId });
		rooms.set(workspaceId, room);
		room.enter(seat);
		const unseat = (): void => {
			room.leave(seat);
			if (room.seats.size === 0 && rooms.get(workspaceId) === room) rooms.delete(workspaceId);
		};
		return { room, unseat };
	}

	return {
		async watch(actor, journeyId, watcher) {
			authorize(actor, 'journey.view');
			authorize(actor, 'result.view');
			const { workspaceId, userId } = actor;
			const found =
				isId(journeyId) && (await db.inWorkspace(workspaceId, (trx) => journeyExists(trx, workspaceId, journeyId)));
			if (!found) throw notFound();
			let left = false;
			const leave = (): boolean => {
				if (left) return false;
				left = true;
				unseat();
				const mine = streams.get(userId);
				mine?.delete(seat);
				if (mine?.size === 0) streams.delete(userId);
				return true;
			};
			const seat: Seat = {
				journeyId,
				score: (event) => watcher.score(event),
				// It asks for nothing.
				tell: () => undefined,
				missed: () => seat.end('missed'),
				end: (reason) => void (leave() && watcher.end(reason)),
				async reauthorize(whose) {
					if (whose !== null && whose !== userId) return;
					const now = await watcher.recheck().catch(() => null);
					if (now === null || now.workspaceId !== workspaceId || !mayWatch(now)) seat.end('access');
				}
			};
			const mine = streams.get(userId) ?? new Set();
			streams.set(userId, mine.add(seat));
			const { unseat } = seated(workspaceId, seat);
			// The newest is the one that is looked at.
			for (const oldest of [...mine].slice(0, Math.max(0, mine.size - STREAMS_PER_PERSON))) oldest.end('too_many');
			return () => void leave();
		},

		follow({ workspaceId, journeyId }, follower) {
			const seat = seatOf(journeyId, follower);
			const { room, unseat } = seated(workspaceId, seat);
			return { stop: unseat, ask: (input) => ask(room, seat, input) };
		},

		changedAt: (workspaceId) => changes.get(workspaceId) ?? listeningSince,

		close() {
			unsubscribe();
			for (const { seats } of [...rooms.values()]) for (const seat of [...seats]) seat.end('closing');
		}
	};
}

/** A board's seat; its socket is closed by collaboration. */
const seatOf = (journeyId: string, follower: Follower): Seat => ({
	journeyId,
	score: (event) => follower.score(event),
	tell: (name, data) => follower.tell(name, data),
	missed: () => follower.missed(),
	end: () => undefined,
	reauthorize: async () => undefined
});

/** A stranger's word: read as an address is. */
function ask(room: LiveRoom, seat: Seat, input: unknown): void {
	const asked = parse(FollowNumbers, input);
	// Without a number there is nothing to answer to.
	if (!asked.ok) return;
	const { ask, filter } = asked.value;
	const checked = parse(JourneyResults, filter);
	if (!checked.ok || !room.ask(seat, ask, checked.value)) seat.tell('numbers.refused', { ask });
}

const mayWatch = (actor: Actor): boolean => can(actor, 'journey.view') && can(actor, 'result.view');
