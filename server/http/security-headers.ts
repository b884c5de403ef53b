/**
 * Headers of every answer: pages, API, errors, static files. Pages get their Content-Security-Policy from Kit (with a
 * nonce); whatever comes without one is given a policy under which a browser would run nothing.
 * @param url as the person's browser sees it
 */
export function securityHeaders(url: URL): Record<string, string> {
	const respondents = url.pathname.startsWith('/s/');
	// Shown by its own page, in a frame.
	const tried = /^\/collectors\/[^/]+\/embed\/try$/.test(url.pathname);
	return {
		'X-Content-Type-Options': 'nosniff',
		// An address may itself be a right to do something (/invite/…, /s/…), so no other site ever hears it. Not
		// `no-referrer`: under it browsers send `Origin: null` with a plain form, which then looks forged.
		'Referrer-Policy': 'same-origin',
		// Respondent pages know nobody, show nothing from elsewhere, and wait on slow networks for every line. They may one
		// day stand in a frame of a site that their survey names; their CSP decides.
		...(!respondents && {
			'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
			'Cross-Origin-Opener-Policy': 'same-origin',
			'Cross-Origin-Resource-Policy': 'same-origin',
			'X-Frame-Options': tried ? 'SAMEORIGIN' : 'DENY'
		}),
		...(url.protocol === 'https:' && { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' })
	};
}

/**
 * For respondent pages: documents with their own styles, one script file, and nothing else.
 * @param frame origins of the websites on which this one may stand, beside our own preview; null: in no frame
 */
export const respondentPolicy = (frame: readonly string[] | null): string =>
	`default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors ${frame === null ? "'none'" : ["'self'", ...frame].join(' ')}`;

/** For answers that are no page of Kit's; styles, since Kit's last-resort error page and our SVGs carry their own. */
export const CLOSED_POLICY =
	"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
