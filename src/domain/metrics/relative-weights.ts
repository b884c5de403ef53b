/**
 * How much of what an outcome varies goes with each of several measures that go with one another too.
 * A square matrix is one array, row by row.
 */

/** Eigenvalues and orthonormal eigenvectors of a symmetric matrix. */
export interface Eigen {
	readonly values: Float64Array;
	/** One after the other: `vectors[at * size + row]`. */
	readonly vectors: Float64Array;
}

/** Rotations stop when what is left beside the diagonal is this small; correlations are of the order of 1. */
const SMALL = 1e-18;
const MOST_SWEEPS = 60;

/** By cyclic Jacobi rotations (Golub & Van Loan, Matrix Computations, §8.5): slow for large matrices, exact for small ones. */
export function eigen(matrix: ArrayLike<number>, size: number): Eigen {
	const a = Float64Array.from(matrix);
	const vectors = new Float64Array(size * size);
	for (let at = 0; at < size; at++) vectors[at * size + at] = 1;
	for (let sweep = 0; sweep < MOST_SWEEPS && beside(a, size) > SMALL; sweep++)
		for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, vectors, size, p, q);
	return { values: Float64Array.from({ length: size }, (_, at) => a[at * size + at]!), vectors };
}

function beside(a: Float64Array, size: number): number {
	let sum = 0;
	for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) sum += a[p * size + q]! ** 2;
	return sum;
}

/** Where nothing is left to turn away; the eigenvalues are of the order of 1. */
const TURNED = 1e-12;

function rotate(a: Float64Array, across: Float64Array, size: number, p: number, q: number): void {
	const [atP, atQ] = [p * size, q * size];
	const [pp, qq, off] = [a[atP + p]!, a[atQ + q]!, a[atP + q]!];
	if (Math.abs(off) < TURNED) return;
	const theta = (qq - pp) / (2 * off);
	const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
	const c = 1 / Math.sqrt(t * t + 1);
	const s = t * c;
	for (let k = 0; k < size; k++) {
		const x = a[atP + k]!;
		const y = a[atQ + k]!;
		const u = across[atP + k]!;
		const w = across[atQ + k]!;
		across[atP + k] = c * u - s * w;
		across[atQ + k] = s * u + c * w;
		if (k === p || k === q) continue;
		a[atP + k] = a[k * size + p] = c * x - s * y;
		a[atQ + k] = a[k * size + q] = s * x + c * y;
	}
	a[atP + p] = pp - t * off;
	a[atQ + q] = qq + t * off;
	a[atP + q] = a[atQ + p] = 0;
}

export interface RelativeWeights {
	/** Share of the outcome's variance that all of them go with together, 0 … 1: the weights added up. */
	readonly r2: number;
	readonly weights: Float64Array;
	/** Standardised regression coefficients. */
	readonly coefficients: Float64Array;
}

/** Below this an eigenvalue is 0: the measures then say less than their number. */
const NOTHING = 1e-10;

/**
 * Johnson's relative weights (J. W. Johnson 2000, "A heuristic method for estimating the relative weight of predictor
 * variables in multiple regression", Multivariate Behavioral Research 35, 1–19; the same as Genizi 1993). With the
 * eigenvectors P and eigenvalues Δ of the correlations: Λ = P√ΔP′ leads from the measures to the nearest ones that go with
 * nothing but themselves, β = Λ⁻¹r is how those go with the outcome, and the weight of j is Σₖ λⱼₖ²βₖ².
 * @param correlations among the measures
 * @param withOutcome correlation of each with the outcome
 */
export function relativeWeights(correlations: ArrayLike<number>, withOutcome: ArrayLike<number>): RelativeWeights {
	const size = withOutcome.length;
	const { values, vectors } = eigen(correlations, size);
	const along = new Float64Array(size);
	for (let at = 0; at < size; at++)
		for (let row = 0; row < size; row++) along[at]! += vectors[at * size + row]! * withOutcome[row]!;
	const roots = values.map((value) => (value > NOTHING ? Math.sqrt(value) : 0));
	const beta = new Float64Array(size);
	const coefficients = new Float64Array(size);
	for (let row = 0; row < size; row++)
		for (let at = 0; at < size; at++) {
			const root = roots[at]!;
			if (root === 0) continue;
			const part = vectors[at * size + row]! * along[at]!;
			beta[row]! += part / root;
			coefficients[row]! += part / (root * root);
		}
	const weights = new Float64Array(size);
	let r2 = 0;
	for (let j = 0; j < size; j++) {
		for (let k = 0; k < size; k++) {
			let lambda = 0;
			for (let at = 0; at < size; at++) lambda += vectors[at * size + j]! * roots[at]! * vectors[at * size + k]!;
			weights[j]! += lambda * lambda * beta[k]! * beta[k]!;
		}
		r2 += weights[j]!;
	}
	return { r2, weights, coefficients };
}
