import { startEmbed } from './start-embed.ts';

/*
 * `/embed.js`, the script that other websites run: one file, no dependency, written for Chrome 87 and Safari 14. Nothing is
 * requested and nothing stored before the trigger fires. Styles are set by the script alone: they pass
 * `style-src 'self'`, as `<style>` and style attributes do not (CSP 3, §6.7.3.3).
 */
const own =
	(document.currentScript as HTMLScriptElement | null) ??
	document.querySelector<HTMLScriptElement>('script[data-code][src*="/embed.js"]');
if (own?.dataset.code) startEmbed(own, own.dataset.code);
