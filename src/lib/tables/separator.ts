/** Separators of cells, as files have them and people choose them. */
export const separators = [',', ';', '\t', '|'] as const;
export type Separator = (typeof separators)[number];

/** The line by which Excel tells itself the separator: it is no row. */
const SEP_LINE = /^\ufeff?"?sep=(\\t|.)"?[ \t]*(\r\n|\n|\r|$)/i;

/** Takes a `sep=;` line off. */
export function splitSepLine(text: string): { readonly separator: Separator | null; readonly text: string } {
	const found = SEP_LINE.exec(text);
	if (!found) return { separator: null, text };
	const named = found[1] === '\\t' ? '\t' : found[1]!;
	return { separator: separators.find((one) => one === named) ?? null, text: text.slice(found[0].length) };
}

const RECORDS = 40;
const CHARACTERS = 200_000;

/**
 * The separator that cuts most of the first records into as many cells as the header has; of several, the one with the
 * most cells. Quoted cells may hold line breaks and other separators.
 */
export function separatorOf(text: string): Separator {
	const weighed = separators.map((separator) => {
		const counts = cellCounts(text, separator);
		const header = counts[0] ?? 1;
		const usual = mode(counts.slice(1)) ?? header;
		const same = counts.filter((count) => count === usual).length / Math.max(1, counts.length);
		return {
			separator,
			header,
			weight: usual < 2 ? 0 : same * (usual === header ? 1 : 0.5) + Math.min(usual, 50) / 1000
		};
	});
	const best = weighed.reduce((a, b) => (b.weight > a.weight ? b : a));
	// Of a table of one row, what its header says.
	return best.weight > 0 ? best.separator : weighed.reduce((a, b) => (b.header > a.header ? b : a)).separator;
}

function cellCounts(text: string, separator: string): number[] {
	const counts: number[] = [];
	let cells = 1;
	let quoted = false;
	let atStart = true;
	const end = Math.min(text.length, CHARACTERS);
	for (let at = 0; at < end && counts.length < RECORDS; at++) {
		const letter = text[at]!;
		if (quoted) {
			if (letter !== '"') continue;
			if (text[at + 1] === '"') at++;
			else quoted = false;
		} else if (letter === '"' && atStart) quoted = true;
		else if (letter === separator) {
			cells++;
			atStart = true;
			continue;
		} else if (letter === '\n' || letter === '\r') {
			if (letter === '\r' && text[at + 1] === '\n') at++;
			if (cells > 1 || !atStart) counts.push(cells);
			cells = 1;
			atStart = true;
			continue;
		}
		atStart = false;
	}
	if (end === text.length && !quoted && (cells > 1 || !atStart) && counts.length < RECORDS) counts.push(cells);
	return counts;
}

function mode(counts: readonly number[]): number | undefined {
	const times = new Map<number, number>();
	for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
	return [...times].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0];
}
