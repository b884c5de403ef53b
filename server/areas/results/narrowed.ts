import type { Trx } from '../../db/scope.ts';
import { collectorsOfPlace } from '../surveys/repo/collectors.ts';
import type { Narrowed } from './repo/scores.ts';

/** Answers that are looked at, and what they are held against. */
export interface Narrowing {
	readonly narrowed: Narrowed;
	/**
	 * Wider choices that may be looked at as well: where one of them has only a few answers more, the difference would say
	 * what those few said (metrics.md). The first is everything.
	 */
	readonly wider: readonly Narrowed[];
}

export const everything: Narrowing = { narrowed: {}, wider: [] };

/**
 * What a channel and a place choose among the answers of these touchpoints. A place is what codes are named after, here
 * and at other touchpoints, or one code by its id; it has no answers where no code is named so.
 */
export async function narrowing(
	trx: Trx,
	workspaceId: string,
	touchpointIds: readonly string[],
	{ channel, place }: { readonly channel?: string | undefined; readonly place?: string | undefined }
): Promise<Narrowing> {
	if (place === undefined) return channel === undefined ? everything : { narrowed: { channel }, wider: [{}] };
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
