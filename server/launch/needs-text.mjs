// What `npm test` says when something it needs is not there and it may not, or cannot, install it.

/**
 * @param {{why: string, hasApt: boolean, isRoot: boolean, hasPostgres15: boolean}} found
 * @returns {string} one sentence: what is missing, why, and what to do
 */
export function noBrowser({ why, hasApt, isRoot, hasPostgres15 }) {
	const start = `The tests need a browser, and Playwright's ${why}`;
	const other = 'or set CHROMIUM_PATH to a Chromium that is elsewhere.';
	if (!hasApt) return `${start}: install Chromium and a Chinese font, ${other}`;
	if (isRoot)
		return `${start}, nor could Debian's (see above): install chromium-headless-shell and fonts-noto-cjk, ${other}`;
	// One word with the administrator is enough for both.
	const packages = ['chromium-headless-shell', 'fonts-noto-cjk', ...(hasPostgres15 ? [] : ['postgresql-15'])];
	return `${start}: as root, run "apt-get install ${packages.join(' ')}", ${other}`;
}

/** Why the second database takes no part, and what would change that; continues a sentence. */
export const noPostgres = ({ hasApt }) =>
	hasApt
		? 'PostgreSQL 15 is not installed; as root, run "apt-get install postgresql-15"'
		: 'PostgreSQL 15 is not installed in /usr/lib/postgresql/15, where Debian has it';

/**
 * Why Firefox and WebKit take no part, and what would change that; continues a sentence.
 * @param {{missing: readonly string[], hasApt: boolean}} found
 */
export const noEngines = ({ missing, hasApt }) =>
	hasApt
		? `as root, run "apt-get install ${missing.join(' ')}"`
		: `${missing.join(', ')} are not installed as Debian's packages have them`;

/** The first thing that looks like a reason in what a program printed, in brackets; empty when there is none. */
export function whyNot(output) {
	const reason = /(?:\bError|error while loading shared libraries): (.+)/.exec(output)?.[1]?.trim();
	return reason === undefined ? '' : ` (${reason})`;
}
