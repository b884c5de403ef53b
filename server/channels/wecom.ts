import { domainFileFields, filesGroup, halfDomainFile } from './domain-file.ts';
import type { ChannelPort, Facts, Step, Text } from './port.ts';
import { receiving } from './wecom/wecom-receiving.ts';

/** Where the console has it. Chinese also in the English text: the console speaks nothing else. */
const APP = {
	en: 'In the console: 应用管理 → the program of your own.',
	'zh-CN': '管理后台：应用管理 → 自建应用。'
};

/** WeCom (企业微信): customers add a member by a code, and are greeted with the survey. */
export const wecom: ChannelPort<'wecom'> = {
	kind: 'wecom',
	name: { en: 'WeCom', 'zh-CN': '企业微信' },
	intro: {
		en: 'Customers add a member of the company by a code, and the survey comes with the welcome.',
		'zh-CN': '客户扫码添加成员，问卷随欢迎语发送。'
	},
	can: { openPage: true, messagePerson: true, receivePush: true, knowPerson: true },
	groups: [
		{
			id: 'account',
			title: { en: 'The company and its program', 'zh-CN': '企业与应用' },
			text: {
				en: 'Who it is, and the program of your own that asks in its name.',
				'zh-CN': '企业的身份，以及以其名义调用接口的自建应用。'
			},
			canWait: false
		},
		{
			id: 'server',
			title: { en: 'What WeCom sends us', 'zh-CN': '企业微信推送' },
			text: {
				en: 'New customers are told to the server address below. The same two stand in the console: 接收消息 → 设置API接收.',
				'zh-CN': '新增客户时推送到下方的服务器地址。以下两项须与“接收消息 → 设置 API 接收”一致。'
			},
			canWait: false
		},
		{
			id: 'asking',
			title: { en: 'How customers are asked', 'zh-CN': '提问方式' },
			text: {
				en: 'Whom they add, what they are greeted with, and whether answers belong to somebody.',
				'zh-CN': '客户添加哪些成员、收到什么欢迎语，以及答卷是否关联到客户。'
			},
			canWait: false
		},
		filesGroup
	],
	fields: [
		{
			name: 'corpId',
			group: 'account',
			label: { en: 'CorpID', 'zh-CN': '企业 ID（CorpID）' },
			hint: { en: 'In the console: 我的企业 → 企业信息.', 'zh-CN': '管理后台：我的企业 → 企业信息。' },
			secret: false,
			required: true,
			pattern: /^w[wx][0-9a-zA-Z]{8,30}$/,
			wrong: { en: 'A CorpID begins with ww.', 'zh-CN': '企业 ID 以 ww 开头。' }
		},
		{
			name: 'appSecret',
			group: 'account',
			label: { en: 'Secret of the program', 'zh-CN': '应用的 Secret' },
			hint: {
				en: `${APP.en} It has to stand under 客户与上下游 → 客户联系 → 可调用接口的应用.`,
				'zh-CN': `${APP['zh-CN']}该应用须加入“客户联系 → 可调用接口的应用”。`
			},
			secret: true,
			required: true,
			pattern: /^[0-9a-zA-Z_-]{20,64}$/,
			wrong: {
				en: 'Letters, digits, - and _, as the console shows it.',
				'zh-CN': '与后台显示一致的字母、数字、- 和 _。'
			}
		},
		{
			name: 'token',
			group: 'server',
			label: { en: 'Token', 'zh-CN': 'Token' },
			hint: {
				en: 'Make one up and type the same under 接收消息 → 设置API接收. WeCom signs with it what it sends.',
				'zh-CN': '自行设定，并在“接收消息 → 设置 API 接收”中填写相同内容。企业微信用它为推送签名。'
			},
			secret: true,
			required: true,
			pattern: /^[0-9A-Za-z]{3,32}$/,
			wrong: { en: '3 to 32 letters and digits.', 'zh-CN': '3 到 32 位字母或数字。' }
		},
		{
			name: 'aesKey',
			group: 'server',
			label: { en: 'EncodingAESKey', 'zh-CN': 'EncodingAESKey' },
			hint: { en: 'On the same page, which makes one.', 'zh-CN': '在同一页随机生成。' },
			secret: true,
			required: true,
			pattern: /^[0-9A-Za-z]{43}$/,
			wrong: { en: '43 letters and digits.', 'zh-CN': '43 位字母或数字。' },
			keepsBefore: true
		},
		{
			name: 'members',
			group: 'asking',
			label: { en: 'Members whom customers add', 'zh-CN': '客户添加的成员' },
			hint: {
				en: 'Their accounts (账号), with commas between them. They need the right to customers (客户联系).',
				'zh-CN': '成员账号，以逗号分隔。成员须有客户联系权限。'
			},
			secret: false,
			required: false,
			pattern: /^[0-9A-Za-z_.@-]{1,64}(,[0-9A-Za-z_.@-]{1,64}){0,99}$/,
			wrong: { en: 'Accounts with commas between them.', 'zh-CN': '以逗号分隔的成员账号。' }
		},
		{
			name: 'know',
			group: 'asking',
			label: { en: 'Whose answers they are', 'zh-CN': '答卷与客户的关联' },
			hint: {
				en: 'When answers belong to a customer, erasing the person reaches them. Say so in your privacy notice.',
				'zh-CN': '关联后，删除客户时会一并处理其答卷。请在隐私说明中告知。'
			},
			secret: false,
			required: false,
			pattern: /^(no|yes)$/,
			wrong: { en: 'One of the two.', 'zh-CN': '两者之一。' },
			options: [
				{ value: 'no', label: { en: 'Nobody’s', 'zh-CN': '不关联' } },
				{ value: 'yes', label: { en: 'Of the customer (external_userid)', 'zh-CN': '关联到客户（external_userid）' } }
			]
		},
		{
			name: 'followCode',
			group: 'asking',
			label: { en: 'Survey for whoever adds a member', 'zh-CN': '添加成员时发送的问卷' },
			hint: {
				en: 'What stands behind /s/ in the link of a survey. Empty: only whoever scans a code of ours is asked.',
				'zh-CN': '填写问卷链接中 /s/ 之后的部分。留空则仅询问扫描本系统二维码的客户。'
			},
			secret: false,
			required: false,
			pattern: /^[0-9A-Za-z]{10,32}$/,
			wrong: { en: 'Letters and digits, as in the link.', 'zh-CN': '与链接一致的字母和数字。' }
		},
		...domainFileFields
	],
	missing: halfDomainFile,
	canCheck: true,
	steps: ({ verifiedAt, lastPushAt, check }) => [
		askedStep(check),
		{
			id: 'address',
			title: { en: 'WeCom knows the server address', 'zh-CN': '企业微信已验证服务器地址' },
			text: {
				en: 'Type the server address below, the token and the key into 接收消息 → 设置API接收 of the program, and save. Then choose the program under 客户联系 → 可调用接口的应用.',
				'zh-CN':
					'将下方的服务器地址、Token 和密钥填入应用的“接收消息 → 设置 API 接收”并保存，再在“客户联系 → 可调用接口的应用”中选择该应用。'
			},
			isDone: verifiedAt !== null || lastPushAt !== null
		},
		{
			id: 'push',
			title: { en: 'A first message has arrived', 'zh-CN': '已收到第一条消息' },
			text: {
				en: 'Add one of the members from a WeChat of your own.',
				'zh-CN': '用自己的微信添加其中一位成员。'
			},
			isDone: lastPushAt !== null
		}
	],
	limits: [],
	quotas: [],
	untried: [
		{
			en: 'All of it: adding a member, the welcome, codes, messages and tokens were tried against a stand-in of the platform only.',
			'zh-CN': '以下全部：添加成员、欢迎语、二维码、消息和令牌仅在模拟平台上验证过。'
		},
		{
			en: 'Whether the welcome still goes out when the console has a welcome of its own (the documents say that it does not).',
			'zh-CN': '后台已设置欢迎语时，本系统的欢迎语是否还会发送（文档称不会）。'
		},
		{
			en: 'Messages that a member has to confirm, what WeCom says became of them, and how many a customer may be sent in a month.',
			'zh-CN': '需成员确认的群发消息、企业微信返回的发送结果，以及每位客户每月可接收的条数。'
		},
		{
			en: 'Whether the program is told of a customer who adds a member in every version of WeCom.',
			'zh-CN': '各版本企业微信是否都会推送添加客户的事件。'
		}
	],
	hook: receiving
};

/** Why WeCom would not answer us, in words that say what to do. */
const REFUSED: Readonly<Record<string, (detail: string) => Text>> = {
	wecom_40001: () => ({ en: 'The secret is wrong.', 'zh-CN': 'Secret 不正确。' }),
	wecom_40013: () => ({ en: 'WeCom knows no such CorpID.', 'zh-CN': '企业微信没有此企业 ID。' }),
	wecom_60020: (ip) => ({
		en: `WeCom does not let this server in. Add ${ip || 'its address'} under 企业可信IP of the program.`,
		'zh-CN': `企业微信不允许此服务器访问。请将 ${ip || '其地址'} 加入应用的“企业可信 IP”。`
	}),
	wecom_48002: () => ({
		en: 'The program has no right to customers: choose it under 客户联系 → 可调用接口的应用.',
		'zh-CN': '该应用没有客户联系权限：请在“客户联系 → 可调用接口的应用”中选择它。'
	}),
	unreachable: () => ({ en: 'This server does not reach WeCom.', 'zh-CN': '此服务器无法连接企业微信。' })
};

function askedStep(check: Facts['check']): Step {
	const refused = check === null || check.code === 'ok' ? undefined : REFUSED[check.code];
	return {
		id: 'asked',
		title: { en: 'WeCom answers this server', 'zh-CN': '企业微信已响应此服务器' },
		text:
			check === null
				? {
						en: 'Type CorpID and secret, save, and press “Check now”.',
						'zh-CN': '填写企业 ID 和 Secret，保存后点击“立即检查”。'
					}
				: (refused?.(check.detail) ?? {
						en: `WeCom refused with ${check.code}.`,
						'zh-CN': `企业微信返回 ${check.code}。`
					}),
		isDone: check?.code === 'ok'
	};
}
