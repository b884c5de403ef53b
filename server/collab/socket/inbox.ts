import { closeCodes, type CloseCode } from '#document/core/close-codes.ts';
import { AWARENESS } from '../protocol/frames.ts';
import { Rates, type Limits } from '../limits.ts';
import { Malformed, readMessage, type Message } from '../protocol/messages.ts';

/** Why a message ends its connection. */
export interface Violation {
	readonly code: CloseCode;
	readonly error: unknown;
}

/** What comes from one client: read, and held to the limits. */
export class Inbox {
	readonly #limits: Limits;
	readonly #rates: Rates;
	readonly #presenceRates: Rates;

	constructor(limits: Limits, now: number) {
		this.#limits = limits;
		this.#rates = new Rates(limits, now);
		this.#presenceRates = new Rates(limits, now);
	}

	read(data: Buffer, binary: boolean, now: number): Message | Violation {
		// Presence too fast is slowed (`owed`), never refused: stock clients send on every movement, and echo everybody's.
		if (binary && data[0] === AWARENESS) this.#presenceRates.take(data.length, now);
		else if (!this.#rates.take(data.length, now)) return violation(closeCodes.tooMany, 'too many messages');
		try {
			if (!binary) throw new Malformed('a text message');
			const message = readMessage(data, this.#limits.presenceEntries);
			const tooBig = message.type === 'update' && message.update.length > this.#limits.update;
			return tooBig ? violation(closeCodes.tooBig, 'too large a message') : message;
		} catch (error) {
			return { code: closeCodes.malformed, error };
		}
	}

	/** How long nothing more should be read from this client (ms). */
	get owed(): number {
		return this.#presenceRates.owed;
	}
}

const violation = (code: CloseCode, why: string): Violation => ({ code, error: new Error(why) });
