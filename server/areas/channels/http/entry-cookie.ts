/** What a browser keeps while the platform says who comes; no longer than that takes. */
const NAME = 'entry';
const OPTIONS = { path: '/hooks', httpOnly: true, sameSite: 'lax' } as const;
const SECONDS = 600;

/** As SvelteKit has them. */
interface Cookies {
	get(name: string): string | undefined;
	set(name: string, value: string, options: typeof OPTIONS & { maxAge: number }): void;
	delete(name: string, options: typeof OPTIONS): void;
}

export const readEntry = (cookies: Cookies): string => cookies.get(NAME) ?? '';

/** @param ticket null: nothing any more */
export function keepEntry(cookies: Cookies, ticket: string | null): void {
	if (ticket !== null) cookies.set(NAME, ticket, { ...OPTIONS, maxAge: SECONDS });
	else if (cookies.get(NAME) !== undefined) cookies.delete(NAME, OPTIONS);
}
