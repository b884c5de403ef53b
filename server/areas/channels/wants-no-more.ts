import type { Locale } from '#domain/shared/locale.ts';
import type { Trigger } from '../../channels/index.ts';

/** Words by which people in China and elsewhere say that they do not want to be written to, and nothing else beside. */
const NO_MORE = /^(退订|td|t|拒收|不要再发|stop|unsubscribe)$/i;

/** Does somebody write that they do not want to be asked any more? */
export const wantsNoMore = (trigger: Trigger): boolean =>
	trigger.kind === 'said' && NO_MORE.test(trigger.text.trim().replace(/[.。!！]+$/, ''));

/** In which language somebody said it. */
export const languageOf = (trigger: Trigger): Locale =>
	trigger.kind === 'said' && /^(stop|unsubscribe)/i.test(trigger.text.trim()) ? 'en' : 'zh-CN';
