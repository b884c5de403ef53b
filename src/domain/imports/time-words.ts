/** Languages in which office programs write names of months and days. */
const LANGUAGES =
	'en de fr es it pt nl sv da nb fi pl cs sk hu ro hr sr sl bg ru uk el tr et lv lt id ms vi ca is ga mt'.split(' ');

const key = (word: string): string => word.toLowerCase().replaceAll('.', '').trim();

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
				if (!/\p{L}{2}/u.test(word) || /\d/.test(word)) continue;
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
	const at = months.get(name) ?? (name === 'sept' ? 8 : undefined);
	return at === undefined ? null : at + 1;
}

const CHINESE_DAY = /(?:星期|礼拜|禮拜|周|週)[一二三四五六日天]|[日月火水木金土]曜日?|[일월화수목금토]요일/g;

/** Without names of weekdays: they say nothing that the date does not. */
export function withoutWeekday(text: string): string {
	const bare = text.replace(CHINESE_DAY, ' ');
	if (!/\p{L}{2}/u.test(bare)) return bare;
	weekdays ??= names(
		7,
		(at) => new Date(Date.UTC(2024, 0, 1 + at)),
		[{ weekday: 'long' }, { weekday: 'short' }, { weekday: 'long', day: 'numeric', month: 'long' }],
		'weekday'
	);
	// "mar" is a Tuesday in Spain and March in England: what names a month stays.
	return bare.replace(/\p{L}[\p{L}-]+\.?,?/gu, (word) => {
		const name = key(word.replace(',', ''));
		return weekdays!.has(name) && monthOf(name) === null ? ' ' : word;
	});
}

/** `afternoon` may stand before hours that already count to 24: 下午15:05. */
export type Half = 'am' | 'pm' | 'afternoon' | 'noon' | 'night';

/** Halves of the day as they are written, in the languages that Excel writes them in. */
export const HALVES: readonly (readonly [RegExp, Half])[] = [
	[/中午|正午/, 'noon'],
	[/凌晨|清晨|早上|早晨|上午|午前|오전/, 'am'],
	[/下午|傍晚|晚上|午後|오후/, 'afternoon'],
	[/半夜|深夜/, 'night'],
	[/(?<!\p{L})(?:a\.?\s?m\.?|π\.?\s?μ\.?|f\.m\.|öö|ص)(?!\p{L})|(?<=\d:\d\d )sa$/u, 'am'],
	[/(?<!\p{L})(?:p\.?\s?m\.?|μ\.?\s?μ\.?|e\.m\.|ös|م)(?!\p{L})|(?<=\d:\d\d )ch$/u, 'pm']
];
