import type { Locale } from '../shared/locale.ts';

/** What stands on the paper beside the code, in whatever language. */
export interface PrintWords {
	readonly call: string;
	readonly more: string;
	/** The call again, in another language. */
	readonly second: string;
	/** Above the code. */
	readonly scan: string;
	/** Above the address, for those whose phone reads no codes. */
	readonly typed: string;
	/** What becomes of an answer. */
	readonly foot: string;
}

export const callNames = ['visit', 'paying', 'waiting', 'service', 'room'] as const;
export type CallName = (typeof callNames)[number];

const CALLS: Readonly<Record<CallName, Readonly<Record<Locale, readonly [call: string, more: string]>>>> = {
	visit: {
		en: ['How was your visit?', 'Tell us in 10 seconds how it really was.'],
		'zh-CN': ['今天的体验，满意吗？', '10 秒，告诉我们真实感受。']
	},
	paying: {
		en: ['How was paying just now?', 'Tell us in 10 seconds how it really was.'],
		'zh-CN': ['刚才付款，顺利吗？', '10 秒，告诉我们真实感受。']
	},
	waiting: {
		en: ['Did you wait too long?', 'Tell us in 10 seconds how it really was.'],
		'zh-CN': ['今天排队，久不久？', '10 秒，告诉我们真实感受。']
	},
	service: {
		en: ['Were you well looked after?', 'Good or bad – we read every answer.'],
		'zh-CN': ['我的服务，您满意吗？', '好与不好，我们都会看。']
	},
	room: {
		en: ['Is everything all right?', 'Tell us while we can still do something about it.'],
		'zh-CN': ['一切都还好吗？', '现在告诉我们，还来得及改。']
	}
};

const REST: Readonly<Record<Locale, Pick<PrintWords, 'scan' | 'typed' | 'foot'>>> = {
	en: {
		scan: 'Scan with your camera or WeChat',
		typed: 'Cannot scan? Type this into your browser',
		foot: 'No name, no phone number, no account to follow.'
	},
	'zh-CN': {
		scan: '微信或相机扫一扫',
		typed: '扫不出？请在浏览器输入',
		foot: '匿名作答，不需要手机号，也不用关注公众号。'
	}
};

/** A call with all that belongs to it; the second line is the call in the other language. */
export function wordsOf(call: CallName, locale: Locale, second: Locale | null): PrintWords {
	const [says, more] = CALLS[call][locale];
	return { call: says, more, second: second === null ? '' : CALLS[call][second][0], ...REST[locale] };
}
