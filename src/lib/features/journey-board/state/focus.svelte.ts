import type { JourneySnapshot } from '#domain/journey/index.ts';
import { exists, firstPlace, focusKey, nearest, type Place } from './focus.ts';

/** Which one place of the board the Tab key stops at (a roving focus). */
export class Focus {
	place = $state.raw<Place | null>(null);
	/** Set by the canvas: brings a place into view and gives it the browser's focus. */
	reveal: (place: Place) => void = () => {};
	/** Set by the canvas: the element in focus has gone; moves the browser's focus on when it was on the board. */
	lost: (next: Place) => void = () => {};

	set(place: Place): void {
		if (!this.place || focusKey(this.place) !== focusKey(place)) this.place = place;
	}

	/** Moves the focus there, on the screen too. */
	go(place: Place): void {
		this.set(place);
		this.reveal(place);
	}

	is(at: 'item' | 'scene' | 'lane', id: string): boolean {
		return this.place?.at === at && this.place.id === id;
	}

	isCell(sceneId: string, laneId: string): boolean {
		return this.place?.at === 'cell' && this.place.sceneId === sceneId && this.place.laneId === laneId;
	}

	/** After a change: somebody may have deleted or filled the place in focus. */
	follow(before: JourneySnapshot | null, after: JourneySnapshot): void {
		if (this.place && exists(after, this.place)) return;
		this.place = this.place && before ? nearest(before, after, this.place) : firstPlace(after);
	}
}
