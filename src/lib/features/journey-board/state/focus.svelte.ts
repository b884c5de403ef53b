import type { JourneySnapshot } from '#domain/journey/index.ts';
import { exists, firstPlace, focusKey, nearest, type Place } from './focus.ts';

/** What shows the places: the map or the outline. */
export interface Screen {
	/** Brings a place into view and gives it the browser's focus; null: the way on from a map that has none. */
	reveal(place: Place | null): void;
	/** Is the browser's focus on it, or nowhere, since what had it has gone? */
	hasFocus(): boolean;
}

/** Which one place of the board the Tab key stops at (a roving focus). */
export class Focus {
	place = $state.raw<Place | null>(null);
	#screen: Screen | null = null;
	readonly #moved: () => void;

	/** @param moved somebody moved the focus elsewhere, by whatever means */
	constructor(moved: () => void = () => undefined) {
		this.#moved = moved;
	}

	/** From now on places are shown there. @returns takes it back, unless another took over */
	showOn(screen: Screen): () => void {
		this.#screen = screen;
		return () => {
			if (this.#screen === screen) this.#screen = null;
		};
	}

	set(place: Place): void {
		if (this.place && focusKey(this.place) === focusKey(place)) return;
		this.place = place;
		this.#moved();
	}

	/** Moves the focus there, on the screen too. */
	go(place: Place): void {
		this.set(place);
		this.#screen?.reveal(place);
	}

	is(at: 'item' | 'scene' | 'lane', id: string): boolean {
		return this.place?.at === at && this.place.id === id;
	}

	isCell(sceneId: string, laneId: string): boolean {
		return this.place?.at === 'cell' && this.place.sceneId === sceneId && this.place.laneId === laneId;
	}

	/**
	 * After a change: somebody may have deleted or filled the place in focus.
	 * @param shows on the screen too, if the focus was on the board: a colleague's deletion must not pull it out of the inspector
	 */
	follow(before: JourneySnapshot | null, after: JourneySnapshot, shows: boolean): void {
		if (this.place && exists(after, this.place)) return;
		const was = this.place;
		this.place = was && before ? nearest(before, after, was) : firstPlace(after);
		if (was && shows && this.#screen?.hasFocus()) this.#screen.reveal(this.place);
	}
}
