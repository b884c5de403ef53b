import { isLocale } from '#domain/shared/locale.ts';
import { defineCustomClientStrategy, getLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';

// The server has chosen; what the browser would choose by itself may be another (it finds no Chinese for `zh-TW`).
defineCustomClientStrategy('custom-page', {
	getLocale: () => (isLocale(document.documentElement.lang) ? document.documentElement.lang : undefined),
	setLocale: () => undefined
});

// A page keeps the language it was written in: another one comes with another page. Each message would read the
// cookies anew to find out, and a board shows thousands.
// Shared pages set no cookie, and ask none: their language stands in their address.
const page = document.documentElement.lang;
const locale = location.pathname.startsWith('/share/') && isLocale(page) ? page : getLocale();
overwriteGetLocale(() => locale);
