import type { MiniLack, MiniProgramView } from '#contract/mini-program.ts';
import type { Actor } from '#domain/access/index.ts';
import { channelOf } from '#domain/survey/index.ts';
import type { CollectorView } from '#contract/surveys.ts';
import { pageUrl } from '../../channels/index.ts';
import { notFound } from '../../platform/errors.ts';
import { authorize } from '../shared/guard.ts';

type Made<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly lack: MiniLack };

/** Ways into a survey by the workspace's mini program. */
export type MiniProgramOf = (
	workspaceId: string,
	code: string
) => Promise<{
	readonly page: string | null;
	readonly code: Made<{ readonly contentType: string; readonly body: Uint8Array }>;
	readonly link: Made<{ readonly url: string; readonly expiresAt: Date }>;
}>;

/** Without a platform nobody has one. */
export const noMiniProgram: MiniProgramOf = async () => {
	const none = { ok: false, lack: 'channel_absent' } as const;
	return { page: null, code: none, link: none };
};

/** How a survey opens in the mini program. @throws AppError 404 for a collector that opens no page */
export const createMiniProgramView =
	({
		of,
		collector,
		origin
	}: {
		readonly of: MiniProgramOf;
		readonly collector: (actor: Actor, id: string) => Promise<CollectorView>;
		readonly origin: string;
	}) =>
	async (actor: Actor | null, id: string, askedAt = origin): Promise<MiniProgramView> => {
		authorize(actor, 'collector.view');
		const { code: survey, channel } = await collector(actor, id);
		if (!channelOf(channel).opensPage) throw notFound();
		const { page, code, link } = await of(actor.workspaceId, survey);
		return {
			page,
			code: code.ok
				? {
						picture: `data:${code.value.contentType};base64,${Buffer.from(code.value.body).toString('base64')}`,
						lack: null
					}
				: { picture: null, lack: code.lack },
			link: link.ok
				? { url: link.value.url, endsAt: link.value.expiresAt.toISOString(), lack: null }
				: { url: null, endsAt: null, lack: link.lack },
			plain: pageUrl(askedAt, survey)
		};
	};
