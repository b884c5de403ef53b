import { createHash } from 'node:crypto';
import { uuidv7 } from '#domain/shared/ids.ts';
import { pageUrl, type Push } from '../../channels/index.ts';
import { personalQuery } from '../answers/personal-link.ts';

/** The one answer that may come of a push; the same push again is the same answer. */
export interface OwnAnswer {
	readonly responseId: string;
	/** Of the push: the link's seal is over it too. */
	readonly at: Date;
}

export const ownAnswer = (channelId: string, { key, person, happenedAt: at }: Push): OwnAnswer => ({
	responseId: uuidv7(at.getTime(), createHash('sha256').update(`${channelId}\0${person}\0${key}`).digest()),
	at
});

/**
 * Where it is given.
 * @param given what is marked there already
 */
export function ownLink(
	{ origin, secret }: { readonly origin: string; readonly secret: string },
	code: string,
	{ responseId, at }: OwnAnswer,
	given?: { readonly question: string; readonly value: number }
): string {
	const marked = given === undefined ? '' : `&v=${given.question}.${given.value}`;
	return `${pageUrl(origin, code)}?${personalQuery(secret, code, responseId, at)}${marked}`;
}
