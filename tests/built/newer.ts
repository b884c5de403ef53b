/** First versions with something, by engine (MDN browser-compat-data). */
export interface Since {
	readonly chrome: number;
	readonly safari: number;
	readonly firefox: number;
}

/** What the work screens need: the newest call that a library of theirs makes, `Promise.withResolvers`. vite.config.ts has the same. */
export const appFloor: Since = { chrome: 119, safari: 17.4, firefox: 121 };
/** What the respondent page needs: in-app browsers on phones that are years old. */
export const respondentFloor: Since = { chrome: 87, safari: 14, firefox: 78 };

type Entry = readonly [name: string, found: RegExp, chrome: number, safari: number, firefox: number];

/** Calls of built-in things that came after 2020, as they stand in minified code. */
export const calls: readonly Entry[] = [
	['Array.prototype.at', /\.at\(-\d/, 92, 15.4, 90],
	['Object.hasOwn', /Object\.hasOwn\b/, 93, 15.4, 92],
	['structuredClone', /\bstructuredClone\(/, 98, 15.4, 94],
	['findLast', /\.findLast(?:Index)?\(/, 97, 15.4, 104],
	['crypto.randomUUID', /\.randomUUID\(/, 92, 15.4, 95],
	['Intl.Segmenter', /Intl\.Segmenter\b/, 87, 14.1, 125],
	['AbortSignal.timeout', /AbortSignal\.timeout\(/, 103, 16, 100],
	['AbortSignal.any', /AbortSignal\.any\(/, 116, 17.4, 124],
	['toSorted and its kin', /\.(?:toSorted|toReversed|toSpliced)\(/, 110, 16, 115],
	['String.prototype.toWellFormed', /\b(?:to|is)WellFormed\(/, 111, 16.4, 119],
	['Object.groupBy', /\b(?:Object|Map)\.groupBy\(/, 117, 17.4, 119],
	['Promise.withResolvers', /Promise\.withResolvers\b/, 119, 17.4, 121],
	['URL.canParse', /URL\.canParse\(/, 120, 17, 115],
	['Array.fromAsync', /Array\.fromAsync\(/, 121, 16.4, 115],
	['startViewTransition', /startViewTransition\(/, 111, 18, 144],
	['URL.parse', /URL\.parse\(/, 126, 18, 126],
	['Promise.try', /Promise\.try\(/, 128, 18.2, 134],
	[
		'iterator helpers',
		/(?:\.values\(\)|\.keys\(\)|\.entries\(\)|Iterator\.from\([^)]*\))\.(?:map|filter|some|every|find|reduce|toArray|take|drop|flatMap|forEach)\(/,
		122,
		18.4,
		131
	],
	['methods of Set', /\.(?:isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference)\(/, 122, 17, 127],
	['Promise.any', /Promise\.any\(/, 85, 14, 79],
	['RegExp.escape', /RegExp\.escape\(/, 136, 18.2, 134],
	['Uint8Array.fromBase64', /\.(?:fromBase64|toBase64|toHex|fromHex)\(/, 140, 18.2, 133],
	['Math.sumPrecise', /Math\.sumPrecise\(/, 147, 26.2, 137],
	['Error.isError', /Error\.isError\(/, 134, 26.4, 138],
	['lookbehind in a regular expression', /\(\?<[=!]/, 62, 16.4, 78],
	['Map.getOrInsert', /\.getOrInsert(?:Computed)?\(/, 145, 26.2, 144],
	['moveBefore', /\.moveBefore\(/, 133, 26.5, 144]
];

/** Rules without which the page would look or work otherwise; what only refines (text-wrap, accent-color …) is no need. */
export const rules: readonly Entry[] = [
	[':where, :is', /:(?:where|is)\(/, 88, 14, 78],
	['inset', /[;{]inset(?:-inline|-block)?:/, 87, 14.1, 66],
	['aspect-ratio', /[;{]aspect-ratio:/, 88, 15, 89],
	['color-mix()', /color-mix\(/, 111, 16.2, 113],
	[':has()', /:has\(/, 105, 15.4, 121],
	['@container', /@container\b/, 105, 16, 110],
	['@layer', /@layer\b/, 99, 15.4, 97],
	['dvh, svh, lvh', /\d(?:d|s|l)v[hw]\b/, 108, 15.4, 101],
	['nesting', /[{;}]\s*&[\s.:[{>]/, 120, 17.2, 117],
	['oklch()', /\boklch\(/, 111, 15.4, 113],
	['relative colours', /\((?:from) (?:var|#|rgb|hsl)/, 119, 16.4, 128],
	['light-dark()', /light-dark\(/, 123, 17.5, 120],
	['subgrid', /\bsubgrid\b/, 117, 16, 71],
	['@property', /@property\b/, 85, 16.4, 128],
	['@scope', /@scope\b/, 118, 17.4, 146],
	['@starting-style', /@starting-style\b/, 117, 17.5, 129],
	['anchor positioning', /\banchor\(|position-anchor:/, 125, 26, 147],
	['range syntax of media queries', /@media[^{]*[<>]/, 104, 16.4, 63],
	['translate, rotate, scale', /[;{](?:translate|rotate|scale):/, 104, 14.1, 72]
];

/** What is newer than a floor in a text. */
export const newer = (text: string, entries: readonly Entry[], floor: Since): string[] =>
	entries
		.filter(([, found, chrome, safari, firefox]) => {
			const late = chrome > floor.chrome || safari > floor.safari || firefox > floor.firefox;
			return late && found.test(text);
		})
		.map(([name]) => name);
