import * as v from 'valibot';
import { escaped } from '../shared/escaped.ts';
import { locales } from '../shared/locale.ts';
import type { View } from '../shared/view.ts';

/** Where a survey stands on somebody else's page. */
export const embedModes = ['popup', 'slide', 'tab', 'inline'] as const;
export type EmbedMode = (typeof embedModes)[number];

/** What it waits for. */
export const embedTriggers = ['now', 'time', 'scroll', 'leave', 'click', 'event'] as const;
export type EmbedTriggerName = (typeof embedTriggers)[number];

/**
 * The origin that a person means: `shop.example` and `https://shop.example/cart` are `https://shop.example`; a name may
 * begin with `*.`, which stands for every name below it (CSP 3, "host-source").
 * @returns null for what is no address of a website
 */
export function readOrigin(text: string): string | null {
	const typed = text.trim().toLowerCase();
	// Which a URL drops.
	if (/\s/.test(typed)) return null;
	const address = /^[a-z][a-z0-9+.-]*:\/\//.test(typed) ? typed : `https://${typed}`;
	const wild = /^(https?:\/\/)\*\./.test(address);
	let url: URL;
	try {
		url = new URL(wild ? address.replace('*.', '') : address);
	} catch {
		return null;
	}
	const { protocol, hostname, host, username } = url;
	if (!/^https?:$/.test(protocol) || username !== '' || !/^[a-z0-9.:[\]-]+$/.test(hostname)) return null;
	// One word is a machine of one's own; below a single word there is everything.
	if (!hostname.includes('.') && (wild || (hostname !== 'localhost' && !hostname.startsWith('[')))) return null;
	return `${protocol}//${wild ? '*.' : ''}${host}`;
}

const Origin = v.pipe(
	v.string(),
	v.maxLength(300),
	v.check((text) => readOrigin(text) !== null),
	v.transform((text) => readOrigin(text)!)
);

const printable = /^[^\p{Cc}]*$/u;
/** A part of an address, `*` for anything: `/shop/*`. Commas part them in the snippet. */
const Pattern = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200), v.regex(/^[^\p{Cc},]*$/u));
const Patterns = v.pipe(v.array(Pattern), v.maxLength(20));

const whole = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));

const Trigger = v.variant('on', [
	v.strictObject({ on: v.literal('now') }),
	v.strictObject({ on: v.literal('time'), seconds: whole(1, 3600) }),
	v.strictObject({ on: v.literal('scroll'), percent: whole(1, 100) }),
	v.strictObject({ on: v.literal('leave') }),
	v.strictObject({
		on: v.literal('click'),
		selector: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200), v.regex(printable))
	}),
	v.strictObject({
		on: v.literal('event'),
		name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60), v.regex(printable))
	})
]);
export type EmbedTrigger = v.InferOutput<typeof Trigger>;

/** How a survey appears on other websites, and on which. */
export const EmbedSettingsSchema = v.strictObject({
	/** Where its page may stand in a frame; nowhere while there are none. */
	origins: v.pipe(v.array(Origin), v.maxLength(50)),
	mode: v.picklist(embedModes),
	trigger: Trigger,
	/** Asked of this many in a hundred visitors. */
	share: whole(1, 100),
	/** Days for which a visitor who was asked is left alone, whichever survey it was. */
	pause: whole(0, 365),
	/** Only on these pages; on all when empty. */
	only: Patterns,
	/** On none of these. */
	except: Patterns,
	side: v.picklist(['left', 'right']),
	/** What the side tab says; the script's own word when null. */
	label: v.nullable(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40), v.regex(printable))),
	/** Inline: room that is kept for it until it is there, px, so that nothing on the page moves; null: none. */
	height: v.nullable(whole(40, 4000)),
	/** null: that of the page around it. */
	language: v.nullable(v.picklist(locales))
});
export type EmbedSettings = View<typeof EmbedSettingsSchema>;

/** What holds until somebody sets it. */
export const EMBED_DEFAULTS: EmbedSettings = {
	origins: [],
	mode: 'slide',
	trigger: { on: 'time', seconds: 20 },
	share: 100,
	pause: 30,
	only: [],
	except: [],
	side: 'right',
	label: null,
	height: null,
	language: null
};

/** A trigger as the snippet says it: its name, then its value. */
function triggerText(trigger: EmbedTrigger): string {
	switch (trigger.on) {
		case 'time':
			return `time ${trigger.seconds}`;
		case 'scroll':
			return `scroll ${trigger.percent}`;
		case 'click':
			return `click ${trigger.selector}`;
		case 'event':
			return `event ${trigger.name}`;
		default:
			return trigger.on;
	}
}

/** Is a visitor left alone after having been asked? What stands on the page, or waits for a press, asks nobody. */
export const pauses = (mode: EmbedMode): boolean => mode === 'popup' || mode === 'slide';

/**
 * The attributes of the snippet's script, besides its address: what `embed.js` reads. What is as usual is left out.
 * @returns name and value, in the order in which they are written
 */
export function embedAttributes(code: string, settings: EmbedSettings): [string, string][] {
	const { mode, trigger, share, pause, only, except, side, label, height, language } = settings;
	const all: [string, string | false][] = [
		['data-code', code],
		['data-mode', mode],
		// A tab is pressed.
		['data-on', mode !== 'tab' && trigger.on !== 'now' && triggerText(trigger)],
		['data-share', pauses(mode) && share < 100 && String(share)],
		['data-pause', pauses(mode) && pause !== EMBED_DEFAULTS.pause && String(pause)],
		['data-only', only.length > 0 && only.join(',')],
		['data-except', except.length > 0 && except.join(',')],
		['data-side', mode !== 'inline' && side !== 'right' && side],
		['data-label', mode === 'tab' && label !== null && label],
		['data-height', mode === 'inline' && height !== null && String(height)],
		['data-lang', language ?? false]
	];
	return all.filter((pair): pair is [string, string] => pair[1] !== false);
}

/**
 * What is put into a website.
 * @param origin under which the script is fetched
 */
export function embedSnippet(origin: string, code: string, settings: EmbedSettings): string {
	const attributes = embedAttributes(code, settings).map(([name, value]) => ` ${name}="${escaped(value)}"`);
	return `<script src="${origin}/embed.js"${settings.mode === 'inline' ? '' : ' async'}${attributes.join('')}></script>`;
}
