import { locales } from '#domain/shared/locale.ts';
import { m } from '#lib/paraglide/messages.js';

/**
 * Did this program write the file – an export of answers, or the rows that an import left over? Then its cells carry the
 * apostrophes of `csvLine`, which are no part of what people said. In files of others an apostrophe stays what it is.
 */
export const isOwnFile = (header: readonly string[]): boolean =>
	header.some((name) => /^submitted_at \(.+\)$/.test(name)) ||
	locales.some(
		(locale) =>
			header[0] === m.imports_errors_row({}, { locale }) && header[1] === m.imports_errors_reason({}, { locale })
	);
