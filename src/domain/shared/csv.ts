// eslint-disable-next-line no-control-regex -- spreadsheets skip NUL before a formula
const FORMULA = /^[\s\u0000]*[=+\-@\t\r＝＋－＠]/;
/** Numbers may keep their sign. */
const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * One line of a CSV file (RFC 4180). A cell that a spreadsheet would run as a formula gets an apostrophe in front
 * (OWASP, "CSV injection"); full-width signs too, since some spreadsheets take them for plain ones.
 */
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(value: string): string {
	const safe = FORMULA.test(value) && !NUMBER.test(value) ? `'${value}` : value;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
