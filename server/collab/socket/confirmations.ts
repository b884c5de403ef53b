import { durableFrame } from '../protocol/frames.ts';

/** Counts the updates of one connection, and which of them its client may call saved. */
export class Confirmations {
	#received = 0;
	#committed = 0;
	#told = 0;
	/** After a gap nothing is confirmed until the client has sent everything again. */
	#gap = false;

	/** One more update has come. @param whole it carries everything the server lacks @returns its number */
	receive(whole: boolean): number {
		if (whole) this.#gap = false;
		return ++this.#received;
	}

	/** An update could not be taken, because something before it is missing. */
	missing(): void {
		this.#gap = true;
	}

	/** The first n are committed. @returns whether the client has yet to be told */
	commit(n: number): boolean {
		if (!this.#gap && n > this.#committed) this.#committed = n;
		return this.due;
	}

	get due(): boolean {
		return this.#told < this.#committed;
	}

	/** The frame that tells the client. */
	tell(): Buffer {
		this.#told = this.#committed;
		return durableFrame(this.#committed);
	}
}
