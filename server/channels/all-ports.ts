import type { ChannelPort } from './port.ts';
import { wechat } from './wechat.ts';
import { wecom } from './wecom.ts';

/** Every platform. A new one is one file beside this one and one line here; `all-ports.test.ts` runs through it at once. */
export const channelPorts = { wechat, wecom } as const satisfies Record<string, ChannelPort>;

export type ChannelKind = keyof typeof channelPorts;

export const channelKinds = Object.keys(channelPorts) as unknown as readonly [ChannelKind, ...ChannelKind[]];

/** undefined: no platform goes by that name. */
export const portOf = (kind: string): ChannelPort<ChannelKind> | undefined =>
	Object.hasOwn(channelPorts, kind) ? channelPorts[kind as ChannelKind] : undefined;
