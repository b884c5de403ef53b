import { m } from '#lib/paraglide/messages.js';

// What a map is told in is the same wherever one is told of.
export { channelNames, emotionNames, laneTitle, severityNames, titleOr } from '#lib/journey-words.ts';

/** Fields that only some kinds of card have, by their name in the record. */
export const cardFieldNames: Readonly<Record<string, () => string>> = {
	severity: m.board_severity,
	source: m.board_source,
	departmentId: m.board_department
};
