/** What a person chose; `auto` follows the system. */
export const themes = ['light', 'dark', 'auto'] as const;
export type Theme = (typeof themes)[number];

/** Read by the server, so that the first paint has the right colours. */
export const THEME_COOKIE = 'wayfelt_theme';

export const asTheme = (value: string | undefined): Theme =>
	themes.includes(value as Theme) ? (value as Theme) : 'auto';

/** Changes the page at once and remembers it for a year on this device. */
export function applyTheme(theme: Theme): void {
	document.documentElement.dataset.theme = theme;
	document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=31536000; samesite=lax`;
}
