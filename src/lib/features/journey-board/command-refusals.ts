import { m } from '#lib/paraglide/messages.js';

const sentences: Readonly<Record<string, () => string>> = {
	lane_refuses_card: m.board_not_accepted,
	no_lane_for_card: m.board_refused_no_lane,
	too_many_cards: m.board_refused_too_many,
	too_many_scenes: m.board_refused_too_many,
	too_many_lanes: m.board_refused_too_many,
	lane_kind_unavailable: m.board_refused_lane_kind,
	path_to_itself: m.board_refused_path_to_itself
};

/** Why a command was refused, in the reader's words. What is left is always the same: somebody else was faster. */
export const refusal = (code: string): string =>
	(sentences[code] ?? (code.endsWith('_not_found') ? m.board_refused_gone : m.board_refused))();
