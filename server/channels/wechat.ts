import { halfDomainFile } from './domain-file.ts';
import type { ChannelPort, Facts, Step } from './port.ts';
import { wechatFields, wechatGroups } from './wechat/fields.ts';
import { halfMiniProgram, miniLimits, miniQuotas, miniStep, miniUntried } from './wechat/mini-program.ts';
import { receiving } from './wechat/receive.ts';
import { subscriptionLimits, subscriptionQuotas, subscriptionUntried } from './wechat/subscriptions.ts';

/** For an account, and for ever. */
export const MOST_CODES = 100_000;
/** In a day of China; more for accounts with many followers. */
export const MOST_TEMPLATES = 100_000;

/** The signature of a plain push is over token, time and nonce. */
const UNSIGNED = {
	en: 'In plain and in compatible mode WeChat signs when a message was sent, but not what it says: whoever reads one on its way can send us another under its signature for ten minutes. Choose safe mode (安全模式), here and in the console.',
	'zh-CN':
		'明文模式和兼容模式下，微信只对发送时间签名，不对消息内容签名：途中看到消息的人可在十分钟内用同一签名冒充发送其他内容。请在此处和公众平台后台都选择安全模式。'
};

/** A WeChat official account (公众号 or 服务号): people scan, follow or write to it, and are answered in the chat. */
export const wechat: ChannelPort<'wechat'> = {
	kind: 'wechat',
	name: { en: 'WeChat official account', 'zh-CN': '微信公众号' },
	intro: {
		en: 'People scan a code or follow the account, and the survey comes as a reply in the chat.',
		'zh-CN': '客户扫码或关注公众号，问卷以回复的形式出现在聊天中。'
	},
	can: { openPage: true, messagePerson: true, receivePush: true, knowPerson: true },
	groups: wechatGroups,
	fields: wechatFields,
	missing: (account) => [
		...(account.mode !== 'plain' && !account.aesKey ? ['aesKey'] : []),
		...halfDomainFile(account),
		...halfMiniProgram(account)
	],
	warnings: ({ mode }) => (mode === 'plain' || mode === 'compatible' ? [UNSIGNED] : []),
	canCheck: true,
	steps: ({ verifiedAt, lastPushAt, check, mini }) => [
		askedStep(check),
		{
			id: 'address',
			title: { en: 'WeChat knows the server address', 'zh-CN': '微信已验证服务器地址' },
			text: {
				en: 'Type the server address below and the token into 基本配置 → 服务器配置, save, and turn it on. WeChat checks it while saving.',
				'zh-CN': '将下方的服务器地址和令牌填入“基本配置 → 服务器配置”，提交并启用。提交时微信会立即验证。'
			},
			isDone: verifiedAt !== null || lastPushAt !== null
		},
		{
			id: 'push',
			title: { en: 'A first message has arrived', 'zh-CN': '已收到第一条消息' },
			text: {
				en: 'Follow the account with your own phone and write anything to it.',
				'zh-CN': '用自己的手机关注公众号，并发送任意消息。'
			},
			isDone: lastPushAt !== null
		},
		...(mini === undefined ? [] : [miniStep(mini)])
	],
	limits: [
		{
			id: 'codes',
			label: {
				en: 'Codes into the chat, for good: none can be taken back',
				'zh-CN': '扫码进入聊天的永久二维码（无法删除）'
			},
			of: MOST_CODES,
			counts: 'codes'
		},
		{
			id: 'messages',
			label: {
				en: 'Customer service messages to people who wrote within two days, five to each',
				'zh-CN': '可发给两天内发过消息的客户的客服消息，每人五条'
			},
			of: 5,
			counts: 'windows'
		},
		{
			id: 'templates',
			label: { en: 'Template messages of the day', 'zh-CN': '当日模板消息' },
			of: MOST_TEMPLATES,
			counts: { day: 'template' }
		},
		...subscriptionLimits,
		...miniLimits
	],
	quotas: [
		{
			path: '/cgi-bin/message/custom/send',
			label: { en: 'Requests of the day: customer service messages', 'zh-CN': '当日调用额度：客服消息' }
		},
		{
			path: '/cgi-bin/message/template/send',
			label: { en: 'Requests of the day: template messages', 'zh-CN': '当日调用额度：模板消息' }
		},
		{
			path: '/cgi-bin/qrcode/create',
			label: { en: 'Requests of the day: codes into the chat', 'zh-CN': '当日调用额度：带参数二维码' }
		},
		...subscriptionQuotas,
		...miniQuotas
	],
	untried: [
		{
			en: 'All of it: scanning, following, replies, codes and tokens were tried against a stand-in of the platform only.',
			'zh-CN': '以下全部：扫码、关注、回复、二维码和令牌仅在模拟平台上验证过。'
		},
		{
			en: 'Questions in the chat: how many answers such a list may have, and how long they may be. What is refused goes out as a link.',
			'zh-CN': '聊天中的提问：选项最多几个、每项最多多长。被拒绝时改为发送链接。'
		},
		{
			en: 'What WeChat says of its quotas of the day (openapi/quota/get), and whether customer service messages are really counted as its documents say.',
			'zh-CN': '微信返回的当日调用额度（openapi/quota/get），以及客服消息的条数是否确如文档所述。'
		},
		{
			en: 'Template messages: whether a template for rating a service is approved, which values its fields take, and that each is reported (TEMPLATESENDJOBFINISH).',
			'zh-CN': '模板消息：服务评价类模板能否通过审核、各字段可填的内容，以及是否每条都有回执（TEMPLATESENDJOBFINISH）。'
		},
		{
			en: 'How WeChat writes the fields of the account’s templates (get_all_private_template).',
			'zh-CN': '微信返回的模板字段写法（get_all_private_template）。'
		},
		{
			en: 'The card that is passed on: what WeChat does where this address is not under JS接口安全域名, and whether its bridge takes what WeChat’s own script would tell it.',
			'zh-CN': '分享卡片：未设置 JS 接口安全域名时的表现，以及微信接口是否接受与其官方脚本相同的参数。'
		},
		{
			en: 'Web authorisation (snsapi_base): what people see where the account lacks the right or the domain, and when WeChat shows a snapshot of the page.',
			'zh-CN': '网页授权（snsapi_base）：账号缺少权限或未设置域名时客户看到什么，以及微信何时显示快照页。'
		},
		{
			en: 'How long a token still works after another program has made a new one.',
			'zh-CN': '其他程序获取新令牌后，旧令牌还能用多久。'
		},
		{
			en: 'Whether an account without verification is told 48001 for codes, as the documents say.',
			'zh-CN': '未认证账号生成二维码时，是否如文档所述返回 48001。'
		},
		{
			en: 'Whether WeChat repeats a message with the same nonce and timestamp, or with new ones.',
			'zh-CN': '微信重试推送时，是否沿用原来的 nonce 和时间戳。'
		},
		{
			en: 'How long messages still come under the old key after the key was changed.',
			'zh-CN': '更换密钥后，旧密钥加密的消息还会持续多久。'
		},
		...subscriptionUntried,
		...miniUntried
	],
	hook: receiving
};

/** Why WeChat would not answer us, in words that say what to do. */
const REFUSED: Readonly<Record<string, (detail: string) => Step['text']>> = {
	no_secret: () => ({ en: 'Type the AppSecret above.', 'zh-CN': '请在上方填写 AppSecret。' }),
	wx_40013: () => ({ en: 'WeChat knows no such AppID.', 'zh-CN': '微信没有此 AppID。' }),
	wx_40125: () => ({ en: 'The AppSecret is wrong.', 'zh-CN': 'AppSecret 不正确。' }),
	wx_40164: (ip) => ({
		en: `WeChat does not let this server in. Add ${ip || 'its address'} to the IP list (IP白名单) of 基本配置.`,
		'zh-CN': `微信不允许此服务器访问。请将 ${ip || '其地址'} 加入“基本配置”的 IP 白名单。`
	}),
	wx_45009: () => ({
		en: 'The quota of the day is used up. It begins again at midnight in China.',
		'zh-CN': '当日调用额度已用完，北京时间零点恢复。'
	}),
	wx_48004: () => ({
		en: 'WeChat has blocked the account. See the messages in the console.',
		'zh-CN': '账号已被微信封禁。请查看公众平台后台的通知。'
	}),
	unreachable: () => ({ en: 'This server does not reach WeChat.', 'zh-CN': '此服务器无法连接微信。' })
};

function askedStep(check: Facts['check']): Step {
	const refused = check === null || check.code === 'ok' ? undefined : REFUSED[check.code];
	return {
		id: 'asked',
		title: { en: 'WeChat answers this server', 'zh-CN': '微信已响应此服务器' },
		text:
			check === null
				? {
						en: 'Type AppID and AppSecret, save, and press “Check now”.',
						'zh-CN': '填写 AppID 和 AppSecret，保存后点击“立即检查”。'
					}
				: (refused?.(check.detail) ?? {
						en: `WeChat refused with ${check.code}.`,
						'zh-CN': `微信返回 ${check.code}。`
					}),
		isDone: check?.code === 'ok'
	};
}
