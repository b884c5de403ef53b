import { setAsideParams } from '#contract/set-asides.ts';
import { download } from '#lib/api/server/download.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';
import { file } from '#lib/api/server/spec.ts';

const contentType = 'application/octet-stream';

export const GET = endpoint({
	summary: { en: 'The same edits as they are stored', 'zh-CN': '这些修改的原始数据' },
	description: {
		en: 'For each edit: its author’s place in `authors` (varuint), its length (varuint), and a Yjs update (V1).',
		'zh-CN': '每项修改依次为：作者在 `authors` 中的序号（varuint）、长度（varuint）、Yjs 更新（V1）。'
	},
	permission: 'journey.edit',
	params: setAsideParams,
	status: 200,
	response: file(contentType),
	handler: async ({ app, actor, params }) =>
		download((await app.setAsides.bytes(actor, params.id, params.entry)) as Uint8Array<ArrayBuffer>, {
			contentType,
			fileName: `wayfelt-set-aside-${params.entry}.bin`
		})
});
