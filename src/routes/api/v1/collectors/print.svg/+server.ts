import { PrintSheet } from '#domain/printing/index.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';
import { file } from '#lib/api/server/spec.ts';
import { codeSheet, SHEET_LIMIT } from '../code-sheet.ts';

export const POST = endpoint({
	summary: { en: 'Codes for print, the first page as SVG', 'zh-CN': '打印二维码（首页 SVG 预览）' },
	description: {
		en: 'What the first page of the PDF shows, to look at before it is made. Refused are a colour too pale to be read, a logo that is none, and letters that the font does not have.',
		'zh-CN': 'PDF 首页的样子，供生成前预览。 颜色太浅、徽标无法读取或字体缺字时会被拒绝。'
	},
	permission: 'collector.view',
	body: PrintSheet,
	bodyLimit: SHEET_LIMIT,
	status: 200,
	response: file('image/svg+xml'),
	handler: (call) => codeSheet(call, 'svg')
});
