/**
 * Is a page among these?
 * @param patterns parted by commas, `*` for anything: of the path (`/shop/*`), or of the whole address
 */
export function isAmong(
	patterns: string,
	{ pathname, search, href }: Pick<Location, 'pathname' | 'search' | 'href'>
): boolean {
	return patterns.split(',').some((pattern) => {
		const text = pattern
			.trim()
			.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
			.replace(/\*/g, '.*');
		const like = new RegExp(`^${text}$`);
		return [pathname, pathname + search, href].some((address) => like.test(address));
	});
}
