import type { ChannelPort, SettingField, Text } from '../port.ts';

/**
 * Subscription messages (订阅消息): one for each time that somebody agreed to it, follower or not. WeChat tells nobody how many are
 * left; what people agree to and what is sent by it is counted here.
 */

/** Of one mini program, in a day; three times as many for those that take payments. */
export const MOST_MINI_NOTICES = 10_000_000;

export const subscriptionFields: readonly SettingField[] = [
	{
		name: 'onceTemplate',
		group: 'subscriptions',
		label: { en: 'Template of one-time subscriptions', 'zh-CN': '一次性订阅消息：模板 ID' },
		hint: {
			en: 'In the console: 设置与开发 → 接口权限 → 一次性订阅消息. With it, the thank-you page in WeChat offers to ask again; WeChat asks the person, and one message may be sent. This address has to be the business domain (业务域名).',
			'zh-CN':
				'公众平台后台：设置与开发 → 接口权限 → 一次性订阅消息。填写后，微信中的感谢页会提供“以后再问我”，由微信征求客户同意，每次同意可发送一条。本站须为业务域名。'
		},
		secret: false,
		required: false,
		pattern: /^[0-9A-Za-z_-]{6,80}$/,
		wrong: { en: 'The template ID as the console shows it.', 'zh-CN': '与后台一致的模板 ID。' }
	}
];

export const subscriptionLimits: ChannelPort['limits'] = [
	{
		id: 'notices',
		label: {
			en: 'Subscription messages (订阅通知) that people agreed to',
			'zh-CN': '客户已同意、尚可发送的订阅通知'
		},
		of: 1,
		counts: { consents: 'notice' }
	},
	{
		id: 'once',
		label: {
			en: 'One-time subscription messages (一次性订阅消息) that people agreed to',
			'zh-CN': '客户已同意、尚可发送的一次性订阅消息'
		},
		of: 1,
		counts: { consents: 'once' },
		needs: 'onceTemplate'
	},
	{
		id: 'miniNotices',
		label: {
			en: 'Subscription messages of the mini program that people agreed to',
			'zh-CN': '客户已同意、尚可发送的小程序订阅消息'
		},
		of: 1,
		counts: { consents: 'mini' },
		needs: 'miniAppId'
	},
	{
		id: 'miniNoticesOfDay',
		label: { en: 'Subscription messages of the mini program of the day', 'zh-CN': '当日小程序订阅消息' },
		of: MOST_MINI_NOTICES,
		counts: { day: 'mini_notice' },
		needs: 'miniAppId'
	}
];

export const subscriptionQuotas: ChannelPort['quotas'] = [
	{
		path: '/cgi-bin/message/subscribe/bizsend',
		label: { en: 'Requests of the day: subscription messages', 'zh-CN': '当日调用额度：订阅通知' }
	},
	{
		path: '/cgi-bin/message/template/subscribe',
		label: { en: 'Requests of the day: one-time subscription messages', 'zh-CN': '当日调用额度：一次性订阅消息' }
	},
	{
		path: '/cgi-bin/message/subscribe/send',
		label: {
			en: 'Requests of the day: subscription messages of the mini program',
			'zh-CN': '当日调用额度：小程序订阅消息'
		},
		of: 'mini'
	}
];

export const subscriptionUntried: readonly Text[] = [
	{
		en: 'Subscription messages (订阅通知): whether the account has them at all (WeChat opens them step by step), that it tells of each agreement (subscribe_msg_popup_event) and of each message (subscribe_msg_sent_event), and how it names the fields of its templates (newtmpl/gettemplate).',
		'zh-CN':
			'订阅通知：账号是否已开通（微信逐步开放），每次同意（subscribe_msg_popup_event）和每条消息（subscribe_msg_sent_event）是否都有推送，以及模板字段的写法（newtmpl/gettemplate）。'
	},
	{
		en: 'One-time subscription messages: WeChat’s page that asks the person (subscribemsg), what it hands back, and whether agreeing twice for the same scene allows two.',
		'zh-CN': '一次性订阅消息：微信的授权页（subscribemsg）及其返回的参数，以及同一场景同意两次是否可发送两条。'
	},
	{
		en: 'Subscription messages of the mini program: that its pushes come to the same address under its own AppID, and that its page opens with a personal link.',
		'zh-CN': '小程序订阅消息：小程序的推送是否以其 AppID 发送到同一地址，以及能否以专属链接打开页面。'
	}
];
