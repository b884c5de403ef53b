import type { Channel } from '#domain/journey/index.ts';

/** What `MapIcons` draws. */
export type MapIconName = Channel | 'plus' | 'paste' | 'star';
