import { scaleKind } from './scale.ts';

/** Customer satisfaction, 1–5; counted as the share of 4 and 5. */
export const csat = scaleKind({
	kind: 'csat',
	title: 'CSAT',
	defaultId: 'csat',
	metric: 'csat',
	scale: [1, 5],
	text: { en: 'How satisfied are you with this experience?', 'zh-CN': '您对这次体验满意吗？' },
	low: { en: 'Very dissatisfied', 'zh-CN': '非常不满意' },
	high: { en: 'Very satisfied', 'zh-CN': '非常满意' }
});
