import { closeCodes, type CloseCode } from '#document/close-codes.ts';
import { Rates, type Limits } from './limits.ts';
import { Malformed, readMessage, type Message } from './messages.ts';

/** Why a message ends its connection. */
export interface Unwelcome {
	readonly code: CloseCode;
	readonly error: unknown;
}

/** What comes from one client: read, and held to the limits. */
export class Inbox {
	readonly #limits: Limits;
	readonly #rates: Rates;

	constructor(limits: Limits, now: number) {
		this.#limits = limits;
		this.#rates = new Rates(limits, now);
	}

	read(data: Buffer, binary: boolean, now: number): Message | Unwelcome {
		if (!this.#rates.take(data.length, now)) return unwelcome(closeCodes.tooMany, 'too many messages');
		try {
			if (!binary) throw new Malformed('a text message');
			const message = readMessage(data, this.#limits.presenceEntries);
			return this.#isTooBig(message) ? unwelcome(closeCodes.tooBig, 'too large a message') : message;
		} catch (error) {
			return { code: closeCodes.malformed, error };
		}
	}

	#isTooBig(message: Message): boolean {
		if (message.type === 'update') return message.update.length > this.#limits.update;
		return message.type === 'presence' && message.entries.some(({ json }) => json.length > this.#limits.presenceBytes);
	}
}

const unwelcome = (code: CloseCode, why: string): Unwelcome => ({ code, error: new Error(why) });
