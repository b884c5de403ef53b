import { issue } from '#domain/shared/result.ts';
import { invalid } from '../../platform/errors.ts';
import type { Trx } from '../../db/scope.ts';
import { collectorsOfPlace } from '../surveys/repo/collectors.ts';
import type { Narrowed, SlicedBy } from './repo/scores.ts';

/** Answers that are looked at, and what they are held against. */
export interface Narrowing {
	readonly narrowed: Narrowed;
	/**
	 * Wider choices that may be looked at as well: where one of them has only a few answers more, the difference would say
	 * what those few said (metrics.md). The first is everything.
	 */
	readonly wider: readonly Narrowed[];
	/** One slice of several that anybody may look at one after the other: which, among which. */
	readonly slice?: { readonly by: SlicedBy; readonly chosen: string };
}

export const everything: Narrowing = { narrowed: {}, wider: [] };

interface Filter {
	readonly channel?: string | undefined;
	readonly place?: string | undefined;
	readonly language?: string | undefined;
}

/**
 * What a channel and a place, or a language, choose among the answers of these touchpoints. A place is what codes are named after, here
 * and at other touchpoints, or one code by its id; it has no answers where no code is named so.
 * @throws AppError 400 for a language together with one of the others: no counts tell both apart (docs/counts.md)
 */
export async function narrowing(
	trx: Trx,
	workspaceId: string,
	touchpointIds: readonly string[],
	{ channel, place, language }: Filter
): Promise<Narrowing> {
	if (language !== undefined) {
		if (place !== undefined || channel !== undefined)
			throw invalid([issue('not_together', ['language'], { with: place === undefined ? 'channel' : 'place' })]);
		return { narrowed: { language }, wider: [{}], slice: { by: 'language', chosen: language } };
	}
	if (place === undefined)
		return channel === undefined
			? everything
			: { narrowed: { channel }, wider: [{}], slice: { by: 'channel', chosen: channel } };
	const codes = (await collectorsOfPlace(trx, workspaceId, touchpointIds, place)).filter(
		(code) => channel === undefined || code.channel === channel
	);
	const channels = [...new Set(codes.map((code) => code.channel))];
	return {
		narrowed: { collectorIds: codes.map(({ id }) => id) },
		wider: channels.length === 1 ? [{}, { channel: channels[0] }] : [{}]
	};
}

/** Of how many answers the difference to one of the wider choices would speak: the fewest, 0 for none. */
export const leftOutOf = (n: number, wider: readonly number[]): number =>
	wider.map((all) => all - n).reduce((least, left) => (left > 0 && (least === 0 || left < least) ? left : least), 0);
