import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

/** Counts that are never one, and why. */
const NEVER_ONE: Readonly<Record<string, string>> = {
	board_text_cut: 'the length of a field',
	error_too_many_scenes: 'a limit',
	error_too_many_lanes: 'a limit',
	error_too_many_cards: 'a limit',
	error_too_many_personas: 'a limit',
	heatmap_moved_among: 'at least two are compared',
	imports_values_too_many: 'more than a limit',
	imports_problem_too_long: 'a limit',
	imports_kinds_too_many: 'a limit',
	places_why_few: 'another sentence says it of one',
	respond_about_seconds: 'at least ten',
	respond_problem_long: 'more than a limit',
	respond_kiosk_waiting: 'another sentence says it of one',
	respond_note_first: 'a limit',
	responses_far: 'a limit',
	results_comments_hidden: 'the fewest answers: a limit',
	results_marked_first: 'a limit',
	sharing_notice: 'at least five: a limit',
	sharing_expiry_days: 'seven at least',
	sharing_expiry_days_from_now: 'seven at least',
	sharing_seconds_n: 'ten at least',
	survey_full: 'a limit'
};

/** `{n} new answers`, `{n} have`: a value that is said to be several. */
const SEVERAL = /\{(\w+)\} (?:(?!on |of |in )[a-z]+ ){0,2}?(?:[a-z]+s|people|are|have|were)\b/g;
/** Words that end like several things and are none, behind what may be a name, a day or a text. */
const NONE = /^\{(?:title|here|when|day|braces|column|list|more)\}|\b(?:is|has|was|as|its|this|us|invites|across|ms)$/;

type Pattern = { key: string; pattern: string; plural: readonly string[] };
type Variants = readonly { declarations?: readonly string[]; match: Readonly<Record<string, string>> }[];

const folder = resolve(import.meta.dirname, '../../messages/en');
const patterns = readdirSync(folder).flatMap((file) =>
	Object.entries(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string | Variants>).flatMap(
		([key, message]): Pattern[] =>
			typeof message === 'string'
				? [{ key, pattern: message, plural: [] }]
				: message.flatMap(({ declarations = [], match }) =>
						Object.values(match).map((pattern) => ({ key, pattern, plural: pluralsOf(declarations) }))
					)
	)
);

/** Inputs that the forms are chosen by; `text` is such a number as it is written. */
function pluralsOf(declarations: readonly string[]): string[] {
	const names = declarations.flatMap((one) => /^local \w+ = (\w+): plural$/.exec(one)?.[1] ?? []);
	return names.length === 0 ? [] : [...names, 'text'];
}

const several = ({ pattern, plural }: Pattern): string[] =>
	[...pattern.matchAll(SEVERAL)]
		.filter(([said, name]) => !NONE.test(said) && !plural.includes(name!))
		.map(([said]) => said);

it('one thing is never called several', () => {
	expect(patterns.length).toBeGreaterThan(800);
	const found = patterns.filter((one) => several(one).length > 0);
	expect(found.filter(({ key }) => !(key in NEVER_ONE)).map(({ key, pattern }) => `${key}: ${pattern}`)).toEqual([]);
	// None of the exceptions is left over.
	expect(Object.keys(NEVER_ONE).filter((key) => !found.some((one) => one.key === key))).toEqual([]);
});

it.each(['{n} answers are missing', '{n} other days', 'so far {n} have', 'At most {n} digits fit', '{n} people'])(
	'finds what is wrong: %s',
	(pattern) => expect(several({ key: '', pattern, plural: [] })).toHaveLength(1)
);
