/** What a key asks the board to do. One table for the board and its tests; `shortcuts.ts` explains it. */
export type Direction = 'up' | 'down' | 'left' | 'right';

export type Intent =
	| { readonly do: 'focus' | 'move'; readonly direction: Direction }
	| { readonly do: 'first' | 'last' }
	| {
			readonly do:
				| 'edit'
				| 'add'
				| 'delete'
				| 'undo'
				| 'redo'
				| 'copy'
				| 'cut'
				| 'paste'
				| 'duplicate'
				| 'select'
				| 'select-all'
				| 'clear'
				| 'inspect'
				| 'fit'
				| 'zoom-in'
				| 'zoom-out'
				| 'help';
	  };

/** The parts of a KeyboardEvent that matter. */
export interface Key {
	readonly key: string;
	readonly ctrlKey: boolean;
	readonly metaKey: boolean;
	readonly shiftKey: boolean;
	readonly altKey: boolean;
}

const arrows: Readonly<Record<string, Direction>> = {
	ArrowUp: 'up',
	ArrowDown: 'down',
	ArrowLeft: 'left',
	ArrowRight: 'right'
};

const plain: Readonly<Record<string, Intent>> = {
	Enter: { do: 'edit' },
	F2: { do: 'edit' },
	n: { do: 'add' },
	Insert: { do: 'add' },
	Delete: { do: 'delete' },
	Backspace: { do: 'delete' },
	Escape: { do: 'clear' },
	' ': { do: 'select' },
	i: { do: 'inspect' },
	Home: { do: 'first' },
	End: { do: 'last' },
	'0': { do: 'fit' },
	'+': { do: 'zoom-in' },
	'=': { do: 'zoom-in' },
	'-': { do: 'zoom-out' },
	'?': { do: 'help' }
};

const withControl: Readonly<Record<string, Intent>> = {
	z: { do: 'undo' },
	y: { do: 'redo' },
	c: { do: 'copy' },
	x: { do: 'cut' },
	v: { do: 'paste' },
	d: { do: 'duplicate' },
	a: { do: 'select-all' }
};

/** The intent of a key press outside a text field, or null when the key is none of ours. */
export function intentOf(key: Key): Intent | null {
	const control = key.ctrlKey || key.metaKey;
	const direction = arrows[key.key];
	if (direction)
		return control ? null : key.altKey ? { do: 'move', direction } : key.shiftKey ? null : { do: 'focus', direction };
	if (key.altKey) return null;
	const name = key.key.length === 1 ? key.key.toLowerCase() : key.key;
	if (control) return key.shiftKey ? (name === 'z' ? { do: 'redo' } : null) : (withControl[name] ?? null);
	return plain[name] ?? null;
}

/**
 * What a key means in the outline. Tab goes through that list and arrows scroll it, so what is about the map alone does
 * nothing there; its scenes stand below one another, so up is earlier.
 * @param at what has the focus
 */
export function inOutline(intent: Intent, at: 'item' | 'cell' | 'scene' | 'lane' | undefined): Intent | null {
	switch (intent.do) {
		case 'focus':
		case 'first':
		case 'last':
		case 'select':
		case 'fit':
		case 'zoom-in':
		case 'zoom-out':
			return null;
		case 'move':
			return at === 'scene' ? { do: 'move', direction: alongScenes[intent.direction] } : intent;
		default:
			return intent;
	}
}

const alongScenes: Readonly<Record<Direction, Direction>> = {
	up: 'left',
	left: 'left',
	down: 'right',
	right: 'right'
};

/** How long (ms) a person pauses who has finished a text. */
const PAUSE = 1000;

/**
 * Who has just ended a title with a key may still be typing: the letters of the next one must not add, zoom and delete.
 * So keys that could be text do nothing, until a key that cannot, a pause, or another place to stand on.
 */
export class AfterTyping {
	#place: string | null = null;
	#last = 0;
	readonly #now: () => number;

	constructor(now: () => number = () => performance.now()) {
		this.#now = now;
	}

	/** A title was ended. @param place where the keyboard stands now */
	begin(place: string): void {
		this.#place = place;
		this.#last = this.#now();
	}

	/** Must the board leave this key alone? */
	swallows(key: Key, place: string): boolean {
		const still = this.#place === place && this.#now() - this.#last < PAUSE && couldBeText(key);
		if (!still) this.#place = null;
		else this.#last = this.#now();
		return still;
	}
}

/** Would the key write, or take back, a character in a field? */
export const couldBeText = ({ key, ctrlKey, metaKey, altKey }: Key): boolean =>
	!ctrlKey && !metaKey && !altKey && (key.length === 1 || key === 'Backspace' || key === 'Delete');
