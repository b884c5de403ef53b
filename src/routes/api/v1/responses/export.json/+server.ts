import { Readable } from 'node:stream';
import { exportQuery } from '#contract/responses.ts';
import { download } from '#lib/api/server/download.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';
import { file } from '#lib/api/server/spec.ts';

const contentType = 'application/json';

export const GET = endpoint({
	summary: { en: 'Answers as JSON', 'zh-CN': '导出答卷（JSON）' },
	description: {
		en: 'One object with the workspace’s time zone and all answers, each as the list has it.',
		'zh-CN': '一个对象，含企业空间时区与全部答卷，每份与列表接口一致。'
	},
	permission: 'response.export',
	query: exportQuery,
	status: 200,
	response: file(contentType),
	handler: async ({ app, actor, query }) =>
		download(
			Readable.toWeb(Readable.from(app.responses.exportJson(actor, query), { objectMode: false })) as ReadableStream<
				Uint8Array<ArrayBuffer>
			>,
			{
				contentType,
				fileName: 'wayfelt-responses.json'
			}
		)
});
