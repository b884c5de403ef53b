import { NONE, type DriverPairs } from '#domain/metrics/driver-pairs.ts';

const ZERO = 48;
const LINE = 10;

/**
 * What `saidByPeople` read, as pairs; of each question the last answer of a person.
 * @param turned whether a low score is the good one: the outcome first, then every question
 * @param taken places of the questions that are looked at
 */
export function pairsFrom(said: string, turned: readonly boolean[], taken: readonly number[]): DriverPairs {
	const measures = taken.length;
	const column = new Map(taken.map((place, at) => [place, at]));
	const lines = said === '' ? 0 : said.split('\n').length;
	const outcome = new Int8Array(lines);
	const scores = new Int8Array(lines * measures).fill(NONE);
	/** Turned around, scores stay whole numbers from 0 on. */
	const score = (code: number, isTurned: boolean) => (isTurned ? HIGHEST - (code - ZERO) : code - ZERO);
	let person = 0;
	let at = 0;
	while (at < said.length) {
		outcome[person] = score(said.charCodeAt(at++), turned[0]!);
		for (; at < said.length && said.charCodeAt(at) !== LINE; at += 2) {
			const place = said.charCodeAt(at) - ZERO;
			const measure = column.get(place);
			if (measure !== undefined)
				scores[person * measures + measure] = score(said.charCodeAt(at + 1), turned[place + 1]!);
		}
		person++;
		at++;
	}
	return { outcome, scores, measures };
}

/** No scale goes further. */
const HIGHEST = 10;

/** How many people answered the outcome and all of these. */
export function peopleWith({ outcome, scores, measures }: DriverPairs, wanted: readonly number[]): number {
	let n = 0;
	for (let person = 0; person < outcome.length; person++)
		if (wanted.every((at) => scores[person * measures + at] !== NONE)) n++;
	return n;
}
