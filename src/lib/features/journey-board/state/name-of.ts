import type { JourneyRecord } from '#domain/journey/index.ts';
import { m } from '#lib/paraglide/messages.js';
import { laneTitle, titleOr } from '../words.ts';

/** What a record of the map is called in a sentence. @param record the others on its map, by id */
export function nameOf(of: JourneyRecord, record: (id: string) => JourneyRecord | undefined): string {
	const titleAt = (id: string) => {
		const end = record(id);
		return end && 'title' in end ? titleOr(end.title) : m.board_untitled();
	};
	if (of.type === 'lane') return laneTitle(of);
	if (of.type === 'path') return `${titleAt(of.fromId)} → ${titleAt(of.toId)}`;
	return 'title' in of ? titleOr(of.title) : m.board_untitled();
}
