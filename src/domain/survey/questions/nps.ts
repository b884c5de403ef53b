import { scaleKind } from './scale.ts';

/** Net Promoter Score, 0–10 (Reichheld 2003). */
export const nps = scaleKind({
	kind: 'nps',
	title: 'NPS',
	defaultId: 'nps',
	metric: 'nps',
	scale: [0, 10],
	text: {
		en: 'How likely are you to recommend us to a friend or colleague?',
		'zh-CN': '您有多大可能向朋友或同事推荐我们？'
	},
	low: { en: 'Not at all likely', 'zh-CN': '完全不可能' },
	high: { en: 'Extremely likely', 'zh-CN': '极有可能' }
});
