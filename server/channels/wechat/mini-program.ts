import type { ChannelPort, Facts, SettingField, Step, Text } from '../port.ts';

/** In a day, of one mini program. */
export const MOST_MINI_LINKS = 500_000;

/** Where the survey's page is in a mini program that follows our guide. */
const MINI_PAGE = 'pages/survey/survey';

export const miniPageOf = (settings: Readonly<Record<string, string>>): string => settings.miniPage || MINI_PAGE;

/** Chinese also in the English text: the console speaks nothing else. */
const CONSOLE = {
	en: 'In the console of the mini program, not of the official account: 开发管理 → 开发设置.',
	'zh-CN': '小程序后台（不是公众号后台）：开发管理 → 开发设置。'
};

/** A mini program (小程序) of the same company, beside the official account. It may be left out. */
export const miniFields: readonly SettingField[] = [
	{
		name: 'miniAppId',
		group: 'mini',
		label: { en: 'Mini program: AppID', 'zh-CN': '小程序：AppID' },
		hint: CONSOLE,
		secret: false,
		required: false,
		pattern: /^wx[0-9a-z]{8,30}$/,
		wrong: { en: 'An AppID begins with wx.', 'zh-CN': 'AppID 以 wx 开头。' }
	},
	{
		name: 'miniSecret',
		group: 'mini',
		label: { en: 'Mini program: AppSecret', 'zh-CN': '小程序：AppSecret' },
		hint: {
			en: 'Beside its AppID. It has an IP list of its own, on which this server has to stand.',
			'zh-CN': '与小程序的 AppID 在同一页。小程序有自己的 IP 白名单，请加入此服务器。'
		},
		secret: true,
		required: false,
		pattern: /^[0-9a-zA-Z]{32}$/,
		wrong: { en: '32 letters and digits.', 'zh-CN': '32 位字母或数字。' }
	},
	{
		name: 'miniPage',
		group: 'mini',
		label: { en: 'Mini program: page of the survey', 'zh-CN': '小程序：问卷页面路径' },
		hint: {
			en: `The page that opens our survey in a web-view, as the guide to channels shows; it has to be published. Empty: ${MINI_PAGE}.`,
			'zh-CN': `用 web-view 打开问卷的小程序页面（写法见渠道文档），须已发布。留空则为 ${MINI_PAGE}。`
		},
		secret: false,
		required: false,
		pattern: /^[0-9A-Za-z_-]{1,40}(\/[0-9A-Za-z_-]{1,40}){0,5}$/,
		wrong: {
			en: 'A path such as pages/survey/survey, without a slash in front.',
			'zh-CN': '形如 pages/survey/survey 的路径，开头没有斜杠。'
		}
	},
	{
		name: 'miniVerifyFile',
		group: 'mini',
		label: { en: 'Mini program: name of its verification file', 'zh-CN': '小程序：校验文件名' },
		hint: {
			en: 'Its console offers one where this address is declared as a business domain (开发管理 → 业务域名). It is served at the root of this address.',
			'zh-CN': '在小程序后台“开发管理 → 业务域名”添加本站域名时提供。本系统会在域名根目录提供它。'
		},
		secret: false,
		required: false,
		pattern: /^[0-9A-Za-z]{10,40}\.txt$/,
		wrong: { en: 'The name of the file, with .txt.', 'zh-CN': '包含 .txt 的文件名。' }
	},
	{
		name: 'miniVerifyText',
		group: 'mini',
		label: { en: 'Mini program: what is in that file', 'zh-CN': '小程序：校验文件内容' },
		hint: { en: 'Open the file and paste its one line.', 'zh-CN': '打开文件，粘贴其中的一行内容。' },
		secret: false,
		required: false,
		pattern: /^[0-9A-Za-z_-]{1,100}$/,
		wrong: { en: 'One line of letters and digits.', 'zh-CN': '一行字母和数字。' }
	}
];

/** A secret alone is left over from a mini program that was taken out: nothing is done with it. */
export const halfMiniProgram = ({
	miniAppId,
	miniSecret,
	miniVerifyFile,
	miniVerifyText
}: Readonly<Record<string, string>>): string[] => [
	...(miniAppId && !miniSecret ? ['miniSecret'] : []),
	...(miniVerifyFile && !miniVerifyText ? ['miniVerifyText'] : []),
	...(miniVerifyText && !miniVerifyFile ? ['miniVerifyFile'] : [])
];

export const miniLimits: ChannelPort['limits'] = [
	{
		id: 'miniLinks',
		label: { en: 'Links into the mini program of the day', 'zh-CN': '当日小程序链接（URL Link）' },
		of: MOST_MINI_LINKS,
		counts: { day: 'mini_link' },
		needs: 'miniAppId'
	}
];

export const miniQuotas: ChannelPort['quotas'] = [
	{
		path: '/wxa/getwxacodeunlimit',
		label: { en: 'Requests of the day: mini program codes', 'zh-CN': '当日调用额度：小程序码' },
		of: 'mini'
	},
	{
		path: '/wxa/generate_urllink',
		label: { en: 'Requests of the day: links into the mini program', 'zh-CN': '当日调用额度：小程序链接' },
		of: 'mini'
	}
];

export const miniUntried: readonly Text[] = [
	{
		en: 'The mini program: its codes (getwxacodeunlimit) and links (generate_urllink), that the same code comes for the same survey, and what WeChat says where a right or the page is missing.',
		'zh-CN':
			'小程序：小程序码（getwxacodeunlimit）和链接（generate_urllink），同一问卷是否始终得到同一个码，以及缺少权限或页面未发布时微信的返回。'
	},
	{
		en: 'The survey’s page in the mini program’s web-view, with this address as its business domain (业务域名).',
		'zh-CN': '在小程序的 web-view 中打开问卷页面，并将本站设为业务域名。'
	},
	{
		en: 'Whether a mini program is told its quotas of the day (openapi/quota/get).',
		'zh-CN': '小程序能否查询当日调用额度（openapi/quota/get）。'
	}
];

const REFUSED: Readonly<Record<string, (detail: string) => Text>> = {
	no_secret: () => ({ en: 'Type its AppSecret above.', 'zh-CN': '请在上方填写小程序的 AppSecret。' }),
	wx_40013: () => ({ en: 'WeChat knows no such AppID.', 'zh-CN': '微信没有此 AppID。' }),
	wx_40125: () => ({ en: 'Its AppSecret is wrong.', 'zh-CN': '小程序的 AppSecret 不正确。' }),
	wx_40164: (ip) => ({
		en: `WeChat does not let this server in. Add ${ip || 'its address'} to the IP list (IP白名单) of the mini program.`,
		'zh-CN': `微信不允许此服务器访问。请将 ${ip || '其地址'} 加入小程序的 IP 白名单。`
	}),
	wx_45009: () => ({
		en: 'The quota of the day is used up. It begins again at midnight in China.',
		'zh-CN': '当日调用额度已用完，北京时间零点恢复。'
	}),
	wx_48004: () => ({
		en: 'WeChat has blocked the mini program. See the messages in its console.',
		'zh-CN': '小程序已被微信封禁。请查看小程序后台的通知。'
	}),
	unreachable: () => ({ en: 'This server does not reach WeChat.', 'zh-CN': '此服务器无法连接微信。' })
};

/** A step of the way where there is a mini program; null: asked never. */
export function miniStep(check: Facts['check']): Step {
	const refused = check === null || check.code === 'ok' ? undefined : REFUSED[check.code];
	return {
		id: 'mini',
		title: { en: 'WeChat answers for the mini program', 'zh-CN': '微信已响应小程序的请求' },
		text:
			check === null
				? { en: 'Save, and press “Check now”.', 'zh-CN': '保存后点击“立即检查”。' }
				: (refused?.(check.detail) ?? {
						en: `WeChat refused with ${check.code}.`,
						'zh-CN': `微信返回 ${check.code}。`
					}),
		isDone: check?.code === 'ok'
	};
}
