import { isId } from '#domain/shared/ids.ts';
import { LINK_MS } from '#domain/survey/index.ts';
import type { Correcting } from './respondent.ts';
import { issueTicket, readTicket } from './ticket.ts';

/**
 * A link for one person: the id of the one answer that it may give, and our seal over it, the survey's code and the time
 * (ticket.ts). Opened twice, or passed on, it is still one answer; who it was for stands nowhere in it.
 */

/** The query of the survey's address; the same for the same answer and time. */
export const personalQuery = (secret: string, code: string, responseId: string, at: Date): string =>
	`r=${responseId}.${issueTicket(secret, code, responseId, at)}`;

/** @returns null for what is no link of ours to this survey */
export function readPersonal(secret: string, code: string, text: string, now: Date): Correcting | 'expired' | null {
	const responseId = text.slice(0, 36);
	const ticket = text.slice(37);
	const issued = text[36] === '.' && isId(responseId) ? readTicket(secret, code, responseId, ticket) : null;
	if (issued === null) return null;
	return now.getTime() - issued.getTime() > LINK_MS ? 'expired' : { responseId, ticket };
}
