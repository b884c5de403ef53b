import Globe from '@lucide/svelte/icons/globe';
import Link from '@lucide/svelte/icons/link';
import MessageCircle from '@lucide/svelte/icons/message-circle';
import MessagesSquare from '@lucide/svelte/icons/messages-square';
import Monitor from '@lucide/svelte/icons/monitor';
import Plug from '@lucide/svelte/icons/plug';
import QrCode from '@lucide/svelte/icons/qr-code';
import type { TouchpointCollectorsView } from '#contract/surveys.ts';
import type { ChannelName, CollectorState } from '#domain/survey/index.ts';
import { m } from '#lib/paraglide/messages.js';

/** One way in which a touchpoint asks. */
export type Way = TouchpointCollectorsView['collectors'][number];

export const stateNames: Readonly<Record<CollectorState, () => string>> = {
	open: m.survey_open,
	paused: m.survey_paused,
	closed: m.survey_closed,
	expired: m.survey_expired,
	early: m.survey_early,
	full: m.survey_filled
};

export const channelIcons: Readonly<Record<ChannelName, typeof Link>> = {
	link: Link,
	qr: QrCode,
	embed: Globe,
	wechat: MessageCircle,
	wecom: MessagesSquare,
	kiosk: Monitor,
	api: Plug,
	import: Plug
};

/** As people know them; the address where nobody with it is a member. */
export const ownerName = ({ email, name }: NonNullable<Way['owner']>): string => name ?? email;

/** What a way is called: its channel, and its place where it has one. */
export const nameOf = ({ channel, name }: Pick<Way, 'channel' | 'name'>): string =>
	[m.kind_channel({ kind: channel }), name].filter(Boolean).join(' · ');

/** Does a way have all of these words: in its name, survey, code, owner? */
export function hasWords(way: Way, words: readonly string[]): boolean {
	const text = [nameOf(way), way.surveyTitle, way.code, way.owner?.email, way.owner?.name].join(' ').toLowerCase();
	return words.every((word) => text.includes(word));
}
