import type { Text } from '../../channels/index.ts';

/** What people read in the chat beside the survey's own words; in its language, not in that of whoever set it up. */
export const chatWords = {
	/** Before the link with which a new customer is greeted. */
	welcome: { en: 'Hello! May we ask you something?', 'zh-CN': '您好！诚邀您花一分钟填写问卷。' },
	/** Below a question: tapping is all there is to do. */
	tapIsAnswer: { en: 'Tap one: that is your answer.', 'zh-CN': '点选一项即完成作答。' },
	thanks: { en: 'Thank you!', 'zh-CN': '感谢您的反馈！' },
	more: { en: 'Thank you! Would you tell us more?', 'zh-CN': '感谢您的反馈！还想多说几句吗？' },
	over: { en: 'This survey has ended. Thank you all the same.', 'zh-CN': '此问卷已结束，感谢您的支持。' },
	noMore: { en: 'Understood: you will not be asked here any more.', 'zh-CN': '已收到，今后不会再向您发送问卷。' },
	first: { en: 'Thank you! Your first answer stays.', 'zh-CN': '感谢您的反馈！您之前的回答已保留。' }
} as const satisfies Record<string, Text>;
