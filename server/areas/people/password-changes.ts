import { ChangePasswordInput, SetPasswordInput } from '#domain/access/inputs.ts';
import { passwordIssues } from '#domain/access/password.ts';
import { issue } from '#domain/shared/result.ts';
import { invalid, notFound, unauthenticated } from '../../platform/errors.ts';
import { checked } from '../shared/guard.ts';
import type { Auth, AuthDeps } from './auth.ts';
import { agent, betterCookie, known, tokenOf, type Better } from './better-auth.ts';
import { attempt } from './password-check.ts';
import { deleteSessionsOf, findByEmail, replacePassword } from './repo/accounts.ts';
import { endSockets } from './sessions.ts';

/** A new password ends every session of its owner. */
export function createPasswordChanges(
	deps: AuthDeps,
	better: Better,
	sessions: Pick<Auth, 'session'>
): Pick<Auth, 'changePassword' | 'setPassword'> {
	const { db, now, passwords, limits } = deps;

	return {
		async changePassword(headers, input, source) {
			const found = await sessions.session(headers);
			const cookie = betterCookie(headers);
			if (found === null || cookie === null) throw unauthenticated();
			const { name, email, userId } = found.session;
			const { current, next } = checked(ChangePasswordInput, input);
			const issues = passwordIssues(next, [name, email], 'next');
			if (issues.length > 0) throw invalid(issues);
			for (const [key, value] of agent(source)) cookie.set(key, value);
			const { headers: answer } = await attempt(
				limits,
				// Whoever is signed in is not kept from changing the password by those who guess at it elsewhere.
				{ email, address: source.address, known: `session ${found.session.id}` },
				() => invalid([issue('wrong_password', ['current'])]),
				() =>
					known(
						better.api.changePassword({
							body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
							headers: cookie,
							returnHeaders: true
						})
					)
			);
			await endSockets(deps, userId);
			return tokenOf(answer);
		},

		async setPassword(input) {
			const { email, password } = checked(SetPasswordInput, input);
			const user = await findByEmail(db.system, email);
			if (!user) throw notFound();
			const issues = passwordIssues(password, [user.name, email]);
			if (issues.length > 0) throw invalid(issues);
			const hash = await passwords.hash(password);
			await db.system.transaction().execute(async (trx) => {
				await replacePassword(trx, user.id, hash, now());
				await deleteSessionsOf(trx, user.id);
			});
			await endSockets(deps, user.id);
		}
	};
}
