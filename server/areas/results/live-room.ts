import type { Logger } from 'pino';
import type { BusMessage } from '../../bus/index.ts';
import type { EndReason, ScoreEvent } from './live.ts';
import type { Results } from './results.ts';

/** One who looks at a journey. */
export interface Seat {
	readonly journeyId: string;
	score(event: ScoreEvent): void;
	/** Messages may have been missed. */
	missed(): void;
	end(reason: EndReason): void;
	/** Rights may have changed. @param userId of whom; null: of everybody */
	reauthorize(userId: string | null): Promise<void>;
}

/** Answers to one touchpoint within this time share one event, ms. The first of them does not wait. */
const GATHER = 200;

/** What the bus said of a touchpoint. */
interface Change {
	readonly at: string;
	readonly correction: boolean;
	readonly definitions: readonly string[];
}

export interface LiveRoomDeps {
	readonly workspaceId: string;
	readonly results: Pick<Results, 'slice'>;
	readonly log: Pick<Logger, 'error'>;
}

/** Everybody who looks at the numbers of one workspace: one reading serves them all. */
export function liveRoom({ workspaceId, results, log }: LiveRoomDeps) {
	const seats = new Set<Seat>();
	/** Touchpoints just told of, and what has come for them since. */
	const resting = new Map<string, Change | null>();

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
			const { scores, numbers } = slice;
			const definitionId = scores[0]?.definition ?? null;
			const event = { touchpointId, definitionId, responseAt, correction, answered: definitions, scores, numbers };
			for (const seat of [...seats]) if (seat.journeyId === slice.journeyId) seat.score(event);
		} catch (error) {
			// The pages read everything afresh, so nothing stays wrong on a screen.
			log.error({ err: error, workspaceId, touchpointId }, 'live numbers could not be read');
			missed();
		}
	}

	function missed(): void {
		for (const seat of [...seats]) seat.missed();
	}

	return {
		seats,
		missed,
		message(heard: BusMessage): void {
			if (heard.kind === 'score') return changed(heard.touchpointId, heard);
			for (const seat of [...seats]) {
				if (heard.kind === 'access') void seat.reauthorize(heard.userId);
				else if (heard.kind === 'deleted' && seat.journeyId === heard.journeyId) seat.end('deleted');
			}
		}
	};
}
