import { betterAuth } from 'better-auth';
import { isAPIError } from 'better-auth/api';
import { parseSetCookieHeader } from 'better-auth/cookies';
import { ChangePasswordInput, ProfileInput, SetPasswordInput, SignInInput } from '#domain/access/inputs.ts';
import { passwordIssues } from '#domain/access/password.ts';
import type { NewId } from '#domain/shared/ids.ts';
import { isLocale, type Locale } from '#domain/shared/locale.ts';
import { issue } from '#domain/shared/result.ts';
import { deleteSessionsOf, findByEmail, replacePassword, updateUser } from './repo/accounts.ts';
import { membershipsOf } from './repo/members.ts';
import type { Db } from '../../db/scope.ts';
import { AppError, invalid, isAppError, notFound, unauthenticated } from '../../platform/errors.ts';
import { knownDevice, rememberOn } from './http/device-cookie.ts';
import { readSessionToken, type SessionToken } from './http/session-cookie.ts';
import { AUTH_COOKIE, authOptions, SESSION_ABSOLUTE_SECONDS } from './auth-options.ts';
import { checked } from '../shared/guard.ts';
import type { PasswordHash } from './password-hash.ts';
import type { SignInLimits } from './sign-in-limits.ts';

export interface SessionInfo {
	readonly id: string;
	readonly userId: string;
	readonly name: string;
	readonly email: string;
	/** The language this person chose; null: as the browser asks. */
	readonly locale: Locale | null;
}

/** Where an attempt comes from: it is counted under this address. */
export interface Source {
	readonly address: string;
	readonly userAgent?: string | null;
	/** What this device keeps of earlier sign-ins, as it came (http/device-cookie.ts). */
	readonly device?: string | null;
}

/** What a browser is given when somebody has signed in. */
export interface SignedIn {
	readonly token: SessionToken;
	/** For the device cookie. */
	readonly device: string;
	readonly userId: string;
	readonly locale: Locale | null;
}

/** Tells who loses access at once, so that open sockets are judged again. */
export type Revoked = (who: { workspaceId: string; userId: string }) => void | Promise<void>;

export interface Auth {
	/**
	 * The session of a request's cookie; `renewed` when its time was prolonged and the browser needs the new cookie.
	 * `endsAt`: when it ends unless it is used again.
	 */
	session(headers: Headers): Promise<{ session: SessionInfo; renewed: SessionToken | null; endsAt?: Date } | null>;
	/** 401 `wrong_credentials` for an unknown address and for a wrong password alike; 429 after too many attempts. */
	signIn(input: unknown, source: Source): Promise<SignedIn>;
	/**
	 * Of somebody whose account this very request has made: not counted, so that nobody's guesses at the new address leave
	 * an account behind whose owner was refused.
	 */
	firstSignIn(input: unknown, source: Source): Promise<SignedIn>;
	signOut(headers: Headers): Promise<void>;
	/** Needs the current password; ends every session of this person and answers a new one for this browser. */
	changePassword(headers: Headers, input: unknown, source: Source): Promise<SessionToken>;
	/**
	 * For whoever runs the installation, when somebody has forgotten theirs: takes the place of the password and ends
	 * every session. Asks for no session; 404 when nobody has this address.
	 */
	setPassword(input: unknown): Promise<void>;
	updateProfile(session: SessionInfo, input: unknown): Promise<void>;
}

export interface AuthDeps {
	readonly db: Db;
	readonly newId: NewId;
	readonly now: () => Date;
	/** Signs the session cookies; at least 32 characters. */
	readonly secret: string;
	readonly origin: string;
	readonly passwords: PasswordHash;
	readonly limits: SignInLimits;
	readonly revoked: Revoked;
	readonly log: { error(details: object, message: string): void };
}

/** Sign-in and sessions: Better Auth's core behind the few doors that our pages use. Its HTTP routes are not mounted. */
export function createAuth(deps: AuthDeps): Auth {
	const { db, now, passwords, limits, revoked } = deps;
	const base = authOptions(db.system, deps.newId);
	const better = betterAuth({
		...base,
		secret: deps.secret,
		baseURL: deps.origin,
		emailAndPassword: { ...base.emailAndPassword, password: passwords },
		logger: { level: 'error', log: (_level, message, ...details) => deps.log.error({ details }, `sign-in: ${message}`) }
	});

	async function session(headers: Headers): ReturnType<Auth['session']> {
		const cookie = betterCookie(headers);
		if (cookie === null) return null;
		const { response: found, headers: answer } = await known(
			better.api.getSession({ headers: cookie, returnHeaders: true })
		);
		if (!found) return null;
		const last = found.session.createdAt.getTime() + SESSION_ABSOLUTE_SECONDS * 1000;
		if (now().getTime() > last) {
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

	/** Runs one password check under the limits. */
	async function attempt<T>(
		email: string,
		address: string,
		known: string | null,
		refusal: () => AppError,
		check: () => Promise<T>
	): Promise<T> {
		await limits.attempt(email, address, known);
		const result = await judged(refusal, check);
		await limits.succeeded(email, address, known);
		return result;
	}

	const wrong = (): AppError => new AppError(401, 'wrong_credentials');

	async function open({ email, password }: { email: string; password: string }, source: Source): Promise<SignedIn> {
		const { headers, response } = await known(
			better.api.signInEmail({ body: { email, password }, headers: agent(source), returnHeaders: true })
		);
		const { locale } = response.user as { locale?: unknown };
		return {
			token: tokenOf(headers),
			device: rememberOn(deps.secret, source.device, email),
			userId: response.user.id,
			locale: isLocale(locale) ? locale : null
		};
	}

	return {
		session,

		async signIn(input, source) {
			const given = checked(SignInInput, input);
			const known = knownDevice(deps.secret, source.device, given.email);
			return attempt(given.email, source.address, known, wrong, () => open(given, source));
		},

		async firstSignIn(input, source) {
			const given = checked(SignInInput, input);
			return judged(wrong, () => open(given, source));
		},

		async signOut(headers) {
			const found = await session(headers);
			const cookie = betterCookie(headers);
			if (found === null || cookie === null) return;
			await known(better.api.signOut({ headers: cookie }));
			await endSockets(found.session.userId);
		},

		async changePassword(headers, input, source) {
			const found = await session(headers);
			const cookie = betterCookie(headers);
			if (found === null || cookie === null) throw unauthenticated();
			const { name, email, userId } = found.session;
			const { current, next } = checked(ChangePasswordInput, input);
			const issues = passwordIssues(next, [name, email], 'next');
			if (issues.length > 0) throw invalid(issues);
			for (const [key, value] of agent(source)) cookie.set(key, value);
			const { headers: answer } = await attempt(
				email,
				source.address,
				// Whoever is signed in is not kept from changing the password by those who guess at it elsewhere.
				`session ${found.session.id}`,
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
			await endSockets(userId);
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
			await endSockets(user.id);
		},

		async updateProfile(who, input) {
			const changes = checked(ProfileInput, input);
			await updateUser(db.system, who.userId, { ...changes, updatedAt: now() });
		}
	};

	async function endSockets(userId: string): Promise<void> {
		for (const { workspaceId } of await membershipsOf(db.system, userId)) await revoked({ workspaceId, userId });
	}
}

/** What Better Auth hides in an error of its own: that the database is away is known, and when to come back. */
async function known<T>(asked: Promise<T>): Promise<T> {
	try {
		return await asked;
	} catch (error) {
		const { cause } = error as { cause?: unknown };
		throw isAppError(cause) ? cause : error;
	}
}

/** Runs a password check; what Better Auth refuses becomes `refusal`. */
async function judged<T>(refusal: () => AppError, check: () => Promise<T>): Promise<T> {
	try {
		return await check();
	} catch (error) {
		if (isAPIError(error) && Number(error.statusCode) < 500) throw refusal();
		throw error;
	}
}

/** The request as Better Auth wants to see it: the session under its own cookie name, and nothing else. */
function betterCookie(headers: Headers): Headers | null {
	const value = readSessionToken(headers);
	return value === null ? null : new Headers({ cookie: `${AUTH_COOKIE}=${encodeURIComponent(value)}` });
}

const agent = (source: Source): Headers =>
	new Headers(source.userAgent ? { 'user-agent': source.userAgent.slice(0, 300) } : {});

function tokenIn(headers: Headers): SessionToken | null {
	const cookie = parseSetCookieHeader(headers.get('set-cookie') ?? '').get(AUTH_COOKIE);
	const maxAge = Number(cookie?.['max-age'] ?? 0);
	return cookie && cookie.value !== '' && maxAge > 0 ? { value: cookie.value, maxAge } : null;
}

function tokenOf(headers: Headers): SessionToken {
	const token = tokenIn(headers);
	if (token === null) throw new Error('Better Auth answered without a session cookie');
	return token;
}
