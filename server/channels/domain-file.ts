import type { FieldGroup, SettingField } from './port.ts';

/** `MP_verify_` of official accounts, `WW_verify_` of WeCom, letters alone of mini programs; never what is a file of a website's own. */
export const DOMAIN_FILE = /^((MP|WW)_verify_[0-9A-Za-z]{16}|[0-9A-Za-z]{10,40})\.txt$/;

export const filesGroup: FieldGroup = {
	id: 'files',
	title: { en: 'Verification of this address', 'zh-CN': '域名验证' },
	text: {
		en: 'The console asks for a file at the root of this address before it takes it as a domain of the account. It is served from here.',
		'zh-CN': '后台添加域名前，会要求在域名根目录放置一个文件。由本系统提供。'
	},
	canWait: true
};

/** The file by which the platform checks that the domain is ours, as its console offers it. */
export const domainFileFields: readonly SettingField[] = [
	{
		name: 'verifyFile',
		group: 'files',
		label: { en: 'Domain verification: name of the file', 'zh-CN': '域名验证：文件名' },
		hint: {
			en: 'For business, JS and web authorisation domains the console offers a file such as MP_verify_….txt. It is served at the root of this address.',
			'zh-CN':
				'设置业务域名、JS 接口安全域名和网页授权域名时，后台会提供 MP_verify_….txt 之类的文件。本系统会在域名根目录提供它。'
		},
		secret: false,
		required: false,
		pattern: DOMAIN_FILE,
		wrong: { en: 'The name of the file, with .txt.', 'zh-CN': '包含 .txt 的文件名。' }
	},
	{
		name: 'verifyText',
		group: 'files',
		label: { en: 'Domain verification: what is in the file', 'zh-CN': '域名验证：文件内容' },
		hint: { en: 'Open the file and paste its one line.', 'zh-CN': '打开文件，粘贴其中的一行内容。' },
		secret: false,
		required: false,
		pattern: /^[0-9A-Za-z_-]{1,100}$/,
		wrong: { en: 'One line of letters and digits.', 'zh-CN': '一行字母和数字。' }
	}
];

/** One without the other is no file. */
export const halfDomainFile = ({ verifyFile, verifyText }: Readonly<Record<string, string>>): string[] =>
	verifyFile && !verifyText ? ['verifyText'] : verifyText && !verifyFile ? ['verifyFile'] : [];
