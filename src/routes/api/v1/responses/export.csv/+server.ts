import { Readable } from 'node:stream';
import { exportQuery } from '#contract/responses.ts';
import { download } from '#lib/api/server/download.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';
import { file } from '#lib/api/server/spec.ts';

export const GET = endpoint({
	summary: { en: 'Answers as CSV', 'zh-CN': '导出答卷（CSV）' },
	description: {
		en: 'UTF-8 with a byte order mark; times in the workspace’s time zone; no cell can start a formula.',
		'zh-CN': 'UTF-8（含 BOM）；时间为企业空间时区；任何单元格都不会被当作公式。'
	},
	permission: 'response.export',
	query: exportQuery,
	status: 200,
	response: file('text/csv; charset=utf-8'),
	handler: async ({ app, actor, query }) =>
		download(
			Readable.toWeb(Readable.from(app.responses.exportCsv(actor, query), { objectMode: false })) as ReadableStream<
				Uint8Array<ArrayBuffer>
			>,
			{
				contentType: 'text/csv; charset=utf-8',
				fileName: 'wayfelt-responses.csv'
			}
		)
});
