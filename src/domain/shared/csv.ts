/** What makes a spreadsheet run a cell; full-width signs too, since some take them for plain ones. */
const SIGN = '=+\\-@＝＋－＠';
/**
 * Where a cell may begin: at its beginning, and after whatever a spreadsheet set to another region takes for a separator
 * or a program that does not know quotes for the end of a line. What it skips there belongs to it: spaces, NUL, a quote.
 */
const BEGIN = '(^|[;\\t\\r\\n])([\\s\\u0000"]*)';
const RISKY = new RegExp(`${BEGIN}(?='*[${SIGN}])`, 'gu');
const ESCAPED = new RegExp(`${BEGIN}'(?='*[${SIGN}])`, 'gu');
/** Numbers may keep their sign. */
const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * One line of a CSV file (RFC 4180). Where a spreadsheet would run a formula an apostrophe is put in front (OWASP, "CSV
 * injection"), also inside a cell behind a separator of another region: `a;=1+1` is two cells where that is `;`.
 * csv-stringify's `escape_formulas` looks at the first character only, and takes apostrophes that were there for its own;
 * what is left to it, the quotes, would cost 1.5 times the time of an export and 10 kB of the import's page. A test holds
 * the two equal.
 */
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(value: string): string {
	const safe = escapeFormulas(value);
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const escapeFormulas = (text: string): string => (NUMBER.test(text) ? text : text.replace(RISKY, "$1$2'"));

/** What stood in a cell before `csvLine` wrote it: every text comes back as it was. */
export const unescapeFormulas = (text: string): string => (text.includes("'") ? text.replace(ESCAPED, '$1$2') : text);
