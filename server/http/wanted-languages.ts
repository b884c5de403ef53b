import Negotiator from 'negotiator';

/** What browsers send is a tenth of it; sorting what somebody made up is nobody's need. */
const LONGEST = 500;

/**
 * The languages that a browser asks for, the most wanted first and without those it refuses.
 * @param accept value of `Accept-Language` (RFC 9110 §12.5.4)
 * @returns tags in lower case, as `zh-hans-cn`
 */
export function wantedLanguages(accept: string | null | undefined): string[] {
	const headers = { 'accept-language': (accept ?? '').slice(0, LONGEST) };
	return new Negotiator({ headers }).languages().map((tag) => tag.toLowerCase());
}
