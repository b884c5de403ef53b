import CircleDot from '@lucide/svelte/icons/circle-dot';
import Globe from '@lucide/svelte/icons/globe';
import Mail from '@lucide/svelte/icons/mail';
import MessageCircle from '@lucide/svelte/icons/message-circle';
import MessageSquare from '@lucide/svelte/icons/message-square';
import Phone from '@lucide/svelte/icons/phone';
import Smartphone from '@lucide/svelte/icons/smartphone';
import Store from '@lucide/svelte/icons/store';
import Truck from '@lucide/svelte/icons/truck';
import type { Channel } from '#domain/journey/index.ts';

/** How the ways in which customers meet a company are drawn. */
export const channelIcons: Readonly<Record<Channel, typeof Store>> = {
	store: Store,
	web: Globe,
	app: Smartphone,
	wechat: MessageCircle,
	phone: Phone,
	email: Mail,
	sms: MessageSquare,
	delivery: Truck,
	other: CircleDot
};
