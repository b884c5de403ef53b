import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What ties a browser that is sent to a platform to the one that comes back, for ten minutes. */
export interface EntryTickets {
	/** What the browser keeps. */
	make(code: string, now: Date): string;
	/** What the platform hands back with it: over the ticket, letters and digits. */
	stateOf(ticket: string): string;
	/** The survey's code; null: another browser, the way back, or a load once more. */
	codeOf(ticket: string, state: string, now: Date): string | null;
}

const MINUTES_MS = 10 * 60_000;

/** What may be a survey's code. */
export const isCode = (text: string): boolean => /^[0-9A-Za-z]{1,64}$/.test(text);

/**
 * @param secret of the installation
 * @param purpose a ticket of one is none of another
 */
export function entryTickets(secret: string, purpose: string): EntryTickets {
	const stateOf = (ticket: string): string =>
		createHmac('sha256', secret).update(`${purpose}\0${ticket}`).digest('hex');
	return {
		stateOf,
		make: (code, now) => `${randomBytes(16).toString('hex')}.${code}.${now.getTime()}`,
		codeOf(ticket, state, now) {
			const [, code, at] = /^[0-9a-f]{32}\.([0-9A-Za-z]{1,64})\.(\d{13})$/.exec(ticket) ?? [];
			const [given, own] = [Buffer.from(state), Buffer.from(stateOf(ticket))];
			if (code === undefined || given.length !== own.length || !timingSafeEqual(given, own)) return null;
			return Math.abs(now.getTime() - Number(at)) <= MINUTES_MS ? code : null;
		}
	};
}
