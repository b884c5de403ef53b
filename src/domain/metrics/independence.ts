import { normalTwoSided } from './distributions.ts';

/** How likely a table at least as uneven as this one is when its rows and columns have nothing to do with one another. */
export interface Independence {
	/** `fisher`: exact, for two by two with few answers; `chi-square`: Pearson's, without correction. */
	readonly test: 'chi-square' | 'fisher';
	readonly n: number;
	/** Two-sided. */
	readonly p: number;
	/** Cramér's V: 0 nothing, 1 everything. */
	readonly v: number;
}

/** Why a table has no test. */
export type NoTest = 'one_value' | 'too_few';

/**
 * Whether two answers go together. Rows and columns without anybody are left out. Chi-square only where every expected count reaches
 * five in four of five cells and one in all (Cochran 1954); two by two with less goes by Fisher's exact test, larger ones by none.
 * @param table counts, a row each
 */
export function independence(table: readonly (readonly number[])[]): Independence | NoTest {
	const rows = table.filter((row) => row.some((count) => count > 0));
	const used = (rows[0] ?? []).map((_, at) => rows.some((row) => row[at]! > 0));
	const cells = rows.map((row) => row.filter((_, at) => used[at]));
	const [height, width] = [cells.length, cells[0]?.length ?? 0];
	if (height < 2 || width < 2) return 'one_value';
	const sums = cells.map((row) => row.reduce((sum, count) => sum + count, 0));
	const columns = cells[0]!.map((_, at) => cells.reduce((sum, row) => sum + row[at]!, 0));
	const n = sums.reduce((sum, count) => sum + count, 0);
	const expected = sums.map((sum) => columns.map((column) => (sum * column) / n));
	const statistic = cells.reduce(
		(all, row, r) => all + row.reduce((sum, count, c) => sum + (count - expected[r]![c]!) ** 2 / expected[r]![c]!, 0),
		0
	);
	const v = Math.min(1, Math.sqrt(statistic / (n * Math.min(height - 1, width - 1))));
	const flat = expected.flat();
	const enough = flat.every((one) => one >= 1) && flat.filter((one) => one >= 5).length >= 0.8 * flat.length;
	if (enough) return { test: 'chi-square', n, p: chiSquareTail(statistic, (height - 1) * (width - 1)), v };
	if (height > 2 || width > 2) return 'too_few';
	const [[a, b], [c, d]] = cells as [[number, number], [number, number]];
	return { test: 'fisher', n, p: fisher(a, b, c, d), v };
}

/** P(χ² > x) for whole degrees of freedom: sums of a finite series (Abramowitz & Stegun 26.4.4–5). */
export function chiSquareTail(x: number, df: number): number {
	if (x <= 0) return 1;
	const half = x / 2;
	let term: number;
	let sum: number;
	if (df % 2 === 0) {
		term = Math.exp(-half);
		sum = term;
		for (let k = 1; k < df / 2; k++) sum += term *= half / k;
	} else {
		sum = normalTwoSided(Math.sqrt(x));
		term = Math.sqrt((2 * x) / Math.PI) * Math.exp(-half);
		for (let k = 3; k <= df; k += 2) {
			sum += term;
			term *= x / k;
		}
	}
	return Math.min(1, sum);
}

/** Two-sided: everything that is no likelier, as SciPy's and R's `fisher_exact` add it up. */
function fisher(a: number, b: number, c: number, d: number): number {
	const [row, column, n] = [a + b, a + c, a + b + c + d];
	const logs = [0];
	for (let k = 1; k <= n; k++) logs.push(logs[k - 1]! + Math.log(k));
	const log = (of: number, k: number) => logs[of]! - logs[k]! - logs[of - k]!;
	const likely = (k: number) => Math.exp(log(row, k) + log(n - row, column - k) - log(n, column));
	const own = likely(a) * (1 + 1e-7);
	let p = 0;
	for (let k = Math.max(0, row + column - n); k <= Math.min(row, column); k++) if (likely(k) <= own) p += likely(k);
	return Math.min(1, p);
}
