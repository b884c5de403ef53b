import type { Awareness } from 'y-protocols/awareness';
import { type OwnPresence, presenceOf } from './presence.ts';

/** Milliseconds between two messages of one board: 25 a second look smooth. */
const EVERY = 40;

/** Sends one's own presence, gathered: however fast a pointer moves, the newest place goes out at most every 40 ms. */
export function presenceSender(awareness: Awareness): {
	readonly show: (part: Partial<OwnPresence>) => void;
	readonly stop: () => void;
} {
	let presence: Partial<OwnPresence> = {};
	let timer: ReturnType<typeof setTimeout> | undefined;
	const send = (): void => {
		timer = undefined;
		awareness.setLocalState({ ...awareness.getLocalState(), ...presenceOf(presence) });
	};
	return {
		show: (part) => {
			presence = { ...presence, ...part };
			timer ??= setTimeout(send, EVERY);
		},
		stop: () => clearTimeout(timer)
	};
}
