/** Languages of the interface; a survey's content may have more. */
export const locales = ['en', 'zh-CN'] as const;
export type Locale = (typeof locales)[number];
export const isLocale = (value: unknown): value is Locale => locales.includes(value as Locale);

/** A text in each language it has been written in. At least one is present. */
export type LocalText = Partial<Record<Locale, string>>;

/** The text in `locale`, else in the other language: a missing translation is never an empty line. */
export const localText = (text: LocalText, locale: Locale): string =>
	text[locale] ?? text.en ?? Object.values(text).find((t) => t !== undefined) ?? '';

/**
 * The language a person gets: the one they chose, else the best of their browser's that is there, else the first there is.
 * @param wanted tags that the browser asks for, the most wanted first
 */
export function chooseLanguage(languages: readonly Locale[], chosen: string | null, wanted: readonly string[]): Locale {
	const has = (tag: string): Locale | undefined =>
		languages.find((language) => language.toLowerCase() === tag) ??
		languages.find((language) => language.split('-')[0] === tag.split('-')[0]);
	// Regions give way to the language: somebody in Taiwan reads Chinese rather than English.
	for (const tag of chosen === null ? wanted : [chosen, ...wanted]) {
		const found = has(tag.toLowerCase());
		if (found) return found;
	}
	return languages[0] ?? 'en';
}
