/**
 * Where to go after signing in: a path of ours, or home. Everything a browser would read as another site
 * (`//evil.example`, `/\evil.example`, tabs in between, `https:evil`) is refused.
 */
export function safeNext(next: string | null | undefined): string {
	if (!next || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)) return '/';
	const base = 'http://here.invalid';
	if (!URL.canParse(next, base)) return '/';
	const url = new URL(next, base);
	return url.origin === base && !url.pathname.startsWith('//') ? url.pathname + url.search + url.hash : '/';
}
