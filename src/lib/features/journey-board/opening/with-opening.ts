/** Where `app.html` has room for it. */
const PLACE = '<!--opening-->';

/** A page with what was drawn for it, if anything was. */
export const withOpening = (html: string, opening: string | undefined): string =>
	html.replace(PLACE, () => opening ?? '');
