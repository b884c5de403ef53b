import type { Touched } from '#contract/live-numbers.ts';
import type { ResultsContent } from '#domain/metrics/index.ts';
import type { Logger } from 'pino';
import type { BusMessage } from '../../bus/index.ts';
import { Heard, type Said } from './heard.ts';
import type { Filter } from './journey-counts.ts';
import { JourneyFeed } from './journey-feed.ts';
import type { EndReason, Follower, ScoreEvent } from './live.ts';
import type { Results } from './results.ts';

/** One who looks at a journey. */
export interface Seat extends Follower {
	readonly journeyId: string;
	end(reason: EndReason): void;
	/** Rights may have changed. @param userId of whom; null: of everybody */
	reauthorize(userId: string | null): Promise<void>;
}

/** Answers within this time share one message to each board, ms. The first of them does not wait. */
const GATHER = 250;
/** Reading takes this part of the time at most: where it is slow, more answers share one. */
const BUSY = 1 / 4;
/** … but nobody waits longer, ms. */
const LONGEST_REST = 1_000;
/** Opening a board comes first: what it has shown is compared with what holds now so much later, ms. */
const FIRST_READING = 700;
/** A reading that failed is tried again so soon, then twice as long each time, ms. */
const AGAIN = 500;
/** After so many in a row everybody is told to ask for themselves. */
const MOST_FAILURES = 5;

export interface LiveRoomDeps {
	readonly workspaceId: string;
	readonly results: Pick<Results, 'counts' | 'journeysOf'>;
	readonly log: Pick<Logger, 'error'>;
	readonly newViewId: () => string;
}

/** Everybody who looks at the numbers of one workspace in this process: one reading serves them all. */
export class LiveRoom {
	readonly seats = new Set<Seat>();
	readonly #deps: LiveRoomDeps;
	readonly #feeds = new Map<string, JourneyFeed>();
	/** Stands in a journey's feed for those who asked for nothing. */
	readonly #plain = new Map<string, Follower>();
	readonly #heard = new Heard();
	#running = false;
	#failures = 0;

	constructor(deps: LiveRoomDeps) {
		this.#deps = deps;
	}

	enter(seat: Seat): void {
		this.seats.add(seat);
		this.#plainIn(seat.journeyId);
	}

	leave(seat: Seat): void {
		this.seats.delete(seat);
		this.#feeds.get(seat.journeyId)?.leave(seat);
		this.#plainIn(seat.journeyId);
	}

	/** @returns false when these numbers cannot be followed here */
	ask(seat: Seat, ask: number, filter: Filter): boolean {
		const taken = this.#feed(seat.journeyId).ask(seat, ask, filter);
		this.#plainIn(seat.journeyId);
		if (this.#feeds.get(seat.journeyId)?.isDue) setTimeout(() => void this.#run(), FIRST_READING).unref();
		return taken;
	}

	/** Messages were missed: whoever is told of changes is told what has changed, the others that they missed something. */
	missed(): void {
		this.#heard.gap();
		for (const seat of [...this.seats]) if (!this.#follows(seat)) seat.missed();
		void this.#run();
	}

	message(heard: BusMessage): void {
		if (heard.kind === 'score') this.#heard.score(heard);
		if (heard.kind === 'placed' && this.#feeds.has(heard.journeyId)) this.#heard.placed(heard.journeyId);
		if (this.#heard.isSaid) void this.#run();
		for (const seat of [...this.seats]) {
			if (heard.kind === 'access') void seat.reauthorize(heard.userId);
			else if (heard.kind === 'deleted' && seat.journeyId === heard.journeyId) seat.end('deleted');
		}
	}

	/** One reading at a time: an older one never overtakes a newer one. */
	async #run(): Promise<void> {
		if (this.#running) return;
		this.#running = true;
		try {
			while (this.seats.size > 0 && (!this.#heard.isEmpty || this.#isDue)) {
				// A first reading is made once; what comes again and again has to leave time for others.
				const repeats = this.#heard.isSaid;
				const from = performance.now();
				const again = await this.#turn();
				const took = repeats ? performance.now() - from : 0;
				const rest = Math.max(GATHER, Math.min(took * (1 / BUSY - 1), LONGEST_REST), again);
				await new Promise((next) => setTimeout(next, rest).unref());
			}
		} finally {
			this.#running = false;
		}
	}

	get #isDue(): boolean {
		return [...this.#feeds.values()].some(({ isDue }) => isDue);
	}

	/** @returns how long to wait at least, ms: 0 when everything was told */
	async #turn(): Promise<number> {
		const said = this.#heard.take();
		const { touched, placed, gap } = said;
		try {
			const journeys = await this.#journeysOf([...touched.keys()]);
			for (const [journeyId, feed] of [...this.#feeds]) {
				const here = [...touched.values()].filter(({ touchpointId }) => journeys.get(touchpointId) === journeyId);
				const why = gap ? 'whole' : placed.has(journeyId) ? 'placed' : 'answers';
				if (why !== 'answers' || here.length > 0 || feed.isDue) await feed.tell(here, why);
			}
			this.#failures = 0;
			return 0;
		} catch (error) {
			this.#deps.log.error({ err: error, workspaceId: this.#deps.workspaceId }, 'live numbers could not be read');
			return this.#failed(said);
		}
	}

	/** On which map each of some touchpoints is: those that are looked at say so themselves, the others are looked up. */
	async #journeysOf(touchpointIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
		const found = new Map<string, string>();
		for (const id of touchpointIds) {
			const [journeyId] = [...this.#feeds].find(([, feed]) => feed.has(id)) ?? [];
			if (journeyId !== undefined) found.set(id, journeyId);
		}
		const others = touchpointIds.filter((id) => !found.has(id));
		if (others.length === 0) return found;
		return new Map([...found, ...(await this.#deps.results.journeysOf(this.#deps.workspaceId, others))]);
	}

	/** Nothing is lost: it is read again with what has come since. */
	#failed(said: Said): number {
		if (++this.#failures >= MOST_FAILURES) {
			this.#failures = 0;
			// The pages ask for themselves, and say when they cannot.
			for (const feed of this.#feeds.values()) feed.forget();
			for (const seat of [...this.seats]) seat.missed();
			return 0;
		}
		this.#heard.giveBack(said);
		return AGAIN * 2 ** (this.#failures - 1);
	}

	#feed(journeyId: string): JourneyFeed {
		const feed = this.#feeds.get(journeyId) ?? new JourneyFeed({ ...this.#deps, journeyId });
		this.#feeds.set(journeyId, feed);
		return feed;
	}

	#follows(seat: Seat): boolean {
		return this.#feeds.get(seat.journeyId)?.follows(seat) === true;
	}

	/** Somebody stands in the feed for those of a journey who asked for nothing, as long as there are any. */
	#plainIn(journeyId: string): void {
		const needed = [...this.seats].some((seat) => seat.journeyId === journeyId && !this.#follows(seat));
		const plain = this.#plain.get(journeyId);
		if (needed && plain === undefined) {
			const told = (touched: Touched, results: ResultsContent) => this.#tellPlain(journeyId, touched, results);
			this.#plain.set(journeyId, this.#feed(journeyId).watch(told));
		}
		if (!needed && plain !== undefined) {
			this.#feeds.get(journeyId)?.leave(plain);
			this.#plain.delete(journeyId);
		}
		if (this.#feeds.get(journeyId)?.isEmpty) this.#feeds.delete(journeyId);
	}

	#tellPlain(journeyId: string, { touchpointId, answered, at }: Touched, results: ResultsContent): void {
		const scores = results.touchpoints[touchpointId] ?? [];
		const event: ScoreEvent = {
			touchpointId,
			definitionId: scores[0]?.definition ?? null,
			responseAt: at,
			correction: answered === null,
			answered: answered ?? [],
			scores,
			numbers: results.numbers[touchpointId] ?? []
		};
		for (const seat of [...this.seats]) if (seat.journeyId === journeyId && !this.#follows(seat)) seat.score(event);
	}
}
