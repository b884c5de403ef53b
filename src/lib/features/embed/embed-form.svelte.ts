import {
	embedTriggers,
	readOrigin,
	type EmbedSettings,
	type EmbedTrigger,
	type EmbedTriggerName
} from '#domain/survey/embed.ts';
import { numberIn } from '#lib/ui/number-in.ts';

type Typed = number | string | null;

const lines = (text: string): string[] =>
	text
		.split('\n')
		.map((line) => line.trim())
		.filter(Boolean);

const within = (typed: Typed, min: number, max: number): boolean => {
	const value = numberIn(typed);
	return value !== null && Number.isInteger(value) && value >= min && value <= max;
};

/** What is typed about one survey on other websites. */
export class EmbedForm {
	origins = $state('');
	mode = $state<EmbedSettings['mode']>('slide');
	on = $state<EmbedTriggerName>('time');
	seconds = $state<Typed>(20);
	percent = $state<Typed>(50);
	selector = $state('');
	event = $state('');
	share = $state<Typed>(100);
	pause = $state<Typed>(30);
	only = $state('');
	except = $state('');
	side = $state<EmbedSettings['side']>('right');
	label = $state('');
	/** As the preview has it. */
	height = $state<number | null>(null);
	language = $state<NonNullable<EmbedSettings['language']> | ''>('');
	#saved = $state('');

	constructor(settings: EmbedSettings) {
		this.fill(settings);
	}

	fill({ trigger, ...settings }: EmbedSettings): void {
		this.origins = settings.origins.join('\n');
		this.mode = settings.mode;
		this.on = embedTriggers.find((one) => one === trigger.on)!;
		if (trigger.on === 'time') this.seconds = trigger.seconds;
		if (trigger.on === 'scroll') this.percent = trigger.percent;
		if (trigger.on === 'click') this.selector = trigger.selector;
		if (trigger.on === 'event') this.event = trigger.name;
		this.share = settings.share;
		this.pause = settings.pause;
		this.only = settings.only.join('\n');
		this.except = settings.except.join('\n');
		this.side = settings.side;
		this.label = settings.label ?? '';
		this.height = settings.height;
		this.language = settings.language ?? '';
		this.#saved = this.#text;
	}

	/** What stands there as it will be stored; null while something has to be put right. */
	readonly settings = $derived.by((): EmbedSettings | null => {
		const { wrong, trigger } = this;
		if (trigger === null || Object.values(wrong).some(Boolean)) return null;
		return {
			origins: lines(this.origins).map((line) => readOrigin(line)!),
			mode: this.mode,
			trigger,
			share: numberIn(this.share)!,
			pause: numberIn(this.pause)!,
			only: lines(this.only),
			except: lines(this.except),
			side: this.side,
			label: this.label.trim() || null,
			height: this.mode === 'inline' ? this.height : null,
			language: this.language || null
		};
	});

	/** By field; a text is what of it is wrong. */
	get wrong() {
		return {
			origins: lines(this.origins).find((line) => readOrigin(line) === null),
			seconds: this.on === 'time' && !within(this.seconds, 1, 3600),
			percent: this.on === 'scroll' && !within(this.percent, 1, 100),
			selector: this.on === 'click' && (this.selector.trim() === '' || !isSelector(this.selector)),
			event: this.on === 'event' && this.event.trim() === '',
			share: !within(this.share, 1, 100),
			pause: !within(this.pause, 0, 365)
		};
	}

	get trigger(): EmbedTrigger | null {
		switch (this.on) {
			case 'time':
				return { on: 'time', seconds: numberIn(this.seconds) ?? 0 };
			case 'scroll':
				return { on: 'scroll', percent: numberIn(this.percent) ?? 0 };
			case 'click':
				return { on: 'click', selector: this.selector.trim() };
			case 'event':
				return { on: 'event', name: this.event.trim() };
			default:
				return { on: this.on };
		}
	}

	get isChanged(): boolean {
		return this.#saved !== this.#text;
	}

	get #text(): string {
		const { origins, mode, trigger, share, pause, only, except, side, label, language } = this;
		return JSON.stringify([
			origins,
			mode,
			trigger,
			numberIn(share),
			numberIn(pause),
			only,
			except,
			side,
			label,
			language
		]);
	}
}

/** Would a browser take it? The server cannot tell. */
function isSelector(text: string): boolean {
	if (typeof document === 'undefined') return true;
	try {
		document.createDocumentFragment().querySelector(text);
		return true;
	} catch {
		return false;
	}
}
