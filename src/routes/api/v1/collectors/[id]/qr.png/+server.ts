import { idParams } from '#contract/id.ts';
import { download } from '#lib/api/server/download.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';
import { shareOrigin } from '#lib/api/server/share-origin.ts';
import { file } from '#lib/api/server/spec.ts';

export const GET = endpoint({
	summary: { en: 'Its QR code as PNG', 'zh-CN': '二维码（PNG）' },
	permission: 'collector.view',
	params: idParams,
	status: 200,
	response: file('image/png'),
	handler: async ({ app, actor, params, event }) => {
		const image = await app.collectors.qr(actor, params.id, 'png', shareOrigin(event));
		return download(image.body as Uint8Array<ArrayBuffer>, image);
	}
});
