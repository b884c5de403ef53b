import type { Actor } from '#domain/access/index.ts';
import type { Auth, SessionInfo } from '../auth.ts';
import type { Members } from '../members.ts';
import type { Tokens } from '../tokens.ts';
import { readWorkspaceCookie, type SessionToken } from './session-cookie.ts';

export interface Identity {
	readonly actor: Actor | null;
	/** null for API tokens and for strangers. */
	readonly session: SessionInfo | null;
	/** The session was prolonged: give the browser this cookie. */
	readonly renewed: SessionToken | null;
	/** When the session or token ends if nothing prolongs it; null: never, or nobody. */
	readonly endsAt: Date | null;
}

const nobody: Identity = { actor: null, session: null, renewed: null, endsAt: null };

/**
 * Who sends this request: the one path for pages, API and sockets.
 * A request with an Authorization header is judged by it alone; a bad token never falls back to a cookie.
 * @param bearer may API tokens be used here? (API and sockets, not pages)
 */
export async function identify(
	app: { readonly auth: Auth; readonly members: Members; readonly tokens: Tokens },
	headers: Headers,
	{ bearer }: { bearer: boolean }
): Promise<Identity> {
	const authorization = bearer ? headers.get('authorization') : null;
	if (authorization !== null) {
		const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
		if (token === undefined) return nobody;
		const actor = await app.tokens.actorOf(token);
		return { ...nobody, actor, endsAt: actor?.endsAt ?? null };
	}
	const found = await app.auth.session(headers);
	if (found === null) return nobody;
	const actor = await app.members.actorOf(found.session.userId, readWorkspaceCookie(headers));
	return { actor, session: found.session, renewed: found.renewed, endsAt: found.endsAt ?? null };
}
