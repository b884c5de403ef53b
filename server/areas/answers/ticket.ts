import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * What a form carries to show that it was really loaded, and when: our seal over the survey's code, the id of the one
 * response it may send, and the time. Single use without a table: the response id counts once. A time that the client
 * names – the one inside a UUID, its own clock – proves nothing.
 */

const sealed = (secret: string, code: string, responseId: string, issued: string): string =>
	createHmac('sha256', secret)
		.update(`form ticket\0${code}\0${responseId.toLowerCase()}\0${issued}`)
		.digest()
		.subarray(0, 16)
		.toString('base64url');

/** @returns `<ms since 1970, base 36>.<seal>`, 31 characters */
export function issueTicket(secret: string, code: string, responseId: string, at: Date): string {
	const issued = at.getTime().toString(36);
	return `${issued}.${sealed(secret, code, responseId, issued)}`;
}

/** When the form of this ticket was loaded; null when it is none of ours, or of another form. */
export function readTicket(secret: string, code: string, responseId: string, ticket: string | undefined): Date | null {
	const [, issued, seal] = /^([0-9a-z]{6,10})\.([\w-]{22})$/.exec(ticket ?? '') ?? [];
	if (issued === undefined || seal === undefined) return null;
	const own = sealed(secret, code, responseId, issued);
	return timingSafeEqual(Buffer.from(seal), Buffer.from(own)) ? new Date(parseInt(issued, 36)) : null;
}
