import { couldBeText, type Key } from '../keyboard.ts';

/** Keys with Ctrl or Cmd that work on a text while one writes it. */
const ON_TEXT = new Set(['a', 'c', 'v', 'x', 'y', 'z']);

/** How long (ms) a person pauses who has seen that the field is gone; longer than one who ended a text by a key. */
const PAUSE = 3000;

/** What may be pressed in a text by somebody who believes that it is still there. */
const mayBeMeantForText = (key: Key): boolean =>
	couldBeText(key) ||
	(key.key === 'Enter' && !key.altKey) ||
	((key.ctrlKey || key.metaKey) && !key.altKey && ON_TEXT.has(key.key.toLowerCase()));

/**
 * A field can go while somebody types in it: a colleague deletes what it is a text of. The next keys are still meant for
 * it, however late they come, and must not add, zoom and delete on the board. So the keys of a text do nothing then, until
 * a pause after the first of them, or an act that shows that the person has gone elsewhere: a press, an arrow, Tab, Escape.
 */
export class LostField {
	#field: EventTarget | null = null;
	/** When the last key came that was meant for the field which is gone; null: none has. */
	#last: number | null = null;
	/** A key was pressed in it that may end it; what it did is not known yet. */
	#ending = false;
	readonly #now: () => number;

	constructor(now: () => number = () => performance.now()) {
		this.#now = now;
	}

	/** The focus has come into a field. */
	entered(field: EventTarget): void {
		this.#field = field;
		this.#last = null;
		this.#ending = false;
	}

	/** The person has gone elsewhere. */
	left(): void {
		this.#field = null;
		this.#last = null;
		this.#ending = false;
	}

	/** A key was pressed in a field that may end it: Enter, Escape, Tab. */
	mayEnd(field: EventTarget): void {
		this.#ending = field === this.#field;
	}

	/** What that key did is done. @param has whether it ended the field */
	ended(field: EventTarget, has: boolean): void {
		if (field !== this.#field) return;
		if (has) this.left();
		this.#ending = false;
	}

	/** The person may have gone elsewhere. @param hasLeft whether that means this field */
	mayHaveLeft(hasLeft: (field: EventTarget) => boolean): void {
		if (this.#field !== null && hasLeft(this.#field)) this.left();
	}

	/** A key went somewhere that is no text. Must the board leave it alone? */
	swallows(key: Key): boolean {
		if (this.#field === null || isModifier(key)) return false;
		// The key before ended the field, and this one is not in it: it was quicker than whoever was to tell.
		if (this.#ending) {
			this.left();
			return false;
		}
		const now = this.#now();
		if (mayBeMeantForText(key) && (this.#last === null || now - this.#last < PAUSE)) {
			this.#last = now;
			return true;
		}
		this.left();
		return false;
	}
}

/** Pressed on the way to another key, it says nothing yet. */
const isModifier = ({ key }: Key): boolean => ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock'].includes(key);

/** Is a text, or a choice, written there by keys? */
export const takesKeys = (target: EventTarget | null): boolean =>
	target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;

/** Tells `lost` where the focus and the person go on this page. @returns stops it */
export function watchFields(lost: LostField): () => void {
	const focused = ({ target }: FocusEvent) => {
		if (target !== null && takesKeys(target)) lost.entered(target);
		// The focus that leaves a field which is still there was sent elsewhere; one that went with its field was not.
		else lost.mayHaveLeft((field) => (field as Node).isConnected);
	};
	const pressed = ({ target }: PointerEvent) => lost.mayHaveLeft((field) => !(field as Node).contains(target as Node));
	const key = ({ target, key: name }: KeyboardEvent) => {
		if (target === null || !['Enter', 'Escape', 'Tab'].includes(name)) return;
		// Elsewhere the board asks by itself; this is for keys that it does not get: in a menu, in a dialog.
		if (!takesKeys(target)) return name === 'Enter' ? undefined : lost.left();
		// Whether it ends the field is known once it has done its work.
		lost.mayEnd(target);
		setTimeout(() => lost.ended(target, document.activeElement !== target));
	};
	addEventListener('focusin', focused, true);
	addEventListener('pointerdown', pressed, true);
	addEventListener('keydown', key, true);
	return () => {
		removeEventListener('focusin', focused, true);
		removeEventListener('pointerdown', pressed, true);
		removeEventListener('keydown', key, true);
	};
}
