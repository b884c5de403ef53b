import { createHmac, timingSafeEqual } from 'node:crypto';
import { isId } from '#domain/shared/ids.ts';
import { GRACE_MS } from '#domain/survey/index.ts';

/*
 * A link for one person of a list: the id of its one answer, when it ends, and our seal over both and the survey's code.
 * A form that was opened by one carries the seal in front of its ticket, so that an answer is known for one of a list
 * without a look into the table.
 */

const sealed = (secret: string, code: string, id: string, expires: string): string =>
	createHmac('sha256', secret)
		.update(`link of a list\0${code}\0${id}\0${expires}`)
		.digest()
		.subarray(0, 16)
		.toString('base64url');

/** `<id>.<seconds since 1970, base 36>.<seal>` */
export function sealLink(secret: string, code: string, id: string, expiresAt: Date): string {
	const expires = Math.floor(expiresAt.getTime() / 1000).toString(36);
	return `${id}.${expires}.${sealed(secret, code, id, expires)}`;
}

export interface SealedLink {
	readonly id: string;
	readonly expiresAt: Date;
	/** What goes in front of the ticket of its form. */
	readonly mark: string;
}

/** null: none of ours, or of another survey's code. */
export function readLink(secret: string, code: string, text: string): SealedLink | null {
	const [, id = '', expires = '', seal = ''] = /^([0-9a-f-]{36})\.([0-9a-z]{5,8})\.([\w-]{22})$/.exec(text) ?? [];
	if (!isId(id)) return null;
	const own = sealed(secret, code, id, expires);
	if (!timingSafeEqual(Buffer.from(seal), Buffer.from(own))) return null;
	return { id, expiresAt: new Date(parseInt(expires, 36) * 1000), mark: `${expires}.${seal}~` };
}

/** The ticket of a form, without what a link of a list put in front; `link` is that, when it is ours. */
export function splitTicket(
	secret: string,
	code: string,
	id: string,
	ticket: string | undefined
): { link: SealedLink | null; ticket: string | undefined } {
	const at = ticket?.indexOf('~') ?? -1;
	if (ticket === undefined || at < 0) return { link: null, ticket };
	return { link: readLink(secret, code, `${id}.${ticket.slice(0, at)}`), ticket: ticket.slice(at + 1) };
}

/** Why a link of a list opens nothing any more. */
export type LinkEnd = 'link_used' | 'link_revoked' | 'link_expired';

/**
 * Has a link ended, whatever was answered with it? Whoever opened the page in time may finish.
 * @param stored what is known of it; undefined: its batch, or whom it was for, is gone
 * @param opened when its form was loaded; left out while it is being opened
 */
export function linkEnd(
	{ expiresAt }: Pick<SealedLink, 'expiresAt'>,
	stored: { readonly revoked: boolean } | undefined,
	now: Date,
	opened?: Date | null
): LinkEnd | null {
	if (stored === undefined || stored.revoked) return 'link_revoked';
	const grace = opened && opened < expiresAt ? GRACE_MS : 0;
	return now.getTime() - expiresAt.getTime() > grace ? 'link_expired' : null;
}
