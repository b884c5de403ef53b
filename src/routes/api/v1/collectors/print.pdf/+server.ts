import { PrintSheet } from '#domain/printing/index.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';
import { file } from '#lib/api/server/spec.ts';
import { codeSheet, SHEET_LIMIT } from '../code-sheet.ts';

export const POST = endpoint({
	summary: { en: 'Codes for print, PDF', 'zh-CN': '打印二维码（PDF）' },
	description: {
		en: 'A page, a folded page or a label for each code, in vectors, with text that can be selected. Refused are a colour too pale to be read, a logo that is none, and letters that the font does not have.',
		'zh-CN':
			'每个二维码一页、一张折叠桌牌或一张标签；矢量图形，文字可选中。 颜色太浅、徽标无法读取或字体缺字时会被拒绝。'
	},
	permission: 'collector.view',
	body: PrintSheet,
	bodyLimit: SHEET_LIMIT,
	status: 200,
	response: file('application/pdf'),
	handler: (call) => codeSheet(call, 'pdf')
});
