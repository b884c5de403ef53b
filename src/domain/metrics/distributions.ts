/** z(0.975): the two-sided 95 % quantile of the normal distribution. */
export const Z95 = 1.959963984540054;

/** Two-sided p of a standard normal statistic. */
export const normalTwoSided = (z: number): number => 2 * normalTail(Math.abs(z));

/** P(Z > z) for z ≥ 0: power series near the middle, continued fraction in the tail; both to double precision. */
function normalTail(z: number): number {
	const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
	if (z < 3) {
		let term = z;
		let sum = z;
		for (let k = 1; term > sum * 1e-17 && k < 200; k++) {
			term *= (z * z) / (2 * k + 1);
			sum += term;
		}
		return 0.5 - density * sum;
	}
	let fraction = z;
	for (let k = 100; k >= 1; k--) fraction = z + k / fraction;
	return density / fraction;
}

/** Two-sided p of a Student t statistic with `df` > 0 degrees of freedom (need not be whole). */
export const studentTwoSided = (t: number, df: number): number => regularizedBeta(df / (df + t * t), df / 2, 0.5);

/**
 * Two-sided p of so many hits when each of n answers is one with this probability: everything that is no likelier, as
 * SciPy's `binomtest` and R's `binom.test` add it up.
 */
export function binomialTwoSided(hits: number, n: number, share: number): number {
	if (share <= 0) return hits === 0 ? 1 : 0;
	if (share >= 1) return hits === n ? 1 : 0;
	const expected = share * n;
	if (hits === expected) return 1;
	// One side is mirrored into the other.
	if (hits > expected) return binomialTwoSided(n - hits, n, 1 - share);
	const limit = binomialLog(hits, n, share) + 1e-7;
	// Beyond the middle it only falls: the first that is no likelier than what was seen.
	let [low, high] = [Math.ceil(expected), n + 1];
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		if (binomialLog(middle, n, share) <= limit) high = middle;
		else low = middle + 1;
	}
	const below = regularizedBeta(1 - share, n - hits, hits + 1);
	const above = low > n ? 0 : regularizedBeta(share, low, n - low + 1);
	return Math.min(1, below + above);
}

/** ln P(X = hits). */
const binomialLog = (hits: number, n: number, share: number): number =>
	logGamma(n + 1) -
	logGamma(hits + 1) -
	logGamma(n - hits + 1) +
	hits * Math.log(share) +
	(n - hits) * Math.log1p(-share);

/**
 * Student t quantile t(0.975, df), to about 1e-12.
 * Far out the Cornish–Fisher expansion is exact enough; else the distribution is inverted by Newton steps kept inside a bracket.
 */
export function studentQuantile95(df: number): number {
	const guess = expansion(df);
	if (df >= 10_000) return guess;
	let low = Z95;
	let high = 13; // t(0.975, 1) = 12.706…
	let t = Math.min(Math.max(guess, low), high);
	for (let i = 0; i < 100; i++) {
		const off = studentTwoSided(t, df) - 0.05;
		if (off > 0) low = t;
		else high = t;
		const newton = t + off / (2 * studentDensity(t, df));
		const next = newton > low && newton < high ? newton : (low + high) / 2;
		if (Math.abs(next - t) <= 1e-14 * t) return next;
		t = next;
	}
	return t;
}

/** Abramowitz & Stegun 26.7.5 at z(0.975). */
function expansion(df: number): number {
	const z = Z95;
	const z2 = z * z;
	const first = (z * (z2 + 1)) / 4;
	const second = (z * (5 * z2 * z2 + 16 * z2 + 3)) / 96;
	const third = (z * (3 * z2 ** 3 + 19 * z2 * z2 + 17 * z2 - 15)) / 384;
	return z + first / df + second / df ** 2 + third / df ** 3;
}

const studentDensity = (t: number, df: number): number =>
	Math.exp(
		logGamma((df + 1) / 2) - logGamma(df / 2) - 0.5 * Math.log(df * Math.PI) - ((df + 1) / 2) * Math.log1p((t * t) / df)
	);

/** Regularized incomplete beta I_x(a, b). */
export function regularizedBeta(x: number, a: number, b: number): number {
	if (x <= 0) return 0;
	if (x >= 1) return 1;
	const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
	// The fraction converges fast only on the near side of the mean; on the other side use the symmetry.
	return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

/** Continued fraction of the incomplete beta (DLMF 8.17.22), evaluated by the modified Lentz method. */
function betaFraction(x: number, a: number, b: number): number {
	const tiny = 1e-300;
	const away = (value: number) => (Math.abs(value) < tiny ? tiny : value);
	let c = 1;
	let d = 1 / away(1 - ((a + b) * x) / (a + 1));
	let result = d;
	for (let m = 1; m <= 10_000; m++) {
		const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
		d = 1 / away(1 + even * d);
		c = away(1 + even / c);
		result *= d * c;
		const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
		d = 1 / away(1 + odd * d);
		c = away(1 + odd / c);
		const step = d * c;
		result *= step;
		if (Math.abs(step - 1) < 1e-16) break;
	}
	return result;
}

/** ln Γ(x) for x > 0: shifted up, then Stirling's series (DLMF 5.11.1). */
function logGamma(x: number): number {
	let shift = 0;
	let at = x;
	while (at < 12) shift += Math.log(at++);
	const inverse = 1 / (at * at);
	const series =
		(1 / 12 -
			inverse *
				(1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse * (1 / 1188 - (inverse * 691) / 360_360))))) /
		at;
	return (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + series - shift;
}
