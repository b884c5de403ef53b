import { isLocale } from '#domain/shared/locale.ts';
import { SESSION_ABSOLUTE_SECONDS } from './auth-options.ts';
import type { Auth, AuthDeps } from './auth.ts';
import { betterCookie, known, tokenIn, type Better } from './better-auth.ts';
import { membershipsOf } from './repo/members.ts';

/** The session of a request, until it ends or is ended. */
export function createSessions(
	deps: Pick<AuthDeps, 'db' | 'now' | 'revoked'>,
	better: Better
): Pick<Auth, 'session' | 'signOut'> {
	async function session(headers: Headers): ReturnType<Auth['session']> {
		const cookie = betterCookie(headers);
		if (cookie === null) return null;
		const { response: found, headers: answer } = await known(
			better.api.getSession({ headers: cookie, returnHeaders: true })
		);
		if (!found) return null;
		const last = found.session.createdAt.getTime() + SESSION_ABSOLUTE_SECONDS * 1000;
		if (deps.now().getTime() > last) {
			await known(better.api.signOut({ headers: cookie }));
			return null;
		}
		const { id, name, email, locale } = found.user;
		return {
			session: { id: found.session.id, userId: id, name, email, locale: isLocale(locale) ? locale : null },
			renewed: tokenIn(answer),
			endsAt: new Date(Math.min(last, found.session.expiresAt.getTime()))
		};
	}

	return {
		session,

		async signOut(headers) {
			const found = await session(headers);
			const cookie = betterCookie(headers);
			if (found === null || cookie === null) return;
			await known(better.api.signOut({ headers: cookie }));
			await endSockets(deps, found.session.userId);
		}
	};
}

/** Of somebody who has no session any more. */
export async function endSockets({ db, revoked }: Pick<AuthDeps, 'db' | 'revoked'>, userId: string): Promise<void> {
	for (const { workspaceId } of await membershipsOf(db.system, userId)) await revoked({ workspaceId, userId });
}
