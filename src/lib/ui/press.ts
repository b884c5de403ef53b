/** So long after something was made a press is the rest of the one that made it: a double click, an Enter that is held. */
const AGAIN_MS = 500;

/** One press of a button that makes something, and stays where it is, makes one thing. */
export interface Press {
	/** Nothing is to be done: this press belongs to the one before. */
	isAgain(): boolean;
	/** It is made. */
	done(): void;
}

export function createPress(now: () => number = () => performance.now()): Press {
	let last = -Infinity;
	return {
		isAgain() {
			const again = now() - last < AGAIN_MS;
			if (again) last = now();
			return again;
		},
		done() {
			last = now();
		}
	};
}
