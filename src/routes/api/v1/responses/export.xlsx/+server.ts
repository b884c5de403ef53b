import { Readable } from 'node:stream';
import { exportQuery } from '#contract/responses.ts';
import { download } from '#lib/api/server/download.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';
import { file } from '#lib/api/server/spec.ts';

const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const GET = endpoint({
	summary: { en: 'Answers as a workbook (XLSX)', 'zh-CN': '导出答卷（XLSX）' },
	description: {
		en: 'The columns of the CSV; texts and numbers only, so that no cell is a formula. Tables longer than a sheet go on on the next one.',
		'zh-CN': '列与 CSV 相同；只含文本与数字，不会出现公式。超过一个工作表的行数时接续到下一个工作表。'
	},
	permission: 'response.export',
	query: exportQuery,
	status: 200,
	response: file(contentType),
	handler: async ({ app, actor, query }) =>
		download(Readable.toWeb(app.responses.exportXlsx(actor, query)) as ReadableStream<Uint8Array<ArrayBuffer>>, {
			contentType,
			fileName: 'wayfelt-responses.xlsx'
		})
});
