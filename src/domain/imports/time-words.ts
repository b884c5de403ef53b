/** Languages in which office programs write names of months and days. */
const LANGUAGES = (
	'en de fr es it pt nl sv da nb fi pl cs sk hu ro hr sr sl bg ru uk el tr et lv lt id ms vi ca is ga mt ' +
	'fr-CA pt-PT th ar ar-EG ar-SY ar-MA fa he hi bn ta ur ka hy az kk mk sq eu gl af fil sw'
).split(' ');

const key = (word: string): string => word.normalize('NFKC').toLowerCase().replaceAll('.', '').trim();

/** Names that office programs write and `Intl` does not. */
const OFFICE_MONTHS: Readonly<Record<string, number>> = { sept: 8, mrz: 2, feber: 1 };

/** Names that mean the same number in every language that has them; "listopad" is October here and November there. */
function names(
	count: number,
	dateOf: (at: number) => Date,
	options: readonly Intl.DateTimeFormatOptions[],
	part: string
) {
	const found = new Map<string, number>();
	const contradicted = new Set<string>();
	for (const language of LANGUAGES)
		for (const option of options) {
			const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory`, { ...option, timeZone: 'UTC' });
			for (let at = 0; at < count; at++) {
				const word = key(format.formatToParts(dateOf(at)).find(({ type }) => type === part)?.value ?? '');
				if (!/[\p{L}\p{M}]{2}/u.test(word) || /\d/.test(word)) continue;
				if ((found.get(word) ?? at) !== at) contradicted.add(word);
				found.set(word, at);
			}
		}
	for (const word of contradicted) found.delete(word);
	return found;
}

let months: ReadonlyMap<string, number> | undefined;
let weekdays: ReadonlyMap<string, number> | undefined;

/** The month of a name, 1–12, in the languages office programs write; null when it is none. */
export function monthOf(word: string): number | null {
	months ??= names(
		12,
		(at) => new Date(Date.UTC(2024, at, 15)),
		[{ month: 'long' }, { month: 'short' }, { day: 'numeric', month: 'long' }, { day: 'numeric', month: 'short' }],
		'month'
	);
	const name = key(word);
	// In Hebrew "in" is written with the month.
	const at = months.get(name) ?? months.get(name.replace(/^ב/, '')) ?? OFFICE_MONTHS[name];
	return at === undefined ? null : at + 1;
}

const EAST_ASIAN_DAY = /(?:星期|礼拜|禮拜|周|週)[一二三四五六日天]|[日月火水木金土]曜日?|[일월화수목금토]요일/g;

/** Without names of weekdays: they say nothing that the date does not. */
export function withoutWeekday(text: string): string {
	const bare = text.replace(EAST_ASIAN_DAY, ' ');
	if (!/[\p{L}\p{M}]{2}/u.test(bare)) return bare;
	weekdays ??= names(
		7,
		(at) => new Date(Date.UTC(2024, 0, 1 + at)),
		[{ weekday: 'long' }, { weekday: 'short' }, { weekday: 'long', day: 'numeric', month: 'long' }],
		'weekday'
	);
	// "mar" is a Tuesday in Spain and March in England: what names a month stays.
	return bare.replace(/\p{L}[\p{L}\p{M}-]+\.?,?/gu, (word) => {
		const name = key(word.replace(',', ''));
		return weekdays!.has(name) && monthOf(name) === null ? ' ' : word;
	});
}

const JOINTS = ['of', 'the', 'le', 'den', 'del', 'г', 'р', 'klo', 'ที่', 'พศ', 'คศ', 'thg', 'tháng', 'ngày', 'lúc'];
let joints: ReadonlySet<string> | undefined;

/** Without the words that languages put between the parts of a date: `14 de marzo`, `14. März um`, `2024. gada`. */
export function withoutJoints(text: string): string {
	if (!/\p{L}/u.test(text)) return text;
	joints ??= new Set([...JOINTS, ...LANGUAGES.flatMap(jointsOf)]);
	return text.replace(/[\p{L}\p{M}][\p{L}\p{M}.]*/gu, (word) =>
		joints!.has(key(word)) && monthOf(word) === null ? ' ' : word
	);
}

function jointsOf(language: string): string[] {
	const literals = (['medium', 'long', 'full'] as const).flatMap((dateStyle) =>
		new Intl.DateTimeFormat(`${language}-u-ca-gregory`, { dateStyle, timeStyle: 'short', timeZone: 'UTC' })
			.formatToParts(new Date(Date.UTC(2024, 2, 14, 9, 5)))
			.flatMap(({ type, value }) => (type === 'literal' ? [value] : []))
	);
	return literals.flatMap((literal) => (literal.match(/[\p{L}\p{M}]+/gu) ?? []).map(key));
}

/** `afternoon` may stand before hours that already count to 24: 下午15:05. */
export type Half = 'am' | 'pm' | 'afternoon' | 'noon' | 'night';

/** Halves of the day as they are written, in the languages that Excel writes them in. */
const HALVES: readonly (readonly [RegExp, Half])[] = [
	[/中午|正午/, 'noon'],
	[/凌晨|清晨|早上|早晨|上午|午前|오전/, 'am'],
	[/下午|傍晚|晚上|午後|오후/, 'afternoon'],
	[/半夜|深夜/, 'night'],
	[/(?<!\p{L})(?:a\.?\s?m\.?|π\.?\s?μ\.?|f\.m\.|öö|ص|ق\.?ظ\.?)(?!\p{L})/u, 'am'],
	[/(?<!\p{L})(?:p\.?\s?m\.?|μ\.?\s?μ\.?|e\.m\.|ös|م|ب\.?ظ\.?)(?!\p{L})/u, 'pm'],
	[/(?<=\d:\d\d)\s?a$/, 'am'],
	[/(?<=\d:\d\d)\s?p$/, 'pm']
];

let dayHalves: ReadonlyMap<string, Half> | undefined;

/**
 * Takes the half of the day out of a text.
 * Names of further languages (`7:05 PTG`, `7:05 CH`) count only at the end, behind a clock: "de" is one in Hungary.
 */
export function halfIn(text: string): { half: Half | null; rest: string } {
	for (const [pattern, half] of HALVES)
		if (pattern.test(text)) return { half, rest: text.replace(pattern, ' ').trim() };
	const last = /^(.*\d[:.]\d\d)\s?([\p{L}\p{M}][\p{L}\p{M}.\s]*)$/u.exec(text);
	if (last) {
		dayHalves ??= new Map(
			[
				...names(
					2,
					(at) => new Date(Date.UTC(2024, 0, 1, 7 + 12 * at)),
					[{ hour: 'numeric', hour12: true }],
					'dayPeriod'
				)
			].map(([word, at]) => [word, at === 0 ? 'am' : 'pm'])
		);
		const half = dayHalves.get(key(last[2]!));
		if (half !== undefined) return { half, rest: last[1]! };
	}
	return { half: null, rest: text };
}
