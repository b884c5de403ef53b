// The slowest tests of a run, so that nobody has to look for what makes it long.
import { relative } from 'node:path';

/** @typedef {{ name: string, ms: number }} Timed */

/**
 * Of Vitest's JSON report.
 * @param {{ testResults: readonly { name: string, assertionResults: readonly { fullName: string, duration?: number | null }[] }[] }} report
 * @param {string} root paths are told from here
 * @returns {Timed[]}
 */
export const timesOfVitest = (report, root) =>
	report.testResults.flatMap(({ name, assertionResults }) =>
		assertionResults.map(({ fullName, duration }) => ({
			name: `${relative(root, name)} › ${fullName}`,
			ms: duration ?? 0
		}))
	);

/**
 * Of Playwright's JSON report: suites within suites.
 * @returns {Timed[]}
 */
export const timesOfPlaywright = ({ suites }) => {
	const inSuite = (suite, above) => {
		const name = above === '' ? suite.title : `${above} › ${suite.title}`;
		return [
			...(suite.specs ?? []).map((spec) => ({
				name: `${name} › ${spec.title}`,
				ms: spec.tests.flatMap(({ results }) => results).reduce((sum, { duration }) => sum + duration, 0)
			})),
			...(suite.suites ?? []).flatMap((inner) => inSuite(inner, name))
		];
	};
	return suites.flatMap((suite) => inSuite(suite, ''));
};

/**
 * @param {readonly Timed[]} times
 * @param {number} [most]
 * @returns {string} one line each, the slowest first; `''` without any
 */
export function slowestLines(times, most = 20) {
	if (times.length === 0) return '';
	const lines = times
		.toSorted((a, b) => b.ms - a.ms)
		.slice(0, most)
		.map(({ name, ms }) => `${(ms / 1000).toFixed(1).padStart(6)} s  ${name}`);
	return `Slowest of ${times.length}:\n${lines.join('\n')}\n`;
}
