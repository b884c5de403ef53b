import { SignInInput } from '#domain/access/inputs.ts';
import { isLocale } from '#domain/shared/locale.ts';
import { AppError } from '../../platform/errors.ts';
import { checked } from '../shared/guard.ts';
import type { Auth, AuthDeps, SignedIn, Source } from './auth.ts';
import { agent, known, tokenOf, type Better } from './better-auth.ts';
import { knownDevice, rememberOn } from './http/device-cookie.ts';
import { attempt, judged } from './password-check.ts';

const wrong = (): AppError => new AppError(401, 'wrong_credentials');

/** By address and password. */
export function createSignIn(
	{ secret, limits }: Pick<AuthDeps, 'secret' | 'limits'>,
	better: Better
): Pick<Auth, 'signIn' | 'firstSignIn'> {
	async function open({ email, password }: { email: string; password: string }, source: Source): Promise<SignedIn> {
		const { headers, response } = await known(
			better.api.signInEmail({ body: { email, password }, headers: agent(source), returnHeaders: true })
		);
		const { locale } = response.user as { locale?: unknown };
		return {
			token: tokenOf(headers),
			device: rememberOn(secret, source.device, email),
			userId: response.user.id,
			locale: isLocale(locale) ? locale : null
		};
	}

	return {
		async signIn(input, source) {
			const given = checked(SignInInput, input);
			const device = knownDevice(secret, source.device, given.email);
			return attempt(limits, { email: given.email, address: source.address, known: device }, wrong, () =>
				open(given, source)
			);
		},

		async firstSignIn(input, source) {
			const given = checked(SignInInput, input);
			return judged(wrong, () => open(given, source));
		}
	};
}
