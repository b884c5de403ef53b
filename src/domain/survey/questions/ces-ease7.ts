import { scaleKind } from './scale.ts';

/** Customer effort 2.0, 1–7, high is easy. Never mixed with `ces-effort5`, where high is hard. */
export const cesEase7 = scaleKind({
	kind: 'ces-ease7',
	title: 'CES',
	defaultId: 'ces',
	metric: 'ces-ease7',
	scale: [1, 7],
	text: {
		en: 'How much do you agree: “They made it easy for me to handle my issue”?',
		'zh-CN': '“他们让我轻松办好了这件事。”您同意吗？'
	},
	low: { en: 'Strongly disagree', 'zh-CN': '非常不同意' },
	high: { en: 'Strongly agree', 'zh-CN': '非常同意' }
});
