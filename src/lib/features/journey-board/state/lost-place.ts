import type { Intent } from '../keyboard.ts';

/** Keys that mean the place the keyboard stands on. */
const ON_PLACE = new Set<Intent['do']>(['edit', 'add', 'paste', 'select', 'select-all']);
/** Keys that mean what is selected; with nothing selected, the place. */
const ON_SELECTION = new Set<Intent['do']>(['delete', 'cut', 'copy', 'duplicate', 'move']);

/**
 * Somebody else can delete what a person has selected or stands on. The keyboard then stands on its neighbour, which that
 * person has not chosen: keys that do something to a thing must not do it to that one, until something is chosen on purpose.
 */
export class LostPlace {
	/** The person has come to where the keyboard stands; it does not only begin there. */
	#chosen = false;
	readonly #lost = new Map<string, string>();

	/** Titles of what has gone since something was chosen. */
	get titles(): readonly string[] {
		return [...this.#lost.values()];
	}

	get chosen(): boolean {
		return this.#chosen;
	}

	/** Has the person been on the map, be it on something that has gone? */
	get touched(): boolean {
		return this.#chosen || this.#lost.size > 0;
	}

	/**
	 * The focus has come to a place of the map.
	 * @param deliberately by an act that chooses: otherwise it may have been put there, since what had it has gone
	 */
	came(deliberately: boolean): void {
		if (!deliberately && this.#lost.size > 0) return;
		this.#chosen = true;
		this.#lost.clear();
	}

	/** Somebody else deleted what this person had chosen. @param gone titles by id */
	lose(gone: ReadonlyMap<string, string>): void {
		for (const [id, title] of gone) this.#lost.set(id, title);
		this.#chosen = false;
	}

	/**
	 * Must the board leave this alone?
	 * @param selected whether anything that the person chose is still selected, and whether the place is part of it
	 */
	swallows({ do: what }: Intent, selected: { readonly any: boolean; readonly place: boolean }): boolean {
		if (this.#lost.size === 0) return false;
		return (ON_PLACE.has(what) && !selected.place) || (ON_SELECTION.has(what) && !selected.any);
	}
}

/** Tells `lost` where the person goes on this page: by a press or Tab on purpose, else the focus may have been put there. */
export function watchPlaces(lost: LostPlace): () => void {
	const isPlace = (target: EventTarget | null) =>
		target instanceof Element && target.closest('[data-focus-key]') !== null;
	let tabs = false;
	const focused = ({ target }: FocusEvent) => isPlace(target) && lost.came(tabs);
	const pressed = ({ target }: PointerEvent) => isPlace(target) && lost.came(true);
	const key = ({ type, key: name, altKey, ctrlKey }: KeyboardEvent) =>
		(tabs = type === 'keydown' && name === 'Tab' && !altKey && !ctrlKey);
	addEventListener('focusin', focused, true);
	addEventListener('pointerdown', pressed, true);
	addEventListener('keydown', key, true);
	addEventListener('keyup', key, true);
	return () => {
		removeEventListener('focusin', focused, true);
		removeEventListener('pointerdown', pressed, true);
		removeEventListener('keydown', key, true);
		removeEventListener('keyup', key, true);
	};
}
