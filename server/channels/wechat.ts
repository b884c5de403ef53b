import { domainFileFields, halfDomainFile } from './domain-file.ts';
import type { ChannelPort, Facts, Step } from './port.ts';
import { halfMiniProgram, miniFields, miniLimits, miniQuotas, miniStep, miniUntried } from './wechat/mini-program.ts';
import { receiving } from './wechat/receive.ts';

/** For an account, and for ever. */
export const MOST_CODES = 100_000;
/** In a day of China; more for accounts with many followers. */
export const MOST_TEMPLATES = 100_000;

/** Where the console has it. Chinese also in the English text: the console speaks nothing else. */
const BASIC = {
	en: 'In the console: 设置与开发 → 开发接口管理 → 基本配置.',
	'zh-CN': '公众平台后台：设置与开发 → 开发接口管理 → 基本配置。'
};

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
	fields: [
		{
			name: 'appId',
			label: { en: 'AppID', 'zh-CN': 'AppID（开发者ID）' },
			hint: BASIC,
			secret: false,
			required: true,
			pattern: /^wx[0-9a-z]{8,30}$/,
			wrong: { en: 'An AppID begins with wx.', 'zh-CN': 'AppID 以 wx 开头。' }
		},
		{
			name: 'appSecret',
			label: { en: 'AppSecret', 'zh-CN': 'AppSecret（开发者密码）' },
			hint: {
				en: 'Beside the AppID. Without it nobody can be answered but by a reply, and no codes into the chat can be made.',
				'zh-CN': '与 AppID 在同一页。未填写时只能被动回复，也无法生成扫码进入聊天的二维码。'
			},
			secret: true,
			required: false,
			pattern: /^[0-9a-zA-Z]{32}$/,
			wrong: { en: '32 letters and digits.', 'zh-CN': '32 位字母或数字。' }
		},
		{
			name: 'token',
			label: { en: 'Token', 'zh-CN': '令牌（Token）' },
			hint: {
				en: 'Make one up and type the same in the console. WeChat signs with it what it sends.',
				'zh-CN': '自行设定，并在公众平台后台填写相同内容。微信用它为推送签名。'
			},
			secret: true,
			required: true,
			pattern: /^[0-9A-Za-z]{3,32}$/,
			wrong: { en: '3 to 32 letters and digits.', 'zh-CN': '3 到 32 位字母或数字。' }
		},
		{
			name: 'mode',
			label: { en: 'Encryption of messages', 'zh-CN': '消息加解密方式' },
			hint: {
				en: 'As chosen in the console. Safe mode is the one to take: in the others nothing proves that a message was not changed on its way.',
				'zh-CN': '与公众平台后台的选择一致。建议使用安全模式：其他模式无法证明消息在途中未被改动。'
			},
			secret: false,
			required: true,
			pattern: /^(encrypted|compatible|plain)$/,
			wrong: { en: 'One of the three modes.', 'zh-CN': '三种方式之一。' },
			options: [
				{ value: 'encrypted', label: { en: 'Safe mode (安全模式)', 'zh-CN': '安全模式' } },
				{ value: 'compatible', label: { en: 'Compatible mode (兼容模式)', 'zh-CN': '兼容模式' } },
				{ value: 'plain', label: { en: 'Plain mode (明文模式)', 'zh-CN': '明文模式' } }
			]
		},
		{
			name: 'aesKey',
			label: { en: 'EncodingAESKey', 'zh-CN': '消息加解密密钥（EncodingAESKey）' },
			hint: {
				en: 'Needed in safe and in compatible mode. The console makes one.',
				'zh-CN': '安全模式和兼容模式需要。可在公众平台后台随机生成。'
			},
			secret: true,
			required: false,
			pattern: /^[0-9A-Za-z]{43}$/,
			wrong: { en: '43 letters and digits.', 'zh-CN': '43 位字母或数字。' },
			keepsBefore: true
		},
		{
			name: 'ask',
			label: { en: 'How the first question is asked', 'zh-CN': '第一题的提问方式' },
			hint: {
				en: 'In the chat the tap is the answer; the rest of the survey follows by a link. It takes customer service messages (客服消息); without them, and for surveys that begin with anything but a scale, the link is sent.',
				'zh-CN':
					'在聊天中提问时，点选即作答，其余问题通过链接继续。需要客服消息权限；没有该权限、或问卷的第一题不是量表题时，发送链接。'
			},
			secret: false,
			required: false,
			pattern: /^(menu|link)$/,
			wrong: { en: 'One of the two ways.', 'zh-CN': '两种方式之一。' },
			options: [
				{ value: 'menu', label: { en: 'In the chat, to tap on', 'zh-CN': '在聊天中点选' } },
				{ value: 'link', label: { en: 'Behind a link', 'zh-CN': '通过链接打开问卷' } }
			]
		},
		{
			name: 'know',
			label: { en: 'Whose answers they are', 'zh-CN': '答卷与客户的关联' },
			hint: {
				en: 'When answers belong to a follower, several of one person can be told from those of several, and erasing the person reaches them. Say so in your privacy notice. Nobody is asked for it, and no name comes along.',
				'zh-CN':
					'关联后可区分同一客户的多份答卷，删除客户时也会一并处理。请在隐私说明中告知。不会向客户请求授权，也不会获取昵称。'
			},
			secret: false,
			required: false,
			pattern: /^(no|yes)$/,
			wrong: { en: 'One of the two.', 'zh-CN': '两者之一。' },
			options: [
				{ value: 'no', label: { en: 'Nobody’s', 'zh-CN': '不关联' } },
				{ value: 'yes', label: { en: 'Of the follower (openid)', 'zh-CN': '关联到关注者（openid）' } }
			]
		},
		{
			name: 'entry',
			label: { en: 'Links in the account’s menu', 'zh-CN': '公众号菜单中的链接' },
			hint: {
				en: 'With web authorisation (网页授权) WeChat says without asking who opens such a link (snsapi_base); for a verified service account whose 网页授权域名 is this address. It counts only where answers are the follower’s.',
				'zh-CN':
					'通过网页授权（snsapi_base），微信会静默告知打开链接的是谁，不会询问客户；需要已认证的服务号，并将本站设为网页授权域名。仅在答卷关联到关注者时生效。'
			},
			secret: false,
			required: false,
			pattern: /^(plain|silent)$/,
			wrong: { en: 'One of the two.', 'zh-CN': '两者之一。' },
			options: [
				{ value: 'plain', label: { en: 'Open the survey', 'zh-CN': '直接打开问卷' } },
				{ value: 'silent', label: { en: 'Tell who comes, silently', 'zh-CN': '静默识别来访者' } }
			]
		},
		{
			name: 'followCode',
			label: { en: 'Survey for whoever follows', 'zh-CN': '关注时发送的问卷' },
			hint: {
				en: 'What stands behind /s/ in the link of a survey. Empty: only whoever scans a code is asked.',
				'zh-CN': '填写问卷链接中 /s/ 之后的部分。留空则仅询问扫码的客户。'
			},
			secret: false,
			required: false,
			pattern: /^[0-9A-Za-z]{10,32}$/,
			wrong: { en: 'Letters and digits, as in the link.', 'zh-CN': '与链接一致的字母和数字。' }
		},
		...domainFileFields,
		...miniFields
	],
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
