/** Languages of the interface; a survey's content may have more. */
export const locales = ['en', 'zh-CN'] as const;
export type Locale = (typeof locales)[number];
export const isLocale = (value: unknown): value is Locale => locales.includes(value as Locale);

/** A text in each language it has been written in. At least one is present. */
export type LocalText = Partial<Record<Locale, string>>;

/** The text in `locale`, else in the other language: a missing translation is never an empty line. */
export const localText = (text: LocalText, locale: Locale): string =>
	text[locale] ?? text.en ?? Object.values(text).find((t) => t !== undefined) ?? '';
