import type { Awareness } from 'y-protocols/awareness';
import type { JoinedKind, KindTypes, OwnPresence } from '../core/kind.ts';

/** Milliseconds between two messages of one person: the server passes on no more than 20 a second either. */
const EVERY = 50;

/** A pointer that has not moved for so long (ms) is not shown to the others any more: they would read it as "here now". */
export const CURSOR_RESTS = 10_000;

/**
 * Sends one's own presence, gathered: however fast a pointer moves, the newest place goes out at most every 50 ms. The
 * cursor goes when it rests, and when the page is hidden; it is back with the next movement.
 */
export function presenceSender<T extends KindTypes>(
	{ presence: { sendable } }: JoinedKind<T>,
	awareness: Awareness
): {
	readonly show: (part: Partial<OwnPresence<T>>) => void;
	readonly stop: () => void;
} {
	let presence: Partial<OwnPresence<T>> = {};
	let timer: ReturnType<typeof setTimeout> | undefined;
	let resting: ReturnType<typeof setTimeout> | undefined;
	const page = globalThis.document as Document | undefined;

	const send = (): void => {
		timer = undefined;
		awareness.setLocalState({ ...awareness.getLocalState(), ...sendable(presence) });
	};
	const show = (part: Partial<OwnPresence<T>>): void => {
		presence = { ...presence, ...part };
		timer ??= setTimeout(send, EVERY);
		if (part.cursor === undefined) return;
		clearTimeout(resting);
		if (part.cursor !== null) resting = setTimeout(hideCursor, CURSOR_RESTS);
	};
	const hideCursor = (): void => {
		if (presence.cursor) show({ cursor: null } as Partial<OwnPresence<T>>);
	};
	const onVisibility = (): void => {
		if (page?.visibilityState === 'hidden') hideCursor();
	};
	page?.addEventListener('visibilitychange', onVisibility);

	return {
		show,
		stop: () => {
			clearTimeout(timer);
			clearTimeout(resting);
			page?.removeEventListener('visibilitychange', onVisibility);
		}
	};
}
