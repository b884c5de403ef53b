/** Languages of the interface; a survey's content may have more. */
export const locales = ['en', 'zh-CN'] as const;
export type Locale = (typeof locales)[number];
export const isLocale = (value: unknown): value is Locale => locales.includes(value as Locale);

/** A text in each language it has been written in. At least one is present. */
export type LocalText = Partial<Record<Locale, string>>;

/** The text in `locale`, else in the other language: a missing translation is never an empty line. */
export const localText = (text: LocalText, locale: Locale): string =>
	text[locale] ?? text.en ?? Object.values(text).find((t) => t !== undefined) ?? '';

/** Languages that are written as Chinese, by tags of their own: Cantonese, Mandarin, Wu, Min Nan, Hakka. */
const CHINESE = new Set(['yue', 'cmn', 'wuu', 'nan', 'hak', 'zho', 'chi']);

/** `zh-Hant-TW` → `zh` */
const languageOf = (tag: string): string => {
	const [language = ''] = tag.toLowerCase().split('-');
	return CHINESE.has(language) ? 'zh' : language === 'eng' ? 'en' : language;
};

const TAG = /^[a-z]{2,3}(?:-|$)/i;

/**
 * The language a person gets: the one they chose, else the best of their browser's that is there. Whoever asks for languages
 * none of which is there gets English where it is there – most people in the world who read neither of two languages read
 * more of it –, and whoever asks for none the first there is (docs/languages.md).
 * @param languages what is there, in order of preference
 * @param chosen tag that the person chose, as `?lang=`
 * @param wanted tags that the browser asks for, the most wanted first
 */
export function chooseLanguage(languages: readonly Locale[], chosen: string | null, wanted: readonly string[]): Locale {
	const asked = (chosen === null ? wanted : [chosen, ...wanted]).filter((tag) => TAG.test(tag));
	for (const tag of asked) {
		// Regions give way to the language: somebody in Taiwan reads Chinese rather than English.
		const found =
			languages.find((language) => language.toLowerCase() === tag.toLowerCase()) ??
			languages.find((language) => languageOf(language) === languageOf(tag));
		if (found) return found;
	}
	return asked.length > 0 && languages.includes('en') ? 'en' : (languages[0] ?? 'en');
}
