import { scaleKind } from './scale.ts';

/** Customer effort as first published (HBR 2010), 1–5, high is hard. */
export const cesEffort5 = scaleKind({
	kind: 'ces-effort5',
	title: 'CES',
	defaultId: 'ces',
	metric: 'ces-effort5',
	scale: [1, 5],
	text: {
		en: 'How much effort did you personally have to put forth to handle your request?',
		'zh-CN': '为了办好这件事，您自己费了多少力气？'
	},
	low: { en: 'Very low effort', 'zh-CN': '很少' },
	high: { en: 'Very high effort', 'zh-CN': '非常多' }
});
