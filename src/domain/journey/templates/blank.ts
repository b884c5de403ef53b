import { both, defineTemplate } from './define-template.ts';

/** Three scenes and the lanes most teams start with. */
export const blankTemplate = defineTemplate({
	id: 'blank',
	title: both('New journey', '新的客户旅程'),
	text: both('Three scenes, and you draw the rest.', '三个场景，其余由您来画。'),
	describes: false,
	lanes: ['touchpoints', 'actions', 'emotion', 'pain-points', 'opportunities'],
	scenes: [{ title: both('Before', '之前') }, { title: both('During', '期间') }, { title: both('After', '之后') }],
	ways: [],
	personas: []
});
