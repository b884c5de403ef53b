import { Readable } from 'node:stream';
import { idParams } from '#contract/id.ts';
import { download } from '#lib/api/server/download.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';
import { shareOrigin } from '#lib/api/server/share-origin.ts';
import { file } from '#lib/api/server/spec.ts';

export const GET = endpoint({
	summary: { en: 'Personal links as CSV', 'zh-CN': '导出个人链接（CSV）' },
	description: {
		en: 'UTF-8 with a byte order mark; whom each is for, its address, when it was answered; no cell can start a formula.',
		'zh-CN': 'UTF-8（含 BOM）；每个链接的对象、地址与回答时间；任何单元格都不会被当作公式。'
	},
	permission: 'response.import',
	params: idParams,
	status: 200,
	response: file('text/csv; charset=utf-8'),
	handler: async ({ app, actor, params, event }) => {
		const lines = await app.personalLinks.csv(actor, params.id, shareOrigin(event));
		return download(
			Readable.toWeb(Readable.from(lines, { objectMode: false })) as ReadableStream<Uint8Array<ArrayBuffer>>,
			{ contentType: 'text/csv; charset=utf-8', fileName: `wayfelt-links-${params.id.slice(0, 8)}.csv` }
		);
	}
});
