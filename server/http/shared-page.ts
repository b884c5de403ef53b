/** Pages behind a link that anybody may have. */
export const isShareRoute = (routeId: string | null): boolean => routeId?.startsWith('/share/') === true;

/** Nobody finds them by searching, and no copy stays behind. */
export const SHARED_HEADERS = [
	['X-Robots-Tag', 'noindex, nofollow'],
	['Cache-Control', 'no-store']
] as const;
