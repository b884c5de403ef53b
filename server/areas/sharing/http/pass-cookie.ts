import { PASS_MS } from '../pass.ts';

const NAME = 'wayfelt_share';

/** The part of Kit's `event.cookies` used here. */
interface Cookies {
	get(name: string): string | undefined;
	set(
		name: string,
		value: string,
		options: { path: string; httpOnly: boolean; sameSite: 'lax'; secure: boolean; maxAge: number }
	): void;
}

/** That the password of a link was given; browsers bring it to this link alone. */
export const passOf = (cookies: Pick<Cookies, 'get'>): string | null => cookies.get(NAME) ?? null;

export function setPass(cookies: Pick<Cookies, 'set'>, url: URL, token: string, pass: string): void {
	cookies.set(NAME, pass, {
		path: `/share/${token}`,
		httpOnly: true,
		sameSite: 'lax',
		secure: url.protocol === 'https:',
		maxAge: PASS_MS / 1000
	});
}
