import type { Channel, LaneKind } from '#domain/journey/index.ts';
import { m } from '#lib/paraglide/messages.js';

/** Where a touchpoint is met. */
export const channelNames: Readonly<Record<Channel, () => string>> = {
	store: m.board_channel_store,
	web: m.board_channel_web,
	app: m.board_channel_app,
	wechat: m.board_channel_wechat,
	phone: m.board_channel_phone,
	email: m.board_channel_email,
	sms: m.board_channel_sms,
	delivery: m.board_channel_delivery,
	other: m.board_channel_other
};

export const emotionNames = [
	m.board_emotion_m2,
	m.board_emotion_m1,
	m.board_emotion_0,
	m.board_emotion_p1,
	m.board_emotion_p2
] as const;

/** A title to show: what has none yet is called "Untitled". */
export const titleOr = (title: string): string => (title.trim() === '' ? m.board_untitled() : title);

/** A lane goes by its own title, or by the name of its kind. */
export const laneTitle = (lane: { readonly title: string; readonly kind: LaneKind }): string =>
	lane.title.trim() === '' ? m.kind_lane({ kind: lane.kind }) : lane.title;

/** How much a pain point hurts, 1 to 3. */
export const severityNames: Readonly<Record<1 | 2 | 3, () => string>> = {
	1: m.board_severity_1,
	2: m.board_severity_2,
	3: m.board_severity_3
};
