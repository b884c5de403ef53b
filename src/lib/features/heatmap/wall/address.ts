import { isId } from '#domain/shared/ids.ts';
import { WALL_SECONDS } from '#domain/sharing/inputs.ts';

export interface OnWall {
	/** Ids in their order; null: all. */
	readonly journeys: readonly string[] | null;
	readonly seconds: number;
}

/** `?wall=1&journeys=<id>,<id>&every=30`: what cannot be read is left at its default. */
export function wallOf(params: Pick<URLSearchParams, 'get'>): OnWall {
	const ids = (params.get('journeys') ?? '').split(',').filter(isId);
	const every = Number(params.get('every') ?? WALL_SECONDS.usual);
	const isTime = Number.isInteger(every) && every >= WALL_SECONDS.least && every <= WALL_SECONDS.most;
	return { journeys: ids.length === 0 ? null : ids, seconds: isTime ? every : WALL_SECONDS.usual };
}

/** The same picture on a wall. @param search begins with `?` */
export const withWall = (search: string): string => `${search}${search.length > 1 ? '&' : ''}wall=1`;
