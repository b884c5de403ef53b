/**
 * What a person must put right, as a code the interface turns into a sentence in their language.
 * `path` points into the input (`['scenes', 0, 'title']`); `params` fill the sentence.
 */
export interface Issue {
	readonly code: string;
	readonly path?: readonly (string | number)[];
	readonly params?: Readonly<Record<string, string | number>>;
}

/** Expected failure is a value, not an exception: domain code never throws for bad input. */
export type Result<T> =
	{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly issues: readonly Issue[] };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const fail = (...issues: Issue[]): Result<never> => ({ ok: false, issues });

export const issue = (code: string, path?: Issue['path'], params?: Issue['params']): Issue => ({
	code,
	...(path ? { path } : {}),
	...(params ? { params } : {})
});
