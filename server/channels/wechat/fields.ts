import { domainFileFields, filesGroup } from '../domain-file.ts';
import type { FieldGroup, SettingField } from '../port.ts';
import { miniFields } from './mini-program.ts';
import { subscriptionFields } from './subscriptions.ts';

/** Where the console has it. Chinese also in the English text: the console speaks nothing else. */
const BASIC = {
	en: 'In the console: 设置与开发 → 开发接口管理 → 基本配置.',
	'zh-CN': '公众平台后台：设置与开发 → 开发接口管理 → 基本配置。'
};

/** In the order in which an account is set up; what can wait is folded away. */
export const wechatGroups: readonly FieldGroup[] = [
	{
		id: 'account',
		title: { en: 'The account', 'zh-CN': '账号' },
		text: {
			en: 'Who it is. Both are copied from the console: 设置与开发 → 开发接口管理 → 基本配置.',
			'zh-CN': '账号的身份。两项都从公众平台后台复制：设置与开发 → 开发接口管理 → 基本配置。'
		},
		canWait: false
	},
	{
		id: 'server',
		title: { en: 'What WeChat sends us', 'zh-CN': '微信推送' },
		text: {
			en: 'Scans, follows and messages come to the server address below. The same three stand in the console: 基本配置 → 服务器配置.',
			'zh-CN': '扫码、关注和消息推送到下方的服务器地址。以下三项须与“基本配置 → 服务器配置”一致。'
		},
		canWait: false
	},
	{
		id: 'asking',
		title: { en: 'How people are asked', 'zh-CN': '提问方式' },
		text: {
			en: 'What happens on a scan, on a follow and from the menu, and whether answers belong to somebody. It works as it stands.',
			'zh-CN': '扫码、关注和点击菜单时的做法，以及答卷是否关联到客户。保持默认即可使用。'
		},
		canWait: false
	},
	filesGroup,
	{
		id: 'subscriptions',
		title: { en: 'Subscription messages', 'zh-CN': '订阅消息' },
		text: {
			en: 'Surveys to people who agreed to be asked again, also when they do not follow. 订阅通知 need nothing here: whoever agrees is counted by itself.',
			'zh-CN': '向同意再次接受询问的客户发送问卷，客户无需关注。“订阅通知”无需在此配置：客户同意后自动计数。'
		},
		canWait: true
	},
	{
		id: 'mini',
		title: { en: 'Mini program', 'zh-CN': '小程序' },
		text: {
			en: 'Surveys open in the company’s own mini program, too. It has a console of its own: 开发管理 → 开发设置.',
			'zh-CN': '问卷也可在企业自己的小程序中打开。小程序有自己的后台：开发管理 → 开发设置。'
		},
		canWait: true
	}
];

/** What an administrator of an official account types. */
export const wechatFields: readonly SettingField[] = [
	{
		name: 'appId',
		group: 'account',
		label: { en: 'AppID', 'zh-CN': 'AppID（开发者ID）' },
		hint: BASIC,
		secret: false,
		required: true,
		pattern: /^wx[0-9a-z]{8,30}$/,
		wrong: { en: 'An AppID begins with wx.', 'zh-CN': 'AppID 以 wx 开头。' }
	},
	{
		name: 'appSecret',
		group: 'account',
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
		group: 'server',
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
		group: 'server',
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
		group: 'server',
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
		group: 'asking',
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
		group: 'asking',
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
		group: 'asking',
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
		group: 'asking',
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
	...subscriptionFields,
	...miniFields
];
