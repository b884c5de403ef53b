import type { Locale } from '#domain/shared/locale.ts';

/** A text in every language of the interface: content that comes with the program cannot forget one. */
export type Both = Readonly<Record<Locale, string>>;

// The annotation lets bundles leave out texts that nobody reads.
/*#__NO_SIDE_EFFECTS__*/
export const both = (en: string, zh: string): Both => ({ en, 'zh-CN': zh });
