const WORDS = {
	en: { survey: 'Survey', close: 'Close', tab: 'Feedback' },
	zh: { survey: '问卷', close: '关闭', tab: '意见反馈' }
};

/**
 * Where a snippet's survey comes from, and what is said around it.
 * @returns our origin, what makes the address of the survey's page, and words; in an array, whose parts have no names that travel
 */
export function readSource({ src, dataset: { code, lang, test, parameters } }: HTMLScriptElement) {
	const { origin } = new URL(src);
	const spoken = lang ?? document.documentElement.lang;
	return [
		origin,
		// Whoever is not to be asked is asked only when they pressed for it; that is for the server to know.
		(who: unknown, unasked: boolean): string =>
			`${origin}/s/${code}?lang=${encodeURIComponent(spoken)}${test === undefined ? '' : '&test'}${parameters ? `&${parameters}` : ''}${who ? `&c=${encodeURIComponent(who as string)}` : ''}${unasked ? '&unasked' : ''}`,
		/^zh/i.test(spoken || navigator.language) ? WORDS.zh : WORDS.en
	] as const;
}
